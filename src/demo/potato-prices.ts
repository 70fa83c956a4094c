import { dayPlus } from '../lib/local-time.ts'
import { yuan } from '../prices/quote.ts'

/** What the market of the reference town quotes. */
export const goods = '土豆'

/** Fen for one 斤, a fortnight long: up with the frost, down when the harvest comes in. */
const averages = [92, 94, 95, 95, 99, 104, 108, 110, 109, 106, 104, 101, 98, 100]

/** A market's file as it would be sent, ending with `today`. */
export function potatoPrices(today: string): string {
  const rows = averages.map((average, at) => {
    const [low, high] = [yuan(average - 12), yuan(average + 15)]
    return `${goods},${low},${yuan(average)},${high},普通,本地,斤,${dayPlus(today, at + 1 - averages.length)}`
  })
  return ['品名,最低价,平均价,最高价,规格,产地,单位,发布日期', ...rows].join('\n')
}
