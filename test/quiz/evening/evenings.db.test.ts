import { describe, expect, test } from 'vitest'
import { moveChat, retireChat } from '../../../src/delivery/address-book.ts'
import type { Outcome } from '../../../src/delivery/delivery.ts'
import { insertUpdates, markDone } from '../../../src/intake/inbox-store.ts'
import { votesLane } from '../../../src/intake/lane-of.ts'
import { bindGroup, unbindGroup } from '../../../src/org/bind-group.ts'
import { correctQuestion } from '../../../src/quiz/bank/correct-question.ts'
import { pressEvening, skipQuestion } from '../../../src/quiz/evening/control-evening.ts'
import { sessionById } from '../../../src/quiz/evening/evening-store.ts'
import { joinEvening } from '../../../src/quiz/evening/join-evening.ts'
import { ownResultOf } from '../../../src/quiz/evening/own-result-of.ts'
import { performActs } from '../../../src/quiz/evening/perform-acts.ts'
import { planEvening } from '../../../src/quiz/evening/plan-evening.ts'
import { takeVotes } from '../../../src/quiz/evening/take-votes.ts'
import { everything } from '../../../src/quiz/question-set.ts'
import { promisedTo } from '../../support/deliveries.ts'
import { personNamed } from '../../support/people.ts'
import { type Hall, insertQuestion, lookAtEvenings, openHall } from './hall.ts'

const gone: Outcome = { kind: 'gone', reason: 'bot was kicked' }
const lost: Outcome = { kind: 'retry', afterMs: undefined, delivered: 'unknown', reason: 'ECONNRESET' }
const refused: Outcome = { kind: 'rejected', reason: 'not enough rights to send polls' }

const by = ({ liu }: Hall) => ({ personId: liu.id })
const evening = (hall: Hall, id = 1) => hall.app.db.quizEvening.findUniqueOrThrow({ where: { id } })
const states = async (hall: Hall, eveningId = 1) =>
  (await hall.app.db.eveningQuestion.findMany({ where: { eveningId }, orderBy: { place: 'asc' } })).map(
    ({ state, skippedWhy }) => skippedWhy ?? state,
  )
const inGroup = (hall: Hall) => hall.sender.wordsTo(hall.square.telegramId)
const toHost = (hall: Hall) => promisedTo(hall.app, hall.liu.chatId)

