import { DateTime } from 'luxon'
import type { App } from '../../app.ts'
import { fateOf } from '../../delivery/claim-store.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { unitsWith } from '../../org/may.ts'
import { rolesWith } from '../../org/permission.ts'
import type { Person } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { grantsAround } from '../../org/role-store.ts'
import type { Unit } from '../../org/unit.ts'
import { townUnit } from '../../org/unit-store.ts'
import { reportMessage } from './case-report-texts.ts'
import { drawUpReport } from './draw-up-report.ts'
import { monthsOver, readPeriod, usualPeriods } from './report-period.ts'

/** On the first day of the month, from this hour of the town on; what was missed then is made up for during so many days. */
const fromHour = 8
const days = 7

function isTime(now: Date, timeZone: string): boolean {
  const local = DateTime.fromJSDate(now, { zone: timeZone })
  return local.day <= days && (local.day > 1 || local.hour >= fromHour)
}

interface Reader extends Person {
  chatId: number
}

/** Whoever leads somewhere hears what became of last month's cases there, once. */
export async function sendCaseReports(app: App): Promise<{ sent: number }> {
  const { townTimezone: timeZone } = app.config
  const now = app.clock.now()
  const [month = ''] = monthsOver(now, timeZone, 1)
  const town = isTime(now, timeZone) ? await townUnit(app.db) : undefined
  if (!town) return { sent: 0 }
  const leaders = await grantsAround(app.db, town.path, rolesWith('lead-cases'))
  let sent = 0
  for (const personId of new Set(leaders.map((leader) => leader.personId))) {
    const person = await personById(app.db, personId)
    const { chatId } = person ?? {}
    if (!person || chatId === undefined) continue
    for (const unit of await unitsWith(app.db, personId, 'lead-cases'))
      if (await sendOne(app, { ...person, chatId }, unit, month)) sent++
  }
  return { sent }
}

/**
 * False when they have it already, and when nothing was told there that they may count: whether anything else was told they do
 * not learn either.
 */
async function sendOne(app: App, reader: Reader, unit: Unit, month: string): Promise<boolean> {
  const { townTimezone: timeZone } = app.config
  const key = `case-report:${month}:${reader.id}:${unit.id}`
  const period = readPeriod(month, timeZone)
  if (!period || (await fateOf(app.db, key))) return false
  const now = app.clock.now()
  const asked = { unitId: unit.id, period: month }
  const drawn = await drawUpReport(app.db, app, { personId: reader.id }, asked)
  if (drawn.report.received === 0) return false
  const periods = Object.entries(usualPeriods(now, timeZone)).map(([of, name]) => ({ key: of, name }))
  const ways = { periods, hasUnitsBelow: drawn.units.length > 1 }
  const message = reportMessage(app.texts.in(reader.language), { ...drawn, now, timeZone }, ways)
  const chat = { kind: 'private', chatId: reader.chatId } as const
  const what = { key, batch: key, chat, lane: 'personal', quiet: true, whenInDoubt: 'repeat' } as const
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message }))
  return true
}
