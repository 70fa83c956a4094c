import { beforeEach, describe, expect, test } from 'vitest'
import { endExams } from '../../../src/quiz/exam/end-exams.ts'
import { personNamed } from '../../support/people.ts'
import { putQuestions } from '../sample-questions.ts'
import { allHeard, examHall, type Hall, hourMs, userOf } from './hall.ts'

let hall: Hall
beforeEach(async () => {
  hall = await examHall()
  await putQuestions(hall.app, hall.units.town, 3)
})

describe('/exams', () => {
  test('leads to one’s result, what was wrong and the certificate, 90 days long, and to nobody else’s', async () => {
    const { app, phone, zhang, sun, zhao, hold, takeAndHandIn } = hall
    const exam = await hold()
    await takeAndHandIn(zhang, exam, true, true, false)
    await app.clock.advance(hourMs)
    await endExams(app, allHeard(app))
    await phone.says(userOf(zhang), '/exams')
    expect(phone.lastLabels).toEqual(['成绩：党史测验'])
    await phone.presses(userOf(zhang), '成绩：党史测验')
    await phone.presses(userOf(zhang), '第 1 次：答对 2 题')
    expect(phone.lastLabels).toEqual(['要证书', '看哪里错了'])
    await phone.presses(userOf(zhang), '看哪里错了')
    expect(phone.lastWords).toContain('错的第 1 题，共 1 题')
    for (const person of [sun, zhao]) {
      await phone.says(userOf(person), '/exams')
      expect(phone.lastWords).toContain('没有您要考的考试')
    }
    await app.clock.advance(91 * 24 * hourMs)
    await phone.says(userOf(zhang), '/exams')
    expect(phone.lastWords).toContain('没有您要考的考试')
  })

  test('lists for a host what they may still manage, however much there is that they may not', async () => {
    const { app, units, phone, hold } = hall
    const two = await personNamed(app, '双主持', {
      roles: [
        ['host', units.heping],
        ['host', units.tuanjie],
      ],
    })
    await hold({ title: '和平的' }, { host: two })
    for (let n = 0; n < 13; n++) await hold({ title: `团结${n}`, unitId: units.tuanjie.id }, { host: two })
    const inTuanjie = { personId: two.id, unitId: units.tuanjie.id }
    await app.db.roleGrant.updateMany({ where: inTuanjie, data: { endedAt: app.clock.now() } })
    await phone.says(userOf(two), '/exams')
    expect(phone.lastLabels).toEqual(['考：和平的', '管：和平的'])
    await app.db.roleGrant.updateMany({ where: { personId: two.id }, data: { endedAt: app.clock.now() } })
    await phone.says(userOf(two), '/exams')
    expect(phone.lastWords).toContain('没有您要考的考试')
  })

  test('is turned page by page', async () => {
    const { app, units, phone, yang, he, zhang, hold } = hall
    for (let n = 1; n <= 14; n++) await hold({ title: `第${n}场` })
    await app.clock.advance(hourMs)
    await phone.says(userOf(yang), '/exams')
    expect(phone.lastLabels).toHaveLength(13)
    expect([phone.lastLabels[0], phone.lastLabels.at(-1)]).toEqual(['管：第14场', '下一页'])
    await phone.presses(userOf(yang), '下一页')
    expect(phone.lastLabels).toEqual(['管：第2场', '管：第1场', '上一页'])
    await phone.presses(userOf(yang), '上一页')
    expect(phone.lastLabels[0]).toBe('管：第14场')
    await phone.says(userOf(zhang), '/exams')
    expect(phone.lastWords).toContain('没有您要考的考试')
    const ma = await personNamed(app, '镇书记', { roles: [['secretary', units.town]] })
    await phone.says(userOf(ma), '/exams')
    expect(phone.lastLabels).toHaveLength(13)
    await phone.says(userOf(he), '/exams')
    expect(phone.lastLabels).toHaveLength(13)
  })
})