describe('from the announcement to the results', () => {
  test('it is announced, begins in two minutes, asks each question on time and says how it went', async () => {
    const hall = await openHall()
    const { sender, square } = hall
    const [zhang, li] = [await personNamed(hall.app, '张三'), await personNamed(hall.app, '李四')]
    await hall.hold()
    expect(inGroup(hall)).toEqual([expect.stringContaining('3 道题，每道 30 秒，19:02 开始')])
    await hall.pass(119)
    expect(sender.polls).toEqual([])
    await hall.pass(10)
    const [first] = sender.polls
    expect(first).toMatchObject({
      chat: square.telegramId,
      poll: { options: ['甲', '乙', '丙'], right: [0], isShuffled: true, openPeriodS: 30 },
    })
    expect(first?.poll.question).toMatch(/^1\/3 题目\d$/)
    await hall.vote(zhang, first, [0])
    await hall.vote(li, first, [1])
    await hall.pass(30)
    await hall.vote(zhang, sender.polls[1], [0])
    await hall.pass(60)
    expect(new Set(sender.polls.map(({ poll }) => poll.question.slice(4))).size).toBe(3)
    const asked = sender.said.filter(({ call }) => call.do === 'poll').map(({ at }) => at.getTime())
    expect(asked.map((at) => at - (asked[0] ?? 0))).toEqual([0, 30_000, 60_000])

    const result = inGroup(hall).at(-1)
    expect(result).toContain('2 人参加')
    expect(result).toContain('第 1 题：2 人答，1 人对')
    expect(result).toContain('第 2 题：1 人答，1 人对')
    expect(result).toContain('第 3 题：没有人答')
    expect(result).toContain('错得最多的是第 1 题')
    expect(result).not.toContain('张三')
    expect(await evening(hall)).toMatchObject({ state: 'over', busyChatId: null, nextAt: null })
    expect((await promisedTo(hall.app, zhang.chatId)).at(-1)).toContain('答对 2 题，共 3 题')
    expect((await promisedTo(hall.app, li.chatId)).at(-1)).toContain('答对 0 题，共 3 题')
    expect((await toHost(hall)).at(-1)).toContain('结果已经发到群里')
    const answers = await hall.app.db.quizAnswer.findMany({ orderBy: { key: 'asc' } })
    expect(answers.map(({ key, isRight, way }) => ({ key, isRight, way }))).toEqual(
      [
        { key: `evening:1:0:${zhang.id}`, isRight: true, way: 'evening' },
        { key: `evening:1:0:${li.id}`, isRight: false, way: 'evening' },
        { key: `evening:1:1:${zhang.id}`, isRight: true, way: 'evening' },
      ].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    )
  })

  test('who wants to take part is counted under the announcement, not more often than every few seconds', async () => {
    const hall = await openHall()
    await hall.hold()
    const edits = () => hall.sender.said.filter(({ call }) => call.do === 'edit' && 'message' in call)
    const toGroup = () => edits().filter(({ to }) => to.telegramId === hall.square.telegramId)
    for (let n = 0; n < 12; n++) {
      const person = await personNamed(hall.app, `来宾${n}`)
      expect(await joinEvening(hall.app, { personId: person.id }, 1, hall.square.chatId)).toBe('joined')
      expect(await joinEvening(hall.app, { personId: person.id }, 1, hall.square.chatId)).toBe('before')
      await hall.pass(1)
    }
    await hall.pass(5)
    expect(toGroup().length).toBeLessThanOrEqual(3)
    expect(inGroup(hall).at(-1)).toContain('已有 12 位要来')
    await hall.pass(115)
    expect(hall.sender.polls).toHaveLength(1)
    const late = await personNamed(hall.app, '迟到的')
    expect(await joinEvening(hall.app, { personId: late.id }, 1, hall.square.chatId)).toBe('late')
  })

  test('a picture goes just before its poll; options that stand in it keep their order', async () => {
    const hall = await openHall(0)
    const media = { kind: 'photo', fileId: 'photo-1' } as const
    for (const n of [1, 2, 3]) await insertQuestion(hall, `看图${n}`, { media })
    await hall.hold()
    await hall.pass(160)
    const said = hall.sender.said.filter(({ to }) => to.telegramId === hall.square.telegramId)
    const kinds = said.map(({ call }) =>
      call.do === 'poll' ? 'poll' : 'message' in call && call.message.media ? 'photo' : call.do,
    )
    expect(kinds).toEqual(['send', 'send', 'photo', 'poll', 'photo', 'poll'])
    expect(hall.sender.polls[0]?.poll.isShuffled).toBe(false)
  })

  test('a question whose picture did not arrive is not asked without it', async () => {
    const hall = await openHall(0)
    const media = { kind: 'photo', fileId: 'photo-1' } as const
    for (const n of [1, 2, 3]) await insertQuestion(hall, `看图${n}`, { media })
    await hall.hold()
    await hall.pass(122)
    hall.sender.pictures.push({ kind: 'rejected', reason: 'wrong file identifier' })
    await hall.pass(60)
    expect(await states(hall)).toEqual(['refused', 'closed', 'asked'])
    expect(hall.sender.polls.map(({ poll }) => poll.question.slice(0, 3))).toEqual(['2/3', '3/3'])
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('第 1 题没有发成'))
  })

  test('what lasts into the night by a pause ends with its results, and each hears theirs in the morning', async () => {
    const hall = await openHall()
    const zhang = await personNamed(hall.app, '张三')
    hall.app.clock.setWall('2026-03-02T13:56:00Z')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    await pressEvening(hall.app, by(hall), 1, 'pause')
    await hall.pass(85)
    await pressEvening(hall.app, by(hall), 1, 'resume')
    await hall.pass(60)
    expect(hall.sender.polls).toHaveLength(2)
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('不早了，今天就到这里'))
    expect(inGroup(hall).at(-1)).toContain('答题结果')
    expect((await toHost(hall)).at(-1)).toContain('晚上十点以后不出题')
    const own = () => hall.app.db.delivery.findFirstOrThrow({ where: { key: `evening:1:own:${zhang.id}` } })
    expect(await own()).toMatchObject({ state: 'queued' })
    hall.app.clock.setWall('2026-03-02T23:00:01Z')
    await hall.deliver()
    expect(await own()).toMatchObject({ state: 'sent' })
  })

  test('only where the host wanted it the best are named, by right answers and then by time', async () => {
    const hall = await openHall()
    const [zhang, li] = [await personNamed(hall.app, '张三'), await personNamed(hall.app, '李四')]
    await hall.hold({ isRanked: true })
    await hall.pass(125)
    await hall.vote(li, hall.sender.polls[0], [0])
    await hall.pass(5)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    await hall.pass(100)
    const result = inGroup(hall).at(-1) ?? ''
    expect(result).toMatch(/1\. 李四 答对 1 题，\d+秒\n2\. 张三 答对 1 题，\d+秒/)
    expect(result).toContain('用时')
  })

  test('fewer questions than wanted are promised, and asked once each', async () => {
    const hall = await openHall(2)
    await hall.hold({ count: 5 })
    expect(inGroup(hall)[0]).toContain('2 道题，每道 30 秒')
    const guest = await personNamed(hall.app, '来宾')
    await insertQuestion(hall, '刚加的')
    await joinEvening(hall.app, { personId: guest.id }, 1, hall.square.chatId)
    await hall.pass(10)
    expect(inGroup(hall).at(-1)).toContain('3 道题，每道 30 秒')
    await hall.pass(260)
    expect(hall.sender.polls).toHaveLength(3)
  })

  test('with nothing to ask nothing is announced, and the host hears it at once', async () => {
    const hall = await openHall(0)
    await insertQuestion(hall, '别村的题', {}, hall.units.tuanjie.id)
    await expect(hall.hold()).rejects.toThrow('quiz-set-empty')
    expect(await hall.app.db.quizEvening.count()).toBe(0)
    expect(inGroup(hall)).toEqual([])
  })

  test('when its last question was retired after the announcement it is called off', async () => {
    const hall = await openHall(1)
    await hall.hold()
    await hall.app.db.question.updateMany({ data: { retiredAt: hall.app.clock.now() } })
    await hall.pass(130)
    expect(inGroup(hall).at(-1)).toContain('取消')
    expect((await toHost(hall)).at(-1)).toContain('没有能出的题')
    expect(await evening(hall)).toMatchObject({ state: 'stopped', busyChatId: null })
  })
})

