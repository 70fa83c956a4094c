import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import type { Tx } from '../../lib/db.ts'
import { countedIn } from './draw-results.ts'
import type { Session } from './evening.ts'
import { type Counted, ownResult } from './evening-results.ts'
import { noteTold } from './evening-store.ts'
import { ownMessage } from './evening-texts.ts'
import { countedPolls, noteVotesOf } from './note-votes.ts'
import { showPanel } from './tell-evening.ts'
import type { CastVote } from './vote-store.ts'
import { type Voter, votersAfter, votesBy } from './voter-store.ts'

/** So many people in one transaction: thousands are told within a minute, and the open question of another group comes on time. */
const perTime = 100

/** Notes what the next people answered, and promises each their own result: first all their answers, then the button that uses them. */
export async function tellEach(tx: Tx, app: App, session: Session): Promise<void> {
  const { id, toldTo = 0 } = session.evening
  const people = await votersAfter(tx, countedPolls(session), toldTo, perTime)
  await noteVotesOf(tx, app, session, people)
  const questions = await countedIn(tx, session)
  const votes = await votesBy(tx, countedPolls(session), people)
  for (const person of people) await tellOne(tx, app, session, questions, person, votes)
  const last = people.at(-1)
  const nextAt = people.length === perTime ? app.clock.now() : undefined
  await noteTold(tx, id, { toldTo: last?.personId ?? toldTo, nextAt })
  // By now it is known whether the group has the results.
  if (!nextAt) await showPanel(tx, app, session)
}

async function tellOne(
  tx: Tx,
  app: App,
  { evening }: Session,
  questions: readonly Counted[],
  { personId, chatId, language }: Voter,
  votes: readonly CastVote[],
): Promise<void> {
  if (chatId === undefined) return
  const own = ownResult(
    questions,
    votes.filter((vote) => vote.personId === personId),
  )
  const message = ownMessage(app.texts.in(language), { eveningId: evening.id, questions, own })
  const batch = `evening:${evening.id}:own`
  const chat = { kind: 'private', chatId } as const
  const how = {
    key: `${batch}:${personId}`,
    batch,
    chat,
    lane: 'bulk',
    quiet: true,
    whenInDoubt: 'repeat',
  } as const
  await enqueue(tx, app, how, { do: 'send', message })
}
