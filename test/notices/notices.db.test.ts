import { beforeEach, describe, expect, test } from 'vitest'
import { batchProgress, batchReport } from '../../src/delivery/batch.ts'
import { countDeliveries } from '../../src/delivery/claim-store.ts'
import type { Sender } from '../../src/delivery/delivery.ts'
import type { Leadership } from '../../src/lib/lease.ts'
import type { Rule } from '../../src/lib/schedule.ts'
import { changeNoticeSchedule, recallNotice, stopNotice } from '../../src/notices/manage-notice.ts'
import { batchOf, type NoticeDraft, type NoticeTime } from '../../src/notices/notice.ts'
import { lastIssueOf } from '../../src/notices/notice-store.ts'
import { publishDueNotices } from '../../src/notices/publish-due-notices.ts'
import { sendNotice } from '../../src/notices/send-notice.ts'
import { tellProgress } from '../../src/notices/tell-progress.ts'
import type { Person } from '../../src/org/person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { deliver, leading, ScriptedSender } from '../support/deliveries.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'

const minute = 60_000
const hour = 60 * minute

describe('a notice', () => {
  let app: TestApp
  let units: TestUnits
  let yang: Person & { chatId: number }
  let zhang: Person & { chatId: number }
  let leadership: Leadership
  let sender: ScriptedSender

  beforeEach(async () => {
    app = await testApp()
    units = await testUnits(app)
    yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
    zhang = await personNamed(app, '张三', { home: units.hepingOne })
    await boundGroup(app, units.hepingOne, '一组群', yang)
    leadership = await leading(app)
    sender = new ScriptedSender()
  })

  const draft = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({
    kind: 'study',
    audience: { unitId: units.heping.id, groups: true, people: true },
    text: '明天晚上七点学习 <会议室>',
    ...more,
  })
  const send = (more: Partial<NoticeDraft> = {}, time: NoticeTime = { now: true }, key = 'u:1') =>
    sendNotice(app, { personId: yang.id }, draft(more), time, key)
  const run = () => deliver(app, sender, leadership)
  const to = (telegramId: number | undefined) =>
    sender.calls
      .filter((call) => call.to.telegramId === telegramId)
      .map(({ call }) => ('message' in call ? call.message.html : ''))
  const issueOf = async (noticeId: number) => {
    const issue = await lastIssueOf(app.db, noticeId)
    if (!issue) throw new Error('nothing went out')
    return issue
  }

  test('reaches groups and people after a minute, each once, and the author hears how it went', async () => {
    const notice = await send()
    await run()
    expect(to(zhang.telegramUserId)).toEqual([])
    expect(to(yang.telegramUserId)[0]).toContain('一分钟后发给 3 处')
    await app.clock.advance(minute)
    await run()
    expect(to(zhang.telegramUserId)).toEqual(['<b>【学习】和平村</b>\n明天晚上七点学习 &lt;会议室&gt;'])
    expect(await batchProgress(app.db, batchOf((await issueOf(notice.id)).id))).toMatchObject({
      total: 3,
      sent: 3,
    })
    expect(await tellProgress(app)).toEqual({ told: 1, finished: 1 })
    expect(await tellProgress(app)).toEqual({ told: 0, finished: 0 })
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain('发完了：已发 3，没发成 0')
  })

  test('that is confirmed twice by a replay goes out once', async () => {
    const first = await send()
    expect(await send()).toEqual(first)
    await app.clock.advance(minute)
    await run()
    expect(to(zhang.telegramUserId)).toHaveLength(1)
  })

  test('taken back within the minute leaves nothing behind', async () => {
    const { id } = await issueOf((await send()).id)
    await app.clock.advance(30_000)
    expect(await stopNotice(app, { personId: yang.id }, id)).toBe(3)
    await app.clock.advance(hour)
    await run()
    await tellProgress(app)
    await run()
    expect(to(zhang.telegramUserId)).toEqual([])
    expect(to(yang.telegramUserId).at(-1)).toContain('撤回了，一处也没有发')
    await expect(stopNotice(app, { personId: yang.id }, id)).rejects.toMatchObject({ code: 'notice-over' })
  })

  test('stopped half way is not sent to the rest, and the report names them', async () => {
    for (let n = 0; n < 300; n++) await personNamed(app, `村民${n}`, { home: units.hepingTwo })
    const { id } = await issueOf((await send()).id)
    await app.clock.advance(minute)
    let calls = 0
    await deliver(
      app,
      {
        send: async (address, call) => {
          if (++calls === 100) await stopNotice(app, { personId: yang.id }, id)
          return sender.send(address, call)
        },
      },
      leadership,
    )
    const progress = await batchProgress(app.db, batchOf(id))
    expect(progress.sent + progress.stopped).toBe(303)
    expect(progress.sent).toBeLessThan(200)
    expect(progress.left).toBe(0)
    await tellProgress(app)
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain(`停下了：已发 ${progress.sent}`)
  })

  test('stopped when all of it is out already is told as done, not as stopped', async () => {
    const { id } = await issueOf((await send()).id)
    await app.clock.advance(minute)
    await run()
    await expect(stopNotice(app, { personId: yang.id }, id)).rejects.toMatchObject({ code: 'notice-over' })
    expect(await tellProgress(app)).toEqual({ told: 1, finished: 1 })
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain('发完了：已发 3')
  })

  test('stopped while the last of it leaves is told as done', async () => {
    const { id } = await issueOf(
      (await send({ audience: { unitId: units.hepingOne.id, groups: true, people: false } })).id,
    )
    await run()
    await app.clock.advance(minute)
    const stopping: Sender = {
      async send(address, call) {
        expect(await stopNotice(app, { personId: yang.id }, id)).toBe(0)
        return sender.send(address, call)
      },
    }
    await deliver(app, stopping, leadership)
    await tellProgress(app)
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain('发完了：已发 1，没发成 0')
  })

  test('stopped just while its progress is told is told as stopped, not as done', async () => {
    const { id } = await issueOf((await send()).id)
    await run()
    const stopping: typeof app.db.transaction = async (act, limits) => {
      await stopNotice(app, { personId: yang.id }, id)
      return app.db.transaction(act, limits)
    }
    const db = new Proxy(app.db, {
      get: (target, key) => (key === 'transaction' ? stopping : Reflect.get(target, key)),
    })
    await tellProgress({ ...app, db })
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain('撤回了，一处也没有发')
  })

  test('names who could not be reached, and why', async () => {
    const { id } = await issueOf(
      (await send({ audience: { unitId: units.heping.id, groups: false, people: true } })).id,
    )
    await app.clock.advance(minute)
    await run()
    sender.outcomes.push({ kind: 'gone', reason: 'bot was blocked by the user' })
    const again = await issueOf(
      (
        await send(
          { audience: { unitId: units.hepingOne.id, groups: false, people: true } },
          { now: true },
          'u:2',
        )
      ).id,
    )
    await deliver(app, { send: async () => ({ kind: 'sent', messageIds: [1] }) }, leadership)
    await app.clock.advance(minute)
    await run()
    expect(await batchReport(app.db, batchOf(again.id))).toMatchObject([
      { title: '张三', state: 'gone', reason: 'bot was blocked by the user' },
    ])
    expect(await batchProgress(app.db, batchOf(id))).toMatchObject({ sent: 2, failed: 0 })
  })

  test('is deleted again where it was sent, once', async () => {
    const { id } = await issueOf((await send()).id)
    await app.clock.advance(minute)
    await run()
    expect(await recallNotice(app, { personId: yang.id }, id)).toEqual({ stopped: 0, recalled: 3 })
    await tellProgress(app)
    await run()
    expect(to(yang.telegramUserId)).toContain(
      '<b>学习 明天晚上七点学习 &lt;会议室&gt;</b>\n正在收回：已删 0，没删成 0，还剩 3',
    )
    expect(sender.calls.filter(({ call }) => call.do === 'delete')).toHaveLength(3)
    await tellProgress(app)
    await run()
    expect(to(yang.telegramUserId).at(-1)).toContain('收回了：已删 3，没删成 0')
    expect(await tellProgress(app)).toEqual({ told: 0, finished: 0 })
    await expect(recallNotice(app, { personId: yang.id }, id)).rejects.toMatchObject({
      code: 'notice-recalled-already',
    })
  })

  test('that is leaving while it is recalled is deleted too, and what cannot be deleted is told', async () => {
    const { id } = await issueOf((await send()).id)
    await app.clock.advance(minute)
    let sent = 0
    const recalling: Sender = {
      async send(to, call) {
        if (call.do === 'send' && ++sent === 2) await recallNotice(app, { personId: yang.id }, id)
        if (call.do === 'delete' && to.telegramId === zhang.telegramUserId)
          return { kind: 'rejected', reason: "Bad Request: message can't be deleted" }
        return sender.send(to, call)
      },
    }
    await deliver(app, recalling, leadership)
    await tellProgress(app)
    await deliver(app, recalling, leadership)
    await tellProgress(app)
    await run()
    const arrived = (await batchProgress(app.db, batchOf(id))).sent
    expect(arrived).toBeGreaterThan(1)
    expect(to(yang.telegramUserId).at(-1)).toContain(`收回了：已删 ${arrived - 1}，没删成 1`)
    expect(await countDeliveries(app.db, app.clock.now())).toMatchObject({ rejected: 0 })
  })

  test('waits for the morning at night; an emergency goes at once', async () => {
    app.clock.setWall('2026-03-02T15:00:00Z')
    await send()
    await send({ kind: 'emergency', text: '河水涨了' }, { now: true }, 'u:2')
    await app.clock.advance(2 * minute)
    await run()
    expect(to(zhang.telegramUserId)).toEqual(['<b>【紧急】和平村</b>\n河水涨了'])
    await tellProgress(app)
    await run()
    expect(to(yang.telegramUserId).join('\n')).toContain('夜里不发，剩下的早上 7 点接着发')
    app.clock.setWall('2026-03-02T23:00:00Z')
    await run()
    expect(to(zhang.telegramUserId)).toHaveLength(2)
  })

  test('of an emergency leaves with the confirmation, and can be stopped and recalled like any other', async () => {
    const { id } = await issueOf((await send({ kind: 'emergency', text: '河水涨了' })).id)
    let sent = 0
    const stopping: Sender = {
      async send(address, call) {
        if ('message' in call && call.message.html.includes('河水') && ++sent === 2)
          await stopNotice(app, { personId: yang.id }, id)
        return sender.send(address, call)
      },
    }
    await deliver(app, stopping, leadership)
    const before = await batchProgress(app.db, batchOf(id))
    expect(before.sent).toBeGreaterThan(0)
    expect(before.left).toBe(0)
    await recallNotice(app, { personId: yang.id }, id)
    await run()
    expect(sender.calls.filter(({ call }) => call.do === 'delete')).toHaveLength(before.sent)
  })

  test('is headed in the language of its reader', async () => {
    await updatePerson(app.db, zhang.id, { language: 'en' })
    await send()
    await app.clock.advance(minute)
    await run()
    expect(to(zhang.telegramUserId)[0]).toContain('<b>[Study] 和平村</b>')
  })

  test('to a role reaches only who holds it', async () => {
    const wu = await personNamed(app, '吴大勇', {
      home: units.tuanjieOne,
      roles: [['member', units.hepingBranch]],
    })
    await send({ audience: { unitId: units.heping.id, groups: false, people: true, role: 'member' } })
    await app.clock.advance(minute)
    await run()
    expect(to(wu.telegramUserId)).toHaveLength(1)
    expect(to(zhang.telegramUserId)).toEqual([])
  })

  test('that repeats goes out at its times, to whoever belongs there then, and says when it is late', async () => {
    const rule: Rule = { every: 'week', on: [1], at: '08:00' }
    await send({}, { now: false, rule })
    const li = await personNamed(app, '李四', { home: units.hepingTwo })
    app.clock.setWall('2026-03-09T00:00:00Z')
    expect(await publishDueNotices(app)).toMatchObject({ fired: 1 })
    expect(await publishDueNotices(app)).toMatchObject({ fired: 0 })
    await run()
    expect(to(li.telegramUserId)).toEqual(['<b>【学习】和平村</b>\n明天晚上七点学习 &lt;会议室&gt;'])
    app.clock.setWall('2026-03-16T03:00:00Z')
    expect(await publishDueNotices(app)).toMatchObject({ late: 1 })
    await run()
    expect(to(li.telegramUserId)[1]).toContain('发晚了，原定 2026-03-16 周一 08:00')
  })

  test('that is too late to be made up for goes to nobody, and its author hears so once, with the way to it', async () => {
    const notice = await send({}, { now: false, rule: { every: 'week', on: [1], at: '08:00' } })
    app.clock.setWall('2026-03-09T06:00:01Z')
    expect(await publishDueNotices(app)).toMatchObject({ expired: 1 })
    expect(await publishDueNotices(app)).toMatchObject({ expired: 0 })
    await run()
    expect(sender.calls).toMatchObject([{ to: { telegramId: yang.telegramUserId } }])
    const [told] = to(yang.telegramUserId)
    expect(told).toContain('<b>学习 明天晚上七点学习 &lt;会议室&gt;</b>')
    expect(told).toContain('2026-03-09 周一 08:00 那一次没有发')
    expect(told).toContain('下一次：2026-03-16 周一 08:00')
    expect(sender.calls[0]?.call).toMatchObject({
      message: { buttons: [[{ data: `notice-open:${notice.id}` }]] },
    })
  })

  test('whose schedule breaks is said to its author, in the morning when it is night', async () => {
    await send({}, { now: false, rule: { every: 'day', at: '23:00' } })
    await app.db.unit.update({ where: { id: units.heping.id }, data: { name: '长'.repeat(4_096) } })
    app.clock.setWall('2026-03-02T15:00:00Z')
    expect(await publishDueNotices(app)).toMatchObject({ broken: 1 })
    await run()
    expect(sender.calls).toEqual([])
    app.clock.setWall('2026-03-02T23:00:00Z')
    await run()
    expect(to(yang.telegramUserId)).toHaveLength(1)
    expect(to(yang.telegramUserId)[0]).toContain('2026-03-02 周一 23:00 那一次没有发：发的时候出了错')
    expect(to(zhang.telegramUserId)).toEqual([])
  })

  test('that repeats is paused, skipped and ended by who may send there', async () => {
    const notice = await send({}, { now: false, rule: { every: 'day', at: '08:00' } })
    const change = (how: 'pause' | 'resume' | 'skip' | 'end') =>
      changeNoticeSchedule(app, { personId: yang.id }, notice.id, how)
    const nextMorning = async (day: number) => {
      app.clock.setWall(new Date(Date.UTC(2026, 2, day)))
      return (await publishDueNotices(app)).fired
    }
    await change('skip')
    expect(await nextMorning(3)).toBe(0)
    expect(await nextMorning(4)).toBe(1)
    await change('pause')
    expect(await nextMorning(5)).toBe(0)
    await change('resume')
    expect(await nextMorning(6)).toBe(1)
    await change('end')
    expect(await nextMorning(7)).toBe(0)
  })

  test('is not an outsider’s to send, to stop, to recall or to change', async () => {
    const tashi = await personNamed(app, '扎西', { roles: [['secretary', units.tuanjie]] })
    const notice = await send()
    const { id } = await issueOf(notice.id)
    for (const outsider of [tashi, zhang]) {
      const by = { personId: outsider.id }
      await expect(sendNotice(app, by, draft(), { now: true }, 'u:9')).rejects.toMatchObject({
        code: 'unit-unknown',
      })
      await expect(stopNotice(app, by, id)).rejects.toMatchObject({ code: 'notice-unknown' })
      await expect(recallNotice(app, by, id)).rejects.toMatchObject({ code: 'notice-unknown' })
      await expect(changeNoticeSchedule(app, by, notice.id, 'end')).rejects.toMatchObject({
        code: 'notice-unknown',
      })
    }
    expect(await app.db.notice.count()).toBe(1)
  })

  test('is refused when it says nothing, says too much or is for a time that is past; nothing is half done', async () => {
    await expect(send({ text: ' ' })).rejects.toMatchObject({ code: 'notice-empty' })
    await expect(send({ text: '长'.repeat(3_801) })).rejects.toMatchObject({ code: 'notice-too-long' })
    const past: Rule = { every: 'once', at: '2026-03-02T08:00' }
    await expect(send({}, { now: false, rule: past })).rejects.toMatchObject({ code: 'schedule-past' })
    expect([await app.db.notice.count(), await app.db.delivery.count()]).toEqual([0, 0])
  })
})