describe('the host', () => {
  test('pauses after the open question, goes on, skips and stops', async () => {
    const hall = await openHall(6)
    await hall.hold({ count: 6 })
    await hall.pass(130)
    await pressEvening(hall.app, by(hall), 1, 'pause')
    await hall.pass(60)
    expect(hall.sender.polls).toHaveLength(1)
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('先歇一会儿'))
    await pressEvening(hall.app, by(hall), 1, 'resume')
    await hall.pass(2)
    expect(hall.sender.polls).toHaveLength(2)
    await skipQuestion(hall.app, by(hall), 1, 1)
    await hall.pass(2)
    expect(hall.sender.polls[1]?.isClosed).toBe(true)
    expect(hall.sender.polls).toHaveLength(3)
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('第 2 题跳过'))
    await expect(skipQuestion(hall.app, by(hall), 1, 1)).rejects.toThrow('quiz-not-open')
    await pressEvening(hall.app, by(hall), 1, 'stop')
    await hall.pass(10)
    expect(hall.sender.polls[2]?.isClosed).toBe(true)
    expect(await states(hall)).toEqual(['closed', 'host', 'end', 'waiting', 'waiting', 'waiting'])
    expect(inGroup(hall).at(-1)).toContain('答题结果')
    await expect(pressEvening(hall.app, by(hall), 1, 'resume')).rejects.toThrow('quiz-not-paused')
  })

  test('pauses in the last second of a question: the next one stays here, and comes when it goes on', async () => {
    const hall = await openHall(6)
    await hall.hold({ count: 6 })
    while (hall.sender.polls.length === 0) await hall.pass(1)
    await hall.pass(28)
    await hall.app.clock.advance(1_000)
    await lookAtEvenings(hall.app)
    expect(await states(hall)).toMatchObject(['closed', 'asked', 'waiting', 'waiting', 'waiting', 'waiting'])
    const [shown] = (await toHost(hall)).slice(-1)
    expect(shown).toContain('正在答第 1 题')
    await pressEvening(hall.app, by(hall), 1, 'pause')
    await hall.pass(60)
    expect(hall.sender.polls).toHaveLength(1)
    expect(inGroup(hall).at(-1)).toContain('等主持人接着来')
    await pressEvening(hall.app, by(hall), 1, 'resume')
    await hall.pass(3)
    expect(hall.sender.polls[1]?.poll.question).toMatch(/^2\/6/)
    expect((await toHost(hall)).at(-1)).toContain('正在答第 2 题')
    await hall.pass(160)
    expect(hall.sender.polls).toHaveLength(6)
    expect(inGroup(hall).at(-1)).toContain('答题结果')
  })

  test('pauses while the next question is leaving: it comes, and runs to its end', async () => {
    const hall = await openHall(6)
    await hall.hold({ count: 6 })
    while (hall.sender.polls.length === 0) await hall.pass(1)
    await hall.pass(28)
    await hall.app.clock.advance(1_000)
    await lookAtEvenings(hall.app)
    const where = { key: 'evening:1:q:1' }
    await hall.app.db.delivery.update({ where, data: { state: 'sending' } })
    await pressEvening(hall.app, by(hall), 1, 'pause')
    expect(await hall.app.db.delivery.findUnique({ where })).toMatchObject({
      state: 'sending',
      stopAsked: false,
    })
    expect((await states(hall)).slice(0, 3)).toEqual(['closed', 'asked', 'waiting'])
    const promised = await promisedTo(hall.app, hall.square.chatId)
    expect(promised.at(-1)).toContain('正开着的题照常到时间')
  })

  test('skips in the last second the question that the group has before it', async () => {
    const hall = await openHall(6)
    await hall.hold({ count: 6 })
    while (hall.sender.polls.length === 0) await hall.pass(1)
    await hall.pass(28)
    await hall.app.clock.advance(1_000)
    await lookAtEvenings(hall.app)
    await skipQuestion(hall.app, by(hall), 1, 0)
    await hall.pass(2)
    expect(hall.sender.polls.map(({ isClosed }) => isClosed)).toEqual([true, false])
    expect((await states(hall)).slice(0, 3)).toEqual(['host', 'asked', 'waiting'])
  })

  test('skips a question that has not left yet: it never comes', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(119)
    await hall.app.clock.advance(1_000)
    await lookAtEvenings(hall.app)
    await skipQuestion(hall.app, by(hall), 1, 0)
    const where = { key: 'evening:1:q:0' }
    expect(await hall.app.db.delivery.findUnique({ where })).toMatchObject({ state: 'stopped' })
    await hall.pass(10)
    expect(hall.sender.polls[0]?.poll.question).toMatch(/^2\/3/)
    expect(inGroup(hall)).not.toContainEqual(expect.stringMatching(/^1\/3/))
  })

  test('is skipped over: what was answered to a skipped question counts for nobody, in practice either', async () => {
    const hall = await openHall()
    const zhang = await personNamed(hall.app, '张三')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [1])
    await skipQuestion(hall.app, by(hall), 1, 0)
    await hall.pass(90)
    expect(inGroup(hall).at(-1)).toContain('没有人答题')
    expect(await hall.app.db.quizAnswer.count()).toBe(0)
  })
})

