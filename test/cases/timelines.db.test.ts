import { describe, expect, test, vi } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { casesWithDueClocks } from '../../src/cases/clocks/clock-store.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { disputeCase } from '../../src/cases/working/settle-case.ts'
import { beginCase, pauseCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import { endGrant, grantsOf } from '../../src/org/role-store.ts'
import { testApp } from '../support/app.ts'
import { promisedTo } from '../support/deliveries.ts'
import { moment, Timeline } from './timeline.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const hourMs = 3_600_000

// Weeks pass by the hour.
vi.setConfig({ testTimeout: 60_000 })

async function townAt(time: string): Promise<CaseTown> {
  const town = await caseTown()
  await fillCalendar(town.app)
  town.app.clock.setWall(moment(time))
  return town
}

/** Taken in by the officer, led by the village's leader, begun by its handler. */
async function begun({ app, file, wang, zhao, qian }: CaseTown): Promise<number> {
  const { id } = await file()
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  return id
}

async function leavesOffice({ app, wang }: CaseTown, who: Person): Promise<void> {
  for (const { id } of await grantsOf(app.db, who.id)) await endGrant(app.db, id, wang.id, app.clock.now())
}

/** A case that nobody looks at. By the calendar: two working days after Monday are over with Wednesday, and so on. */
const quietCase = [
  '03-02 周一 21:00 · 王芳 · 本人还没有收到一句回话。2026-03-03 09:00 以前请回一句，哪怕只是说看到了。',
  '03-03 周二 09:00 · 杨志强 · 本人到现在没有收到一句回话，请您过问一下。',
  '03-03 周二 09:00 · 赵敏 · 本人到现在没有收到一句回话，请您过问一下。',
  '03-03 周二 17:00 · 王芳 · 接件的时间过了一半，2026-03-04 周三以前要定下来：受理、转给别处，还是不受理。',
  '03-04 周三 12:00 · 王芳 · 接件的时间快到了，2026-03-04 周三以前还没有定，就自动报到上面。',
  '03-05 周四 00:00 (03-05 周四 07:00) · 杨志强 · 到期没有办好，已经上交到和平村。',
  '03-05 周四 00:00 (03-05 周四 07:00) · 张三 · 到期还没有办好，这件事上交到和平村了，由那边接着办。',
  '03-05 周四 00:00 (03-05 周四 07:00) · 王芳 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
  '03-06 周五 12:00 · 杨志强 · 接件的时间过了一半，2026-03-09 周一以前要定下来：受理、转给别处，还是不受理。',
  '03-09 周一 10:00 · 杨志强 · 接件的时间快到了，2026-03-09 周一以前还没有定，就自动报到上面。',
  '03-10 周二 00:00 (03-10 周二 07:00) · 周书记 · 到期没有办好，已经上交到青禾镇。',
  '03-10 周二 00:00 (03-10 周二 07:00) · 张三 · 到期还没有办好，这件事上交到青禾镇了，由那边接着办。',
  '03-10 周二 00:00 (03-10 周二 07:00) · 杨志强 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
  '03-11 周三 12:00 · 周书记 · 接件的时间过了一半，2026-03-12 周四以前要定下来：受理、转给别处，还是不受理。',
  '03-12 周四 10:00 · 周书记 · 接件的时间快到了，2026-03-12 周四以前还没有定，就自动报到上面。',
  '03-13 周五 00:00 (03-13 周五 07:00) · 周书记 · 到期没有办好，已经在镇里，没有再上一级。请马上过问。',
  '03-13 周五 00:00 (03-13 周五 07:00) · 吴镇长 · 到期没有办好，已经在镇里，没有再上一级。请马上过问。',
  '03-13 周五 00:00 (03-13 周五 07:00) · 张三 · 这件事过期了，还没有办好。青禾镇没有再上一级，已经报给青禾镇的领导。您可以催一催；以后说办完了，您不满意，可以请人再看一次。',
]

describe('the timeline', () => {
  test('of a quiet case: group, village, town, every warning at its time, once', async () => {
    const town = await townAt('2026-03-02 09:00')
    await town.file()
    const line = await Timeline.from(town.app)
    await line.until(moment('2026-03-20 12:00'))
    expect(line.rows).toEqual(quietCase)
  })

  test('of the same case is the same when the process dies before and after each deadline', async () => {
    const town = await townAt('2026-03-02 09:00')
    await town.file()
    const { db, clock } = town.app
    const line = await Timeline.from(town.app)
    let dying = await testApp({ db, clock })
    await line.until(moment('2026-03-14 12:00'), async () => {
      const soon = new Date(clock.now().getTime() + hourMs)
      if ((await casesWithDueClocks(db, soon, 1)).length === 0) return
      // The one that dies has just looked; the next one looks again at the same time.
      await tellCaseClocks(dying)
      dying = await testApp({ db, clock })
      line.restart(dying)
    })
    expect(line.rows).toEqual(quietCase)
  })

  test('of one that lies across 春节: seven days are none, and the Saturdays before and after are worked', async () => {
    const town = await townAt('2026-02-12 09:00')
    await begun(town)
    const line = await Timeline.from(town.app)
    await line.until(moment('2026-04-10 12:00'))
    expect(line.rows).toEqual([
      '02-24 周二 05:00 (02-24 周二 07:00) · 钱多 · 办理的时间过了一半，2026-02-26 周四以前要办好。',
      '02-25 周三 21:00 · 钱多 · 办理的时间快到了，2026-02-26 周四以前没有办好，就自动报到上面。',
      '02-25 周三 21:00 · 赵敏 · 办理的时间快到了，2026-02-26 周四以前没有办好，就自动报到上面。',
      '02-27 周五 00:00 (02-27 周五 07:00) · 赵敏 · 到期没有办好，已经上交到和平村。',
      '02-27 周五 00:00 (02-27 周五 07:00) · 杨志强 · 到期没有办好，已经上交到和平村。',
      '02-27 周五 00:00 (02-27 周五 07:00) · 张三 · 到期还没有办好，这件事上交到和平村了，由那边接着办。',
      '02-27 周五 00:00 (02-27 周五 07:00) · 钱多 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
      '03-05 周四 12:00 · 杨志强 · 办理的时间过了一半，2026-03-12 周四以前要办好。',
      '03-10 周二 20:00 · 杨志强 · 办理的时间快到了，2026-03-12 周四以前没有办好，就自动报到上面。',
      '03-13 周五 00:00 (03-13 周五 07:00) · 周书记 · 到期没有办好，已经上交到青禾镇。',
      '03-13 周五 00:00 (03-13 周五 07:00) · 张三 · 到期还没有办好，这件事上交到青禾镇了，由那边接着办。',
      '03-13 周五 00:00 (03-13 周五 07:00) · 杨志强 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
      '03-25 周三 00:00 (03-25 周三 07:00) · 周书记 · 办理的时间过了一半，2026-04-03 周五以前要办好。',
      '03-31 周二 20:00 · 周书记 · 办理的时间快到了，2026-04-03 周五以前没有办好，就自动报到上面。',
      '04-04 周六 00:00 (04-04 周六 07:00) · 周书记 · 到期没有办好，已经在镇里，没有再上一级。请马上过问。',
      '04-04 周六 00:00 (04-04 周六 07:00) · 吴镇长 · 到期没有办好，已经在镇里，没有再上一级。请马上过问。',
      '04-04 周六 00:00 (04-04 周六 07:00) · 张三 · 这件事过期了，还没有办好。青禾镇没有再上一级，已经报给青禾镇的领导。您可以催一催；以后说办完了，您不满意，可以请人再看一次。',
    ])
  })

  test('of one that stands for weather, and goes on by itself after the longest pause', async () => {
    const town = await townAt('2026-03-02 09:00')
    const id = await begun(town)
    const line = await Timeline.from(town.app)
    await line.until(moment('2026-03-03 10:00'))
    await pauseCase(town.app, by(town.qian), id, { reason: 'weather', note: '' })
    await line.until(moment('2026-03-24 14:00'))
    expect(line.rows).toEqual([
      '03-03 周二 10:00 · 张三 · 先停一停：等天气。最晚到2026-03-17 周二，就接着办。',
      '03-18 周三 00:00 (03-18 周三 07:00) · 钱多 · 停的时间到头了，现在接着办，2026-03-24 周二以前要办好。',
      '03-18 周三 00:00 (03-18 周三 07:00) · 赵敏 · 停的时间到头了，现在接着办，2026-03-24 周二以前要办好。',
      '03-19 周四 19:00 · 钱多 · 办理的时间过了一半，2026-03-24 周二以前要办好。',
      '03-23 周一 11:00 · 钱多 · 办理的时间快到了，2026-03-24 周二以前没有办好，就自动报到上面。',
      '03-23 周一 11:00 · 赵敏 · 办理的时间快到了，2026-03-24 周二以前没有办好，就自动报到上面。',
      '03-24 周二 14:00 · 赵敏 · 到期没有办好，已经上交到和平村。',
      '03-24 周二 14:00 · 杨志强 · 到期没有办好，已经上交到和平村。',
      '03-24 周二 14:00 · 张三 · 到期还没有办好，这件事上交到和平村了，由那边接着办。',
      '03-24 周二 14:00 · 钱多 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
    ])
    const events = await eventsOf(town.app.db, town.app, id)
    expect(events.filter(({ actor }) => actor === 'clock').map(({ what }) => what)).toEqual([
      'resume',
      'climb',
    ])
  })

  test('of one whose handler, and then whose lead, leaves office in the middle', async () => {
    const town = await townAt('2026-03-02 09:00')
    await begun(town)
    const line = await Timeline.from(town.app)
    await line.until(moment('2026-03-05 08:00'))
    await leavesOffice(town, town.qian)
    await line.until(moment('2026-03-07 08:00'))
    await leavesOffice(town, town.zhao)
    await line.until(moment('2026-03-18 08:00'))
    expect(line.rows).toEqual([
      '03-05 周四 05:00 (03-05 周四 07:00) · 钱多 · 办理的时间过了一半，2026-03-09 周一以前要办好。',
      '03-06 周五 21:00 · 赵敏 · 办理的时间快到了，2026-03-09 周一以前没有办好，就自动报到上面。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 杨志强 · 到期没有办好，已经上交到和平村。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 张三 · 到期还没有办好，这件事上交到和平村了，由那边接着办。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 王芳 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
      '03-17 周二 12:00 · 杨志强 · 办理的时间过了一半，2026-03-24 周二以前要办好。',
    ])
  })

  test('of one that is said to be done: silence is silence, and somebody who stands outside is to ask', async () => {
    const town = await townAt('2026-03-02 09:00')
    const { app, qian } = town
    const id = await begun(town)
    await handleCase(app, by(qian), id, { outcome: 'solved', note: '换了' })
    const line = await Timeline.from(app)
    await line.until(moment('2026-03-18 08:00'))
    expect(line.rows).toEqual([
      '03-09 周一 09:00 · 杨志强 · 经办人说办完了，本人一直没有回话。没有回话不算满意：请您当面或者打电话问一问，再打开这件事，把问到的记下来。',
    ])
    expect(await caseById(app.db, id)).toMatchObject({ state: 'handled', score: undefined })
  })

  test('of one that was handed to somebody outside: it is followed, and does not climb', async () => {
    const town = await townAt('2026-03-02 09:00')
    const { app, wang } = town
    const { id } = await town.file()
    await acceptCase(app, by(wang), id)
    await redirectCase(app, by(wang), id, '供电所')
    const line = await Timeline.from(app)
    await line.until(moment('2026-03-18 08:00'))
    expect(line.rows).toEqual([
      '03-06 周五 21:00 · 王芳 · 转到外面的这件事，2026-03-09 周一以前请去问一问办得怎么样，给本人回个话。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 王芳 · 转到外面的这件事到期了，还没有结果，请您过问一下。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 杨志强 · 转到外面的这件事到期了，还没有结果，请您过问一下。',
      '03-10 周二 00:00 (03-10 周二 07:00) · 赵敏 · 转到外面的这件事到期了，还没有结果，请您过问一下。',
    ])
    expect(await caseById(app.db, id)).toMatchObject({
      state: 'redirected',
      handlingUnitId: town.units.hepingOne.id,
    })
  })

  test('of one that was slept through says only the last of its marks', async () => {
    const town = await townAt('2026-03-02 09:00')
    await begun(town)
    const line = await Timeline.from(town.app)
    await town.app.clock.advance(6 * 24 * hourMs)
    await line.until(moment('2026-03-08 11:00'))
    expect(line.rows).toEqual([
      '03-08 周日 10:00 · 钱多 · 办理的时间快到了，2026-03-09 周一以前没有办好，就自动报到上面。',
      '03-08 周日 10:00 · 赵敏 · 办理的时间快到了，2026-03-09 周一以前没有办好，就自动报到上面。',
    ])
  })

  test('of one that is a matter of life and death goes up at night too, and nobody waits for the morning to hear of it', async () => {
    const town = await townAt('2026-03-02 23:00')
    await town.file({ urgency: 'danger' })
    const line = await Timeline.from(town.app)
    await line.until(moment('2026-03-03 01:00'))
    const night = line.rows.filter((row) => row.startsWith('03-03 周二 01:00'))
    expect(night).toEqual([
      '03-03 周二 01:00 · 杨志强 · 到期没有办好，已经上交到和平村。',
      '03-03 周二 01:00 · 张三 · 到期还没有办好，这件事上交到和平村了，由那边接着办。',
      '03-03 周二 01:00 · 王芳 · 到期没有办好，已经上交，由上面接着办，不用您办了。',
    ])
  })

  test('of one that a person sends up by disputing it for the second time tells who told it at once', async () => {
    const town = await townAt('2026-03-02 09:00')
    const { app, qian, zhang } = town
    const id = await begun(town)
    for (const time of ['2026-03-02 23:00', '2026-03-03 23:00']) {
      app.clock.setWall(moment(time))
      await handleCase(app, by(qian), id, { outcome: 'solved', note: '换了' })
      await disputeCase(app, by(zhang), id, '还是坏的')
    }
    const news = await app.db.delivery.findMany({ where: { chatId: zhang.chatId }, orderBy: { id: 'asc' } })
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('交到和平村了')
    expect(news.at(-1)).toMatchObject({ quiet: false })
  })
})
