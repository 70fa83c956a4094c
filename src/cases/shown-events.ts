import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { namesOf } from '../org/person-store.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { caseByNumber } from './case-store.ts'
import { eventsOf } from './event-store.ts'
import { seenBy } from './see-case.ts'

/** Joined, let go, and handled with another: the note is the number of that other one. */
const namesAnother = ({ what, actor }: CaseEvent) =>
  what === 'join' || what === 'unjoin' || (what === 'handle' && actor === 'clock')

async function numbersSeen(
  db: Tx,
  app: App,
  personId: number,
  numbers: ReadonlySet<string>,
): Promise<Set<string>> {
  const cases: Case[] = []
  for (const number of numbers) {
    const one = await caseByNumber(db, number)
    if (one) cases.push(one)
  }
  const seen = await seenBy(db, app, personId, cases)
  return new Set(seen.map(({ one }) => one.number))
}

/** Of who was named to mediate the note holds the id, and a reader wants the name. */
async function withNames(db: Tx, events: readonly CaseEvent[]): Promise<CaseEvent[]> {
  const isNaming = ({ what, note }: CaseEvent) => what === 'name-mediator' && note !== undefined
  const named = events.filter(isNaming)
  const names = await namesOf(
    db,
    named.map(({ note }) => Number(note)),
  )
  return events.map((event) => (isNaming(event) ? { ...event, note: names.get(Number(event.note)) } : event))
}

/** The history of a case as somebody may read it: the number of another case only if that one exists for them too. */
export async function eventsFor(db: Tx, app: App, personId: number, caseId: number): Promise<CaseEvent[]> {
  const events = await withNames(db, await eventsOf(db, app, caseId))
  const numbers = new Set(events.filter(namesAnother).flatMap(({ note }) => note ?? []))
  if (numbers.size === 0) return events
  const seen = await numbersSeen(db, app, personId, numbers)
  const isHidden = (event: CaseEvent) =>
    namesAnother(event) && event.note !== undefined && !seen.has(event.note)
  return events.map((event) => (isHidden(event) ? { ...event, note: undefined } : event))
}
