import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { insertPeople } from '../../org/person-store.ts'
import { sessionById } from './evening-store.ts'
import { noteVotesOf } from './note-votes.ts'
import { drawnEveningsOf, saveVotes, type Vote } from './vote-store.ts'
import { votersByTelegramIds } from './voter-store.ts'

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]

/**
 * Writes down what people chose, by the hundreds; whoever is new becomes known. What comes after the results were drawn goes at
 * once into that person's own practice. Votes in polls that nobody knows yet wait for them. Safe to call twice.
 */
export async function takeVotes(app: App, tx: Tx, votes: readonly Vote[]): Promise<void> {
  if (votes.length === 0) return
  const pollIds = unique(votes.map(({ pollId }) => pollId))
  const drawn = await drawnEveningsOf(tx, pollIds)
  const people = new Map(votes.map(({ telegramUserId, name }) => [telegramUserId, { telegramUserId, name }]))
  await insertPeople(tx, [...people.values()], app.clock.now())
  await saveVotes(tx, votes)
  for (const id of drawn) await noteLate(tx, app, id, votes)
}

async function noteLate(tx: Tx, app: App, eveningId: number, votes: readonly Vote[]): Promise<void> {
  const session = await sessionById(tx, eveningId)
  if (!session) return
  const polls = new Set(session.drawn.map(({ pollId }) => pollId))
  const late = votes.filter(({ pollId }) => polls.has(pollId))
  const ids = unique(late.map(({ telegramUserId }) => telegramUserId))
  await noteVotesOf(tx, app, session, await votersByTelegramIds(tx, ids))
}