describe('what goes wrong', () => {
  test('a poll that may or may not have arrived is skipped and never repeated; the group hears of it', async () => {
    const hall = await openHall()
    hall.sender.fates.push(lost)
    await hall.hold()
    await hall.pass(200)
    expect(await states(hall)).toEqual(['doubt', 'closed', 'closed'])
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('第 1 题不知道发出去没有'))
    expect(inGroup(hall).filter((words) => words.startsWith('1/3'))).toHaveLength(1)
  })

  test('killed while the poll was being sent: the next process skips it and goes on where it was', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(130)
    await hall.app.db.delivery.updateMany({ where: { key: 'evening:1:q:1' }, data: { state: 'sending' } })
    await hall.app.clock.advance(23_000)
    await lookAtEvenings(hall.app)
    await hall.app.db.delivery.updateMany({ where: { key: 'evening:1:q:1' }, data: { state: 'sending' } })
    await hall.takeOver()
    await hall.pass(90)
    expect(await states(hall)).toEqual(['closed', 'doubt', 'closed'])
    expect(inGroup(hall).at(-1)).toContain('答题结果')
  })

  test('down past the end of the open question: it closes, the next comes at once, none comes twice', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(130)
    await hall.app.clock.advance(200_000)
    await hall.takeOver()
    await hall.pass(1)
    expect(hall.sender.polls).toHaveLength(2)
    await hall.pass(80)
    expect(hall.sender.polls).toHaveLength(3)
    expect(inGroup(hall).at(-1)).toContain('答题结果')
  })

  test('a question that was retired meanwhile is left out, one that was corrected is asked as it is now', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(130)
    const drawn = await hall.app.db.eveningQuestion.findMany({ orderBy: { place: 'asc' } })
    const [, second, third] = drawn
    const now = hall.app.clock.now()
    await hall.app.db.question.update({ where: { id: second?.questionId ?? 0 }, data: { retiredAt: now } })
    await hall.app.db.question.update({
      where: { id: third?.questionId ?? 0 },
      data: { stem: '改过的题', right: '[2]', version: 2 },
    })
    await hall.pass(40)
    expect(inGroup(hall)).toContainEqual(expect.stringContaining('第 2 题刚刚停用了'))
    expect(hall.sender.polls[1]?.poll).toMatchObject({ question: '3/3 改过的题', right: [2] })
    expect(await states(hall)).toEqual(['closed', 'retired', 'asked'])
  })

  test('one that is corrected in the very moment it is asked is asked as it was noted', async () => {
    const hall = await openHall(1)
    await hall.hold()
    await hall.pass(119)
    const { app } = hall
    const before = await evening(hall)
    const question = await app.db.question.findFirstOrThrow()
    await app.db.eveningQuestion.create({
      data: { eveningId: 1, place: 0, questionId: question.id, version: 1, state: 'asked' },
    })
    const content = { kind: 'single', stem: '原题', options: ['甲', '乙'], right: [0], explanation: '' }
    await app.db.questionVersion.create({
      data: {
        questionId: question.id,
        version: 1,
        content: JSON.stringify(content),
        replacedAt: before.startsAt,
      },
    })
    await app.db.question.update({ where: { id: question.id }, data: { stem: '改过的题', version: 2 } })
    await app.db.transaction(async (tx) => {
      const session = await sessionById(tx, 1)
      if (session) await performActs(tx, app, session, [{ do: 'ask', place: 0, at: app.clock.now() }])
    })
    await hall.deliver()
    expect(hall.sender.polls.map(({ poll }) => poll.question)).toEqual(['1/1 原题'])
  })

  test('one that is corrected after it was asked is judged by what the group saw', async () => {
    const hall = await openHall(0)
    const id = await insertQuestion(hall, '原题')
    const zhang = await personNamed(hall.app, '张三')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    const before = { kind: 'single', stem: '原题', options: ['甲', '乙', '丙'], right: [0], explanation: '' }
    await hall.app.db.questionVersion.create({
      data: { questionId: id, version: 1, content: JSON.stringify(before), replacedAt: hall.app.clock.now() },
    })
    await hall.app.db.question.update({
      where: { id },
      data: { options: '["丙","甲"]', right: '[1]', version: 2 },
    })
    await hall.pass(40)
    expect(inGroup(hall).at(-1)).toContain('1 人答，1 人对')
    expect(await hall.app.db.quizAnswer.findFirst()).toMatchObject({ version: 1, isRight: true })
  })

  test('thrown out in the middle: it ends, the host is told, and the group is free when we are back', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(130)
    hall.sender.fates.push(gone)
    await hall.pass(60)
    expect(await evening(hall)).toMatchObject({ state: 'stopped', endedWhy: 'gone', busyChatId: null })
    const told = hall.sender.said.filter(
      ({ call }) => call.do === 'send' && call.message.html.includes('我已经不在这个群里'),
    )
    expect(told.map(({ to }) => to.kind)).toEqual(['private'])
    const calls = hall.sender.said.length
    await hall.pass(60)
    expect(hall.sender.said).toHaveLength(calls)
  })

  test('the group was gone before it began: it is called off and the host told', async () => {
    const hall = await openHall()
    await hall.hold()
    const { app, square } = hall
    await app.db.transaction((tx) => retireChat(tx, square.chatId, 'kicked', app.clock.now()))
    await hall.pass(130)
    expect(hall.sender.polls).toEqual([])
    expect(await evening(hall)).toMatchObject({ state: 'stopped', endedWhy: 'gone' })
    expect((await toHost(hall)).at(-1)).toContain('我已经不在这个群里')
  })

  test('the group is gone when the results are drawn: the host is not told that it has them', async () => {
    const hall = await openHall()
    const { app, square } = hall
    await hall.hold()
    while ((await evening(hall)).state !== 'over') await hall.pass(1)
    await app.db.transaction((tx) => retireChat(tx, square.chatId, 'kicked', app.clock.now()))
    await hall.pass(20)
    expect(await evening(hall)).toMatchObject({ endedAt: expect.any(Date), nextAt: null })
    expect((await toHost(hall)).at(-1)).toContain('结果没有发成')
  })

  test('nor when Telegram refuses the results', async () => {
    const hall = await openHall()
    await hall.hold()
    while ((await evening(hall)).endedAt === null) {
      await hall.app.clock.advance(1_000)
      await lookAtEvenings(hall.app)
      if ((await evening(hall)).endedAt === null) await hall.deliver()
    }
    await hall.app.db.delivery.update({ where: { key: 'evening:1:result' }, data: { state: 'rejected' } })
    expect((await toHost(hall)).at(-1)).toContain('结果正在发到群里')
    await hall.pass(5)
    expect((await toHost(hall)).at(-1)).toContain('结果没有发成')
  })

  test('what breaks after the results are told is not said to be the end of it', async () => {
    const hall = await openHall()
    const zhang = await personNamed(hall.app, '张三')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    while ((await evening(hall)).endedAt === null) await hall.pass(1)
    const { startsAt } = await evening(hall)
    await hall.app.db.quizEvening.updateMany({
      data: { startsAt: new Date(startsAt.getTime() - 7 * 3_600_000) },
    })
    await hall.app.db.pollVote.updateMany({ data: { chosen: '{' } })
    await hall.pass(2)
    expect(inGroup(hall).at(-1)).toContain('答题结果')
    expect(await evening(hall)).toMatchObject({ state: 'over', endedWhy: null, nextAt: null })
  })

  test.each([
    ['unbound', 10],
    ['bound to another unit', 10],
    ['unbound in the middle', 130],
  ])(
    'the group is %s: it ends within seconds, the host is told, the group hears nothing more',
    async (how, after) => {
      const hall = await openHall()
      const { app, square, units, yang } = hall
      await hall.hold()
      await hall.pass(after)
      const said = () => inGroup(hall).filter((words) => words !== 'close-poll')
      const before = said()
      const group = { kind: 'group', chatId: square.chatId } as const
      const other = await personNamed(app, '钱书记', {
        roles: [
          ['secretary', units.heping],
          ['secretary', units.tuanjie],
        ],
      })
      if (how.startsWith('unbound')) await unbindGroup(app, { personId: yang.id }, group)
      else await bindGroup(app, { personId: other.id }, group, units.tuanjieOne.id)
      await hall.pass(10)
      expect(await evening(hall)).toMatchObject({ state: 'stopped', endedWhy: 'unbound', busyChatId: null })
      expect(said()).toEqual(before)
      expect((await toHost(hall)).at(-1)).toContain('这个群已经不归原来的单位了')
      await bindGroup(app, { personId: other.id }, group, units.tuanjieOne.id)
      await insertQuestion(hall, '团结村的题', {}, units.tuanjie.id)
      const plan = { chatId: square.chatId, set: everything, count: 3, secondsEach: 30, isRanked: false }
      await planEvening(app, { personId: other.id }, plan, { now: true }, 'theirs')
      await expect(planEvening(app, by(hall), plan, { now: true }, 'mine')).rejects.toThrow('unknown')
      await hall.pass(130)
      expect(inGroup(hall).at(-1)).toContain('团结村的题')
    },
  )

  test('who took part in one whose group was taken away has their own result all the same', async () => {
    const hall = await openHall()
    const zhang = await personNamed(hall.app, '张三')
    await hall.hold()
    await hall.pass(160)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    await unbindGroup(hall.app, { personId: hall.yang.id }, { kind: 'group', chatId: hall.square.chatId })
    await hall.pass(15)
    expect((await promisedTo(hall.app, zhang.chatId)).at(-1)).toContain('答对 1 题')
  })

  test('what breaks in the middle, and is given up in the end, has the results of what was asked', async () => {
    const hall = await openHall()
    const { app } = hall
    const zhang = await personNamed(app, '张三')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    await hall.pass(30)
    const last = await app.db.eveningQuestion.findFirstOrThrow({ where: { place: 2 } })
    await app.db.question.update({ where: { id: last.questionId }, data: { options: '{' } })
    const { startsAt } = await evening(hall)
    await hall.pass(30)
    expect(await evening(hall)).toMatchObject({ state: 'running' })
    await app.db.quizEvening.updateMany({ data: { startsAt: new Date(startsAt.getTime() - 7 * 3_600_000) } })
    await hall.pass(30)
    expect(await states(hall)).toEqual(['closed', 'closed', 'waiting'])
    expect(inGroup(hall).at(-2)).toContain('出了点毛病')
    expect(inGroup(hall).at(-1)).toContain('1 人参加')
    expect(await evening(hall)).toMatchObject({ endedWhy: 'fault', busyChatId: null, nextAt: null })
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('答对 1 题')
    expect((await toHost(hall)).at(-1)).toContain('机器人自己出了毛病')
  })

  test('and is called off when its results cannot be drawn either', async () => {
    const hall = await openHall()
    const { app } = hall
    const zhang = await personNamed(app, '张三')
    await hall.hold()
    await hall.pass(130)
    await hall.vote(zhang, hall.sender.polls[0], [0])
    await hall.pass(30)
    const { startsAt } = await evening(hall)
    await app.db.question.updateMany({ data: { options: '{' } })
    await app.db.quizEvening.updateMany({ data: { startsAt: new Date(startsAt.getTime() - 7 * 3_600_000) } })
    await hall.pass(60)
    expect(await states(hall)).toEqual(['closed', 'end', 'waiting'])
    expect(hall.sender.polls[1]?.isClosed).toBe(true)
    expect(await evening(hall)).toMatchObject({ endedWhy: 'fault', busyChatId: null, nextAt: null })
    expect(inGroup(hall).filter((words) => words.includes('出了点毛病'))).toHaveLength(1)
  })

  test('the clock is set back by an hour: the questions and the results come all the same', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(140)
    hall.app.clock.setWall(new Date(hall.app.clock.now().getTime() - 3_600_000))
    await hall.pass(35)
    expect(hall.sender.polls).toHaveLength(2)
    await hall.pass(30)
    hall.app.clock.setWall(new Date(hall.app.clock.now().getTime() - 3_600_000))
    await hall.pass(50)
    expect(inGroup(hall).at(-1)).toContain('答题结果')
    expect(await evening(hall)).toMatchObject({ state: 'over', nextAt: null })
  })

  test('a group that forbids polls: after three the evening ends and the host is told', async () => {
    const hall = await openHall(6)
    hall.sender.fates.push(refused, refused, refused)
    await hall.hold({ count: 6 })
    await hall.pass(150)
    expect((await toHost(hall)).at(-1)).toContain('群里不让我发题')
    expect(await evening(hall)).toMatchObject({ state: 'stopped', endedWhy: 'refused' })
  })
})

