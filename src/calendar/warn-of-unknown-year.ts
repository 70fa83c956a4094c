import type { App } from '../app.ts'
import { countOf } from '../delivery/delivery-store.ts'
import { enqueue } from '../delivery/enqueue.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { rolesWith } from '../org/permission.ts'
import { personById } from '../org/person-store.ts'
import { grantsIn } from '../org/role-store.ts'
import { townUnit } from '../org/unit-store.ts'
import { notedYears } from './calendar-store.ts'
import { unknownYearMessage } from './calendar-texts.ts'

/** So long before a year begins its holidays should be known: deadlines of that length are running into it. */
const aheadDays = 60

/** Those who keep the town's calendar hear, once a month, of a year that comes near and of which nothing is known. */
export async function warnOfUnknownYear(app: App): Promise<{ warned: number }> {
  const today = localDate(app.clock.now(), app.config.townTimezone)
  const year = Number(dayPlus(today, aheadDays).slice(0, 4))
  if ((await notedYears(app.db)).has(year)) return { warned: 0 }
  let warned = 0
  for (const personId of await keepers(app)) {
    if (await warnOne(app, personId, { year, month: today.slice(0, 7) })) warned++
  }
  return { warned }
}

async function keepers({ db }: App): Promise<number[]> {
  const town = await townUnit(db)
  const grants = town ? await grantsIn(db, town.id) : []
  const roles = rolesWith('manage-terms')
  return [...new Set(grants.filter(({ role }) => roles.includes(role)).map(({ personId }) => personId))]
}

/** False when they were told this month, or have no chat with us. */
async function warnOne(
  app: App,
  personId: number,
  { year, month }: { year: number; month: string },
): Promise<boolean> {
  const key = `days:${year}:${month}:person:${personId}`
  return app.db.transaction(async (tx) => {
    const person = await personById(tx, personId)
    if (person?.chatId === undefined || (await countOf(tx, key)) > 0) return false
    const message = unknownYearMessage(app.texts.in(person.language), year)
    const chat = { kind: 'private', chatId: person.chatId } as const
    const what = { key, batch: key, chat, lane: 'bulk', quiet: true, whenInDoubt: 'repeat' } as const
    await enqueue(tx, app, what, { do: 'send', message })
    return true
  })
}
