import { describe, expect, test } from 'vitest'
import { arrangeMeeting, cancelMeeting, moveMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { nextMeeting } from '../../src/cases/mediation/meeting-store.ts'
import { remindOfMeetings } from '../../src/cases/mediation/remind-of-meetings.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by, type Dispute, historyOf, twice, withBothSides } from './dispute.ts'

/** In the town's time, 2026-03. */
const at = (day: number, time: string) => new Date(`2026-03-${String(day).padStart(2, '0')}T${time}:00+08:00`)

async function goTo({ app }: Dispute, moment: Date): Promise<void> {
  await app.clock.advance(moment.getTime() - app.clock.now().getTime())
}

async function arranged(when: Date, place = '村委会'): Promise<Dispute & { meetingId: number }> {
  const dispute = await withBothSides()
  const { app, sun, caseId, key } = dispute
  await goTo(dispute, at(2, '09:00'))
  await arrangeMeeting(app, by(sun), caseId, { at: when, place }, key())
  const meeting = await nextMeeting(app.db, app, caseId, app.clock.now())
  return { ...dispute, meetingId: meeting?.id ?? 0 }
}

const remindersTo = async ({ app }: Dispute, { chatId }: { chatId: number }) =>
  (await promisedTo(app, chatId)).filter((words) => words.includes('提醒一声'))

describe('a meeting', () => {
  test('is told to both sides and to who leads it, its place lies sealed', async () => {
    const dispute = await arranged(at(4, '10:00'))
    const { app, zhang, li, yang, sun } = dispute
    for (const { chatId } of [zhang, li, yang])
      expect((await promisedTo(app, chatId)).at(-1)).toContain('2026-03-04 周三 10:00，在村委会')
    expect((await promisedTo(app, sun.chatId)).join()).not.toContain('约好见面了')
    expect(JSON.stringify(await app.db.caseMeeting.findMany())).not.toContain('村委会')
  })

  test('by the same update is arranged once, and there is one at a time', async () => {
    const dispute = await withBothSides()
    const { app, sun, caseId } = dispute
    const plan = { at: new Date(app.clock.now().getTime() + 86_400_000), place: '村委会' }
    await twice(() => arrangeMeeting(app, by(sun), caseId, plan, 'u:1'))
    expect(await app.db.caseMeeting.count()).toBe(1)
    await expect(arrangeMeeting(app, by(sun), caseId, plan, 'u:2')).rejects.toMatchObject({
      code: 'mediation-meeting-there',
    })
  })

  test('is moved and cancelled; done twice each is told once', async () => {
    const dispute = await arranged(at(4, '10:00'))
    const { app, sun, li, caseId, meetingId } = dispute
    const plan = { at: at(5, '15:00'), place: '司法所' }
    await twice(() => moveMeeting(app, by(sun), caseId, meetingId, plan))
    await twice(() => cancelMeeting(app, by(sun), caseId, meetingId))
    const heard = (await promisedTo(app, li.chatId)).filter((words) => words.includes('见面'))
    expect(heard.map((words) => words.split('\n')[1])).toEqual([
      '约好见面了：2026-03-04 周三 10:00，在村委会。到时候请来，坐下来一起说。',
      '见面改了：2026-03-05 周四 15:00，在司法所。',
      '2026-03-05 周四 15:00在司法所的见面取消了，不用去。再约好了，会告诉您。',
    ])
    await expect(moveMeeting(app, by(sun), caseId, meetingId, plan)).rejects.toMatchObject({
      code: 'mediation-meeting-over',
    })
    expect((await historyOf(dispute)).slice(-3)).toEqual([
      'meeting-set staff',
      'meeting-moved staff',
      'meeting-cancelled staff',
    ])
  })

  test('is not arranged, moved or cancelled by an outsider, a handler of elsewhere or a side', async () => {
    const dispute = await arranged(at(4, '10:00'))
    const { app, zheng, qian, zhang, li, wang, caseId, meetingId } = dispute
    const plan = { at: at(6, '10:00'), place: '别处' }
    for (const who of [zheng, qian, zhang, li, wang]) {
      const code = who === zheng || who === qian ? 'case-unknown' : 'mediation-not-now'
      const acts = [
        () => arrangeMeeting(app, by(who), caseId, plan, `${who.id}`),
        () => moveMeeting(app, by(who), caseId, meetingId, plan),
        () => cancelMeeting(app, by(who), caseId, meetingId),
      ]
      for (const act of acts) await expect(act()).rejects.toMatchObject({ code })
    }
  })

  test('is not one of another case, nor in the past, nor nowhere', async () => {
    const dispute = await arranged(at(4, '10:00'))
    const { app, sun, caseId, meetingId } = dispute
    const other = await withBothSides()
    await expect(
      cancelMeeting(other.app, by(other.sun), other.caseId, meetingId + 100),
    ).rejects.toMatchObject({ code: 'mediation-meeting-over' })
    await expect(
      moveMeeting(app, by(sun), caseId, meetingId, { at: at(1, '10:00'), place: '村委会' }),
    ).rejects.toMatchObject({ code: 'schedule-past' })
    await expect(
      moveMeeting(app, by(sun), caseId, meetingId, { at: at(5, '10:00'), place: ' ' }),
    ).rejects.toMatchObject({ code: 'mediation-place-needed' })
  })
})

describe('both sides and the mediator are reminded', () => {
  test('at six the evening before, and two hours before, each once', async () => {
    const dispute = await arranged(at(4, '15:00'))
    const { app, zhang, li, sun } = dispute
    await goTo(dispute, at(3, '17:59'))
    expect(await remindOfMeetings(app)).toEqual({ reminded: 0 })
    await goTo(dispute, at(3, '18:00'))
    expect(await twice(() => remindOfMeetings(app))).toEqual({ reminded: 0 })
    await goTo(dispute, at(4, '13:00'))
    await twice(() => remindOfMeetings(app))
    await goTo(dispute, at(4, '14:59'))
    expect(await remindOfMeetings(app)).toEqual({ reminded: 0 })
    for (const who of [zhang, li, sun])
      expect((await remindersTo(dispute, who)).map((words) => words.split('\n')[1])).toEqual([
        '提醒一声：明天见面，2026-03-04 周三 15:00，在村委会。',
        '提醒一声：今天见面，2026-03-04 周三 15:00，在村委会。',
      ])
  })

  test('not at night: of an early meeting it is said the evening before that this was all', async () => {
    const dispute = await arranged(at(4, '08:00'))
    const { app, li } = dispute
    await goTo(dispute, at(3, '18:00'))
    await remindOfMeetings(app)
    await goTo(dispute, at(4, '06:00'))
    expect(await remindOfMeetings(app)).toEqual({ reminded: 0 })
    await goTo(dispute, at(4, '07:30'))
    expect(await remindOfMeetings(app)).toEqual({ reminded: 0 })
    expect(await remindersTo(dispute, li)).toEqual([expect.stringContaining('明早就不再提醒了')])
  })

  test('what was slept through: the later one alone, in the morning, and nothing once it has begun', async () => {
    const late = await arranged(at(4, '10:00'))
    await goTo(late, at(3, '23:00'))
    expect(await remindOfMeetings(late.app)).toEqual({ reminded: 0 })
    await goTo(late, at(4, '08:30'))
    await twice(() => remindOfMeetings(late.app))
    expect(await remindersTo(late, late.li)).toEqual([expect.stringContaining('今天见面')])
    const over = await arranged(at(4, '10:00'))
    await goTo(over, at(4, '10:00'))
    await remindOfMeetings(over.app)
    expect(await remindersTo(over, over.li)).toEqual([])
  })

  test('of the new time when it was moved, and not at all when it was cancelled or the case withdrawn', async () => {
    const moved = await arranged(at(4, '15:00'))
    await goTo(moved, at(3, '18:00'))
    await remindOfMeetings(moved.app)
    const plan = { at: at(6, '15:00'), place: '村委会' }
    await moveMeeting(moved.app, by(moved.sun), moved.caseId, moved.meetingId, plan)
    await goTo(moved, at(5, '18:00'))
    await remindOfMeetings(moved.app)
    expect(await remindersTo(moved, moved.li)).toEqual([
      expect.stringContaining('03-04'),
      expect.stringContaining('03-06'),
    ])
    await withdrawCase(moved.app, by(moved.zhang), moved.caseId, '')
    await goTo(moved, at(6, '13:00'))
    expect(await remindOfMeetings(moved.app)).toEqual({ reminded: 0 })
    const off = await arranged(at(4, '15:00'))
    await cancelMeeting(off.app, by(off.sun), off.caseId, off.meetingId)
    await goTo(off, at(3, '18:00'))
    expect(await remindOfMeetings(off.app)).toEqual({ reminded: 0 })
  })
})
