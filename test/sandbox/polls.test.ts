import { describe, expect, test } from 'vitest'
import { box, refusal } from './talk.ts'

async function withZhang() {
  const all = await box({ flood: 'off' })
  const zhang = all.sandbox.createUser({ firstName: '张桂兰' })
  zhang.start()
  await all.api.getUpdates({ offset: -1 })
  return { ...all, zhang }
}

describe('polls', () => {
  test.each([
    [{ question: '' }, 'poll question must be non-empty'],
    [{ question: '问'.repeat(301) }, 'poll question length must not exceed 300'],
    [{ options: [] }, 'poll must have at least 1 option'],
    [{ options: Array(13).fill('是') }, "poll can't have more than 12 options"],
    [{ options: ['答'.repeat(101)] }, 'poll option length must not exceed 100'],
    [{ type: 'quiz' }, 'correct quiz option list must be non-empty'],
    [{ type: 'quiz', correct_option_ids: [1, 0] }, 'correct quiz option list must be increasing'],
    [{ type: 'quiz', correct_option_ids: [2] }, 'wrong correct option ID specified'],
    [
      { type: 'quiz', correct_option_ids: [0], explanation: 'a\nb\nc\nd' },
      'poll explanation must not contain more than 2 line feeds',
    ],
    [
      { type: 'quiz', correct_option_ids: [0], explanation: '因'.repeat(201) },
      'poll explanation length must not exceed 200',
    ],
    [{ open_period: 4 }, 'invalid poll open period specified'],
    [{ open_period: 2_628_001 }, 'invalid poll open period specified'],
  ] as const)('%j is refused', async (wrong, words) => {
    const { api, zhang } = await withZhang()
    const given = { question: '好吗', options: ['好', '不好'], ...wrong }
    const { question, options, ...rest } = given
    const call = api.raw.sendPoll({
      chat_id: zhang.id,
      question,
      options: options.map((text: string) => ({ text })),
      ...(rest as object),
    })
    expect(await refusal(call)).toEqual({ code: 400, words: `Bad Request: ${words}` })
  })

  test('a quiz takes one vote a person, which cannot be changed, and closes by the clock', async () => {
    const { sandbox, api, zhang, clock } = await withZhang()
    const rules = { correct_option_ids: [0], is_anonymous: false, open_period: 60 }
    await api.sendPoll(zhang.id, '党的生日？', ['七月一日', '十月一日'], { type: 'quiz', ...rules })
    const [, poll] = zhang.chat()
    if (!poll) throw new Error('no poll')
    zhang.votes(poll, [1])
    expect(() => zhang.votes(poll, [0])).toThrow('cannot be changed')
    await clock.advance(61_000)
    await sandbox.waitFor(() => zhang.chat()[1]?.message.poll?.is_closed)
    expect(() => sandbox.createUser({ firstName: '李文' }).votes(poll, [0])).toThrow('closed')
    const updates = await api.getUpdates()
    expect(updates.map((update) => update.poll?.is_closed ?? update.poll_answer?.option_ids)).toContain(true)
    expect((await refusal(api.stopPoll(zhang.id, poll.id))).words).toBe(
      'Bad Request: poll has already been closed',
    )
  })

  test('an anonymous poll tells the bot how many, not who', async () => {
    const { api, zhang } = await withZhang()
    await api.sendPoll(zhang.id, '几点？', ['早', '晚'])
    zhang.votes(await zhang.hears('几点'), [1])
    const updates = await api.getUpdates()
    expect(updates.filter((update) => update.poll_answer)).toEqual([])
    expect(updates.at(-1)?.poll?.options.map((option) => option.voter_count)).toEqual([0, 1])
  })
})