describe('two groups', () => {
  test('one evening that is broken holds up no other', async () => {
    const hall = await openHall()
    const other = await hall.group('和平二组', hall.units.hepingTwo)
    await hall.hold()
    await hall.hold({ chatId: other.chatId })
    await hall.app.db.quizEvening.update({ where: { id: 1 }, data: { set: '{' } })
    await hall.pass(240)
    expect((await evening(hall, 1)).nextAt?.getTime()).toBeGreaterThan(hall.app.clock.now().getTime() - 1_000)
    expect(hall.sender.polls.map(({ chat }) => chat)).toEqual(Array(3).fill(other.telegramId))
    expect(hall.sender.wordsTo(other.telegramId).at(-1)).toContain('答题结果')
  })

  test('that are over at once are told one after the other, so that a third is asked on time', async () => {
    const hall = await openHall()
    const zhang = await personNamed(hall.app, '张三')
    const other = await hall.group('和平二组', hall.units.hepingTwo)
    await hall.hold()
    await hall.hold({ chatId: other.chatId })
    await hall.pass(130)
    for (const poll of hall.sender.polls) await hall.vote(zhang, poll, [0])
    const telling = () => hall.app.db.quizEvening.count({ where: { nextAt: { not: null } } })
    while ((await hall.app.db.quizEvening.count({ where: { endedAt: null } })) > 0) await hall.pass(1)
    expect(await telling()).toBe(2)
    await hall.pass(1)
    expect(await telling()).toBe(1)
    await hall.pass(1)
    expect(await telling()).toBe(0)
    expect(await hall.app.db.delivery.count({ where: { key: { contains: ':own:' } } })).toBe(2)
  })

  test('turn out to be one, a group and the supergroup it became: the evening and the plan go on there', async () => {
    const hall = await openHall()
    const { app, square } = hall
    const became = await hall.group('和平一组', hall.units.hepingOne)
    const weekly = { now: false as const, rule: { every: 'week' as const, on: [1], at: '19:30' } }
    await hall.hold({ chatId: became.chatId }, weekly)
    await hall.hold({ chatId: became.chatId })
    await hall.pass(130)
    await app.db.transaction((tx) => moveChat(tx, square.chatId, became.telegramId, app.clock.now()))
    await expect(hall.hold()).rejects.toThrow('quiz-busy')
    await hall.pass(100)
    expect(hall.sender.polls.map(({ chat }) => chat)).toEqual(Array(3).fill(became.telegramId))
    expect(hall.sender.wordsTo(became.telegramId).at(-1)).toContain('答题结果')
    expect(await evening(hall)).toMatchObject({ chatId: square.chatId, state: 'over', busyChatId: null })
    expect(await app.db.quizPlan.findFirst()).toMatchObject({ chatId: square.chatId })
  })

  test('turn out to be one while both are busy: one evening goes on, who took part in the other has their result', async () => {
    const hall = await openHall()
    const { app, square } = hall
    const zhang = await personNamed(app, '张三')
    const became = await hall.group('和平一组', hall.units.hepingOne)
    await hall.hold({ chatId: became.chatId })
    await hall.hold()
    await hall.pass(160)
    await hall.vote(
      zhang,
      hall.sender.polls.find(({ chat }) => chat === became.telegramId),
      [0],
    )
    await app.db.transaction((tx) => moveChat(tx, square.chatId, became.telegramId, app.clock.now()))
    await hall.pass(100)
    expect(await evening(hall, 1)).toMatchObject({ state: 'stopped', busyChatId: null, nextAt: null })
    expect(await evening(hall, 2)).toMatchObject({ state: 'over', endedWhy: null })
    expect((await promisedTo(app, zhang.chatId)).at(-1)).toContain('答对 1 题')
  })

  test('are independent; a second evening in one of them is refused until it is over', async () => {
    const hall = await openHall()
    const other = await hall.group('和平二组', hall.units.hepingTwo)
    await hall.hold()
    await expect(hall.hold()).rejects.toThrow('quiz-busy')
    await hall.hold({ chatId: other.chatId })
    await hall.pass(130)
    await pressEvening(hall.app, by(hall), 1, 'pause')
    await hall.pass(120)
    expect(hall.sender.polls.filter(({ chat }) => chat === hall.square.telegramId)).toHaveLength(1)
    expect(hall.sender.polls.filter(({ chat }) => chat === other.telegramId)).toHaveLength(3)
    expect(hall.sender.wordsTo(other.telegramId).at(-1)).toContain('答题结果')
    await hall.hold({ chatId: other.chatId })
    expect(await hall.app.db.quizEvening.count({ where: { busyChatId: { not: null } } })).toBe(2)
  })
})

