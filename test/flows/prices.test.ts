import { expect, test } from 'vitest'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'
import { settledTown } from '../support/settled-town.ts'

/** A secretary sends the market's file: 品名, the average in yuan a 斤, and the day. */
async function sendsPrices(
  by: SandboxUser,
  ...rows: [name: string, yuan: string, day: string][]
): Promise<void> {
  const lines = ['品名,平均价,单位,发布日期', ...rows.map(([name, yuan, day]) => `${name},${yuan},斤,${day}`)]
  const sent = by.sendsDocument({ bytes: Buffer.from(`${lines.join('\r\n')}\r\n`), name: '行情.csv' })
  await by.hears(`一共 ${rows.length} 行`, { after: sent })
}

test('a digest comes every morning with what is fresh, says what is left out, is paused, and says when there is nothing', {
  timeout: 90_000,
}, async () => {
  const { sandbox, yang, zhang, square, passTo } = await settledTown()
  const mornings = () => square.messages().filter(({ text }) => text.includes('今天行情'))
  await sendsPrices(yang, ['土豆', '1.20', '2026-03-02'], ['豆角', '4.00', '2026-02-23'])

  zhang.says('/digest')
  await zhang.hears('没有这个命令')
  yang.says('/digest')
  for (const label of ['整个和平村', '土豆', '豆角']) await yang.presses(label)
  for (const label of ['就这些', '每天', '07:30', '就这样定下']) await yang.presses(label)
  await yang.hears('/digests')

  await passTo('2026-03-02T23:30:30Z')
  const first = await zhang.hears('今天行情 2026-03-03', { in: square })
  expect(first.text).toContain('土豆 每斤 1.20 元')
  expect(first.text).not.toContain('4.00')
  expect(first.text).toContain('有 1 样七天里没有新价')

  const asked = yang.says('/digests')
  await yang.hears('定好的行情', { after: asked })
  for (const label of ['和平村：土豆、豆角', '暂停']) await yang.presses(label)
  await passTo('2026-03-03T23:31:00Z')
  await yang.presses('接着发')
  await yang.hears('开着')
  expect(mornings()).toHaveLength(1)
  await passTo('2026-03-04T23:30:30Z')
  await zhang.hears('今天行情 2026-03-05', { in: square })

  await passTo('2026-03-11T23:30:30Z')
  await yang.hears('今天的行情没有发到群里')
  expect(mornings().at(-1)?.text).not.toContain('2026-03-12')
  expect(sandbox.refusals()).toEqual([])
})

test('whoever asks hears once a day that a price is above or below, until one tap ends it; nobody else hears it', {
  timeout: 90_000,
}, async () => {
  const { sandbox, yang, zhang, settle, units, passTo } = await settledTown()
  const li = await settle('李四', units.hepingTwo)
  const told = (user: SandboxUser) => sandbox.deliveries({ chatId: user.id, text: '涨过' }).length
  await sendsPrices(yang, ['土豆', '1.20', '2026-03-02'])
  zhang.says('/price 土豆')
  await zhang.presses('土豆 到价告诉我')
  await zhang.hears('到多少告诉您')
  zhang.says('便宜点')
  await zhang.hears('没看懂是多少钱')
  zhang.says('1.5')
  await zhang.hears('土豆高过 1.50 元就告诉您')

  await passTo('2026-03-03T01:00:00Z')
  await sendsPrices(yang, ['土豆', '1.50', '2026-03-03'])
  await sendsPrices(yang, ['土豆', '1.55', '2026-03-03'])
  await zhang.hears('涨过 1.50 元了：每斤 1.55 元')
  await sendsPrices(yang, ['土豆', '1.60', '2026-03-03'])
  await passTo('2026-03-04T01:00:00Z')
  expect(told(zhang)).toBe(1)

  await sendsPrices(yang, ['土豆', '1.70', '2026-03-04'])
  await zhang.hears('1.70')
  await zhang.presses('不用再告诉我')
  await passTo('2026-03-05T01:00:00Z')
  await sendsPrices(yang, ['土豆', '1.80', '2026-03-05'])
  await passTo('2026-03-05T03:00:00Z')
  expect([told(zhang), told(li)]).toEqual([2, 0])
  expect(sandbox.refusals()).toEqual([])
})
