import { Api } from 'grammy'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { App } from '../../src/app.ts'
import { fateOf } from '../../src/delivery/claim-store.ts'
import { deliverDue, recoverInDoubt } from '../../src/delivery/deliver-due.ts'
import type { Poll, Sender } from '../../src/delivery/delivery.ts'
import { enqueue } from '../../src/delivery/enqueue.ts'
import type { GroupChat } from '../../src/delivery/message.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { createSender } from '../../src/delivery/telegram-sender.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Leadership } from '../../src/lib/lease.ts'
import type { SandboxGroup } from '../../src/sandbox/people/sandbox-group.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { testApp } from '../support/app.ts'
import { freePace, groupChatOf, leading } from '../support/deliveries.ts'

const poll: Poll = {
  question: '1/3 党的生日是哪一天',
  options: ['七月一日', '八月一日', '十月一日'],
  right: [0],
  isShuffled: true,
  explanation: '1921 年 7 月',
  openPeriodS: 30,
}

let app: App
let sandbox: Sandbox
let square: SandboxGroup
let zhang: SandboxUser
let chat: GroupChat
let sender: Sender
let leadership: Leadership
beforeEach(async () => {
  app = await testApp({ clock: systemClock })
  sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
  onTestFinished(() => sandbox.stop())
  const bot = sandbox.createBot({ username: 'cunxun_bot' })
  zhang = sandbox.createUser({ firstName: '张三' })
  square = sandbox.createGroup({ title: '一组', creator: zhang, members: [bot] })
  chat = await groupChatOf(app, square.id)
  const api = new Api(bot.token, { apiRoot: sandbox.apiRoot })
  sender = createSender(app, api, createPace(systemClock, { perSecond: 1_000 }))
  leadership = await leading(app)
})

const deliver = () => deliverDue(app, sender, freePace(app), leadership)
const ask = (key: string, more: Partial<Poll> = {}) => {
  const what = { key, batch: key, chat, lane: 'answer', whenInDoubt: 'leave' } as const
  return app.db.transaction((tx) => enqueue(tx, app, what, { do: 'poll', poll: { ...poll, ...more } }))
}
const close = (of: string) => {
  const key = `${of}:close:${Math.trunc(app.clock.uptimeMs() * 1_000)}`
  const what = { key, batch: key, chat, lane: 'answer', whenInDoubt: 'repeat' } as const
  return app.db.transaction((tx) => enqueue(tx, app, what, { do: 'close-poll', of }))
}
const shown = () => square.messages().flatMap(({ message }) => message.poll ?? [])

describe('a poll', () => {
  test('is a quiz that is not anonymous, and its id is known afterwards', async () => {
    await ask('q1')
    await deliver()
    expect(shown()).toMatchObject([
      {
        question: poll.question,
        type: 'quiz',
        is_anonymous: false,
        allows_multiple_answers: false,
        correct_option_ids: [0],
        explanation: poll.explanation,
        open_period: 30,
        is_closed: false,
      },
    ])
    const [call] = sandbox.calls.filter(({ method }) => method === 'sendPoll')
    expect(call?.parameters).toMatchObject({ shuffle_options: true })
    const fate = await fateOf(app.db, 'q1')
    expect(fate).toMatchObject({ state: 'sent', pollId: shown()[0]?.id, sentAt: expect.any(Date) })
  })

  test('with several right options lets one choose several; without an explanation it has none', async () => {
    await ask('q1', { right: [0, 2], explanation: '', isShuffled: false })
    await deliver()
    expect(shown()).toMatchObject([{ allows_multiple_answers: true, correct_option_ids: [0, 2] }])
    expect(shown()[0]?.explanation).toBeUndefined()
  })

  test('is closed once it was sent; closing it again changes nothing', async () => {
    await ask('q1')
    await close('q1')
    await deliver()
    expect(shown()).toMatchObject([{ is_closed: true }])
    await close('q1')
    await deliver()
    const rows = await app.db.delivery.findMany({ select: { state: true } })
    expect(rows).toEqual([{ state: 'sent' }, { state: 'sent' }, { state: 'sent' }])
  })

  test('of which nobody knows whether it arrived is neither repeated nor closed', async () => {
    sandbox.faults.add({ what: 'drop-after', method: 'sendPoll' })
    await ask('q1')
    await deliver()
    await close('q1')
    await deliver()
    expect(shown()).toHaveLength(1)
    const rows = await app.db.delivery.findMany({ orderBy: { id: 'asc' }, select: { state: true } })
    expect(rows).toEqual([{ state: 'doubtful' }, { state: 'stopped' }])
  })

  test('that was being sent when the process died is not sent again', async () => {
    await ask('q1')
    await app.db.delivery.updateMany({ data: { state: 'sending', claimEpoch: 1 } })
    const next = await leading(app, 'next')
    await recoverInDoubt(app, next)
    await deliverDue(app, sender, freePace(app), next)
    expect(shown()).toEqual([])
    expect(await fateOf(app.db, 'q1')).toMatchObject({ state: 'doubtful', pollId: undefined })
  })

  test('counts as a message: it waits its turn in the pace', async () => {
    const weights: number[] = []
    const pace = createPace(systemClock, { perSecond: 1_000 })
    const counting = {
      ...pace,
      turn: async (_to: unknown, _lane: unknown, weight: 0 | 1) => void weights.push(weight),
    }
    const [bot] = sandbox.bots
    const api = new Api(bot?.token ?? '', { apiRoot: sandbox.apiRoot })
    const counted = createSender(app, api, counting)
    const to = { telegramId: square.id, kind: 'group' } as const
    await counted.send(to, { do: 'poll', poll }, 'answer')
    await counted.send(to, { do: 'close-poll', messageId: square.messages().at(-1)?.id ?? 0 }, 'answer')
    expect(weights).toEqual([1, 1])
    expect(shown()).toMatchObject([{ is_closed: true }])
  })
})
