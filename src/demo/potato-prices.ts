import { dayPlus } from '../lib/local-time.ts'
import { yuan } from '../prices/quote.ts'
import { town } from './reference-town.ts'

const { name, grade, origin, unit, averagesFen } = town.potatoes

/** A market's file as it would be sent: a fortnight that ends with `today`, up with the frost, down with the harvest. */
export function potatoPrices(today: string): string {
  const rows = averagesFen.map((average, at) => {
    const [low, high] = [yuan(average - 12), yuan(average + 15)]
    const day = dayPlus(today, at + 1 - averagesFen.length)
    return [name, low, yuan(average), high, grade, origin, unit, day].join(',')
  })
  return ['品名,最低价,平均价,最高价,规格,产地,单位,发布日期', ...rows].join('\n')
}