describe('which answers count', () => {
  test('the last one that was taken; one that was taken back is none', async () => {
    const hall = await openHall()
    const [zhang, li] = [await personNamed(hall.app, '张三'), await personNamed(hall.app, '李四')]
    await hall.hold()
    await hall.pass(130)
    const [poll] = hall.sender.polls
    await hall.vote(zhang, poll, [1])
    await hall.vote(zhang, poll, [0])
    await hall.vote(li, poll, [0])
    await hall.vote(li, poll, [])
    await hall.pass(100)
    expect(inGroup(hall).at(-1)).toContain('1 人参加')
    expect(inGroup(hall).at(-1)).toContain('第 1 题：1 人答，1 人对')
  })

  test('what arrives in the seconds after the last question counts; what arrives later is for practice alone', async () => {
    const hall = await openHall()
    const [zhang, li] = [await personNamed(hall.app, '张三'), await personNamed(hall.app, '李四')]
    await hall.hold()
    await hall.pass(215)
    expect(await evening(hall)).toMatchObject({ endedAt: null, state: 'over' })
    const last = hall.sender.polls[2]
    await hall.vote(zhang, last, [0])
    await hall.pass(15)
    const result = inGroup(hall).at(-1)
    expect(result).toContain('1 人参加')
    await hall.vote(li, last, [1])
    await hall.pass(10)
    expect(inGroup(hall).at(-1)).toBe(result)
    const answers = await hall.app.db.quizAnswer.findMany({ where: { personId: li.id } })
    expect(answers).toMatchObject([{ isRight: false, key: `evening:1:2:${li.id}` }])
    expect(await hall.app.db.quizMemory.findFirst({ where: { personId: li.id } })).toMatchObject({
      isMistake: true,
    })
    expect((await ownResultOf(hall.app, { personId: li.id }, 1)).own).toMatchObject({ right: 0, of: 3 })
  })

  test('the results wait for answers that came in time and are still in the inbox', async () => {
    const hall = await openHall()
    await hall.hold()
    await hall.pass(208)
    const votes = (updateId: number) => ({ updateId, lane: votesLane, payload: 'sealed' })
    await insertUpdates(hall.app.db, [votes(1)], hall.app.clock.now())
    await hall.pass(60)
    expect(await evening(hall)).toMatchObject({ endedAt: null, state: 'over' })
    const late = hall.app.clock.now()
    await insertUpdates(hall.app.db, [votes(2)], late)
    await markDone(hall.app.db, [1], late)
    await hall.pass(2)
    expect(await evening(hall)).toMatchObject({ endedAt: expect.any(Date) })
  })

  test('who answers the poll of another group counts there and only there, however often the answer is taken', async () => {
    const hall = await openHall()
    const other = await hall.group('和平二组', hall.units.hepingTwo)
    const stranger = await personNamed(hall.app, '外人', { home: hall.units.tuanjieOne })
    await hall.hold()
    await hall.hold({ chatId: other.chatId })
    await hall.pass(130)
    const poll = hall.sender.polls.find(({ chat }) => chat === other.telegramId)
    const { telegramUserId = 0, name } = stranger
    const at = hall.app.clock.now()
    const vote = { updateId: 1, pollId: poll?.id ?? '', telegramUserId, name, chosen: [0], at }
    for (const votes of [[vote], [vote], [vote, vote]])
      await hall.app.db.transaction((tx) => takeVotes(hall.app, tx, votes))
    await hall.pass(100)
    await hall.app.db.transaction((tx) => takeVotes(hall.app, tx, [vote]))
    expect(inGroup(hall).at(-1)).toContain('没有人答题')
    expect(hall.sender.wordsTo(other.telegramId).at(-1)).toContain('1 人参加')
    expect(await hall.app.db.quizAnswer.findMany()).toMatchObject([{ key: `evening:2:0:${stranger.id}` }])
    const own = { key: { contains: ':own:' } }
    expect(await hall.app.db.delivery.findMany({ where: own })).toMatchObject([
      { key: `evening:2:own:${stranger.id}`, chatId: stranger.chatId },
    ])
    await expect(ownResultOf(hall.app, { personId: stranger.id }, 1)).rejects.toThrow('quiz-own-none')
  })

  test('a vote that comes before its poll is known waits for it', async () => {
    const hall = await openHall()
    hall.app.clock.setWall('2026-03-02T11:00:00Z')
    await hall.hold()
    await hall.pass(122)
    await hall.app.clock.advance(1_000)
    await lookAtEvenings(hall.app)
    await hall.deliver()
    const [poll] = hall.sender.polls
    expect(await hall.app.db.eveningQuestion.count({ where: { pollId: { not: null } } })).toBe(0)
    await hall.vote(777, poll, [0], '新来的')
    await hall.pass(100)
    expect(inGroup(hall).at(-1)).toContain('1 人参加')
    expect(await hall.app.db.person.findFirst({ where: { telegramUserId: 777n } })).toMatchObject({
      name: '新来的',
    })
  })

  test('hundreds are told, each their own, in a few turns', async () => {
    const hall = await openHall()
    const people = []
    for (let n = 0; n < 120; n++) people.push(await personNamed(hall.app, `人${n}`))
    await hall.hold()
    await hall.pass(130)
    for (const person of people) await hall.vote(person, hall.sender.polls[0], [0])
    await hall.pass(80)
    expect(await hall.app.db.quizAnswer.count()).toBe(0)
    await hall.pass(20)
    expect(await hall.app.db.quizAnswer.count()).toBe(120)
    const own = { key: { startsWith: 'evening:1:own:' } }
    expect(await hall.app.db.delivery.count({ where: own })).toBe(120)
    expect(await evening(hall)).toMatchObject({ nextAt: null })
  })
})

