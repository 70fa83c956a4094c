import { expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { remindOfOverdue } from '../../src/cases/clocks/remind-of-overdue.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { moment } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

/** Two that stay overdue in the town, and one in the village that nobody has asked about. */
async function lateTown(): Promise<CaseTown> {
  const town = await caseTown()
  const { app, zhou, wu, qian, yang, zhao } = town
  await fillCalendar(app)
  for (const kind of ['road', 'water']) {
    const { id } = await town.file({ unitId: town.units.town.id, kind })
    await acceptCase(app, by(zhou), id)
    await assignCase(app, by(zhou), id, { leadId: wu.id, handlerId: qian.id })
  }
  const { id } = await town.file({ unitId: town.units.heping.id })
  await acceptCase(app, by(yang), id)
  await assignCase(app, by(yang), id, { leadId: zhao.id, handlerId: qian.id })
  await handleCase(app, by(qian), id, { outcome: 'solved', note: '好了' })
  app.clock.setWall(moment('2026-04-06 08:29'))
  return town
}

const weekly = async ({ app }: CaseTown, who: { chatId: number }) =>
  (await promisedTo(app, who.chatId)).filter((words) => words.includes('过期了还没有办好'))

test('on Monday at half past eight each hears once how many of theirs stay overdue or wait to be asked about', async () => {
  const town = await lateTown()
  const { app, zhou, wu, qian, yang, zhao, zheng, zhang, wang } = town
  expect(await remindOfOverdue(app)).toEqual({ reminded: 0 })
  app.clock.setWall(moment('2026-04-06 08:30'))
  expect(await remindOfOverdue(app)).toEqual({ reminded: 3 })
  expect(await remindOfOverdue(app)).toEqual({ reminded: 0 })
  expect((await weekly(town, qian)).map((words) => words.slice(0, 6))).toEqual(['有 2 件事'])
  // The third one's leaders had a hand in it in the village: to ask is the town's.
  for (const who of [zhou, wu]) expect((await weekly(town, who)).join()).toContain('有 3 件事')
  for (const who of [yang, zhao, zheng, zhang, wang]) expect(await weekly(town, who)).toEqual([])
})

test('it comes again the next week, and on no other day', async () => {
  const town = await lateTown()
  const { app } = town
  for (const [time, reminded] of [
    ['2026-04-06 21:30', 3],
    ['2026-04-07 09:00', 0],
    ['2026-04-12 09:00', 0],
    ['2026-04-13 08:30', 3],
  ] as const) {
    app.clock.setWall(moment(time))
    expect(await remindOfOverdue(app)).toEqual({ reminded })
  }
  expect(await weekly(town, town.qian)).toHaveLength(2)
})

test('no number of a case stands in the words, so that an answer to them is taken for no case', async () => {
  const town = await lateTown()
  town.app.clock.setWall(moment('2026-04-06 08:30'))
  await remindOfOverdue(town.app)
  for (const words of await weekly(town, town.wu)) expect(words).not.toMatch(/\d{3}-\d{3}/)
})
