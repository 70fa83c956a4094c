import type { App } from '../app.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { fillCalendar } from '../calendar/fill-calendar.ts'
import { afterWorkingDays, type Calendar } from '../calendar/working-time.ts'
import { termOf } from '../cases/clocks/case-terms.ts'
import { ownTerms } from '../cases/clocks/term-store.ts'
import { sayOfCase } from '../cases/say-of-case.ts'
import { fileCase } from '../cases/telling/file-case.ts'
import { acceptCase } from '../cases/working/accept-case.ts'
import { assignCase } from '../cases/working/assign-case.ts'
import { beginCase } from '../cases/working/work-on-case.ts'
import { MovableClock } from '../lib/clock.ts'
import type { Unit } from '../org/unit.ts'
import { town } from './reference-town.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The earliest moment, in whole days before now, at which a term of so many working days would not be over yet. */
function nearlyOver(calendar: Calendar, now: Date, workingDays: number): Date {
  const daysAgo = Array.from({ length: 30 }, (_, n) => new Date(now.getTime() - (30 - n) * dayMs))
  return daysAgo.find((at) => afterWorkingDays(calendar, at, workingDays).at > now) ?? now
}

/** The app, as it was at an earlier moment. */
function appAt(app: App, at: Date): App {
  const clock = new MovableClock()
  clock.moveTo(at)
  return { ...app, clock }
}

/** A quarrel of two neighbours that was told some days ago: when the clock moves on to the next working day, it climbs. */
export async function seedGrievance(
  app: App,
  personNamed: (name: string) => number,
  unitAt: (path: string) => Promise<Unit>,
): Promise<void> {
  const { cast, grievance } = town
  await fillCalendar(app)
  const { amount } = termOf('handle-group', await ownTerms(app.db))
  const calendar = await readCalendar(app.db, app.config.townTimezone)
  const then = appAt(app, nearlyOver(calendar, app.clock.now(), amount))
  const reporter = { personId: personNamed(cast.villager) }
  const officer = { personId: personNamed(cast.officer) }
  const lead = personNamed(cast.villageSecretary)
  const draft = {
    words: { text: grievance.text, places: [] },
    files: [],
    kind: grievance.kind,
    urgency: 'usual',
    privacy: 'named',
    unitId: (await unitAt(grievance.unit)).id,
  } as const
  const { id } = await fileCase(then, reporter, { ...draft, files: [] }, 'demo:grievance')
  await acceptCase(then, officer, id)
  await assignCase(then, officer, id, { leadId: lead, handlerId: officer.personId })
  await beginCase(then, officer, id)
  const answer = { words: { text: grievance.answer, places: [] }, files: [] }
  await sayOfCase(then, officer, id, 'answer', answer, 'demo:answer')
}