test('who answered what was corrected before their answer was noted hears so once, and nobody else does', async () => {
  const hall = await openHall(1)
  const { app, units } = hall
  const [zhang, late, nobody] = [
    await personNamed(app, '张三'),
    await personNamed(app, '晚到的'),
    await personNamed(app, '没答的'),
  ]
  const newsTo = async ({ chatId }: { chatId: number }) =>
    (await promisedTo(app, chatId)).filter((words) => words.includes('您学过的一道题改了'))
  await hall.hold()
  await hall.pass(130)
  const [poll] = hall.sender.polls
  await hall.vote(zhang, poll, [0])
  const town = await personNamed(app, '镇书记', { roles: [['secretary', units.heping]] })
  const { id } = await app.db.question.findFirstOrThrow()
  await correctQuestion(app, { personId: town.id }, { id, version: 1 }, { right: [2] }, '查过原文')
  expect(await newsTo(zhang)).toEqual([])
  await hall.pass(60)
  expect(await newsTo(zhang)).toHaveLength(1)
  expect(await newsTo(late)).toEqual([])
  // Twice, and looked up besides: still one message.
  await hall.vote(late, poll, [0])
  await hall.vote(late, poll, [1])
  await ownResultOf(app, { personId: late.id }, 1)
  await ownResultOf(app, { personId: zhang.id }, 1)
  expect(await newsTo(late)).toHaveLength(1)
  expect(await newsTo(zhang)).toHaveLength(1)
  expect(await newsTo(nobody)).toEqual([])
})

test('who took no part has no result, and learns no more than of an evening that never was', async () => {
  const hall = await openHall()
  const [zhang, wang] = [await personNamed(hall.app, '张三'), await personNamed(hall.app, '王五')]
  await hall.hold()
  await hall.pass(130)
  await hall.vote(zhang, hall.sender.polls[0], [0])
  await expect(ownResultOf(hall.app, { personId: zhang.id }, 1)).rejects.toThrow('quiz-own-none')
  await hall.pass(100)
  expect((await ownResultOf(hall.app, { personId: zhang.id }, 1)).own.right).toBe(1)
  await expect(ownResultOf(hall.app, { personId: wang.id }, 1)).rejects.toThrow('quiz-own-none')
  await expect(ownResultOf(hall.app, { personId: zhang.id }, 99)).rejects.toThrow('quiz-own-none')
})
