import { expect, test } from 'vitest'
import type { PriceView } from '../../src/prices/look-up-price.ts'
import {
  alertMessage,
  digestMessage,
  importMessage,
  priceMessage,
  waitingMessage,
} from '../../src/prices/price-texts.ts'
import type { Quote, Series } from '../../src/prices/quote.ts'
import { spoken } from '../support/spoken.ts'

const series: Series = {
  id: 1,
  market: '新<发>地',
  name: '土豆',
  grade: '普通',
  origin: '本地',
  unit: '公斤',
}
const quote: Quote = { day: '2026-03-02', low: 180, average: 210, high: 240 }
const view: PriceView = {
  series,
  quote,
  changes: [
    { days: 7, fen: 12, day: '2026-02-23' },
    { days: 30, fen: -5, day: '2026-01-31' },
  ],
  isStale: false,
}
const perJin: PriceView = {
  series: { ...series, id: 2, name: '白菜', market: '', grade: '', origin: '', unit: '斤' },
  quote: { day: '2026-03-01', low: undefined, average: 100, high: undefined },
  changes: [{ days: 7, fen: 0, day: '2026-02-22' }],
  isStale: false,
}
const alert = {
  id: 1,
  personId: 1,
  series,
  above: true,
  fen: 200,
  createdAt: new Date(0),
  lastToldDay: undefined,
}
const late = { at: new Date('2026-03-01T23:30:00Z'), timeZone: 'Asia/Shanghai' }
const counts = { rows: 30, new: 1, unchanged: 2, corrected: 3, refused: 22, waiting: 2 }

test.each<[string, Parameters<typeof spoken>[0]]>([
  ['the answer to /price', (t) => priceMessage(t, [view, perJin])],
  ['an old price', (t) => priceMessage(t, [{ ...perJin, isStale: true, changes: [] }])],
  [
    'the morning digest, late, with something left out',
    (t) => digestMessage(t, { views: [view, perJin], old: 2, today: '2026-03-02', late }),
  ],
  ['a price went above', (t) => alertMessage(t, alert, quote)],
  ['a price went below', (t) => alertMessage(t, { ...alert, above: false }, quote)],
  [
    'a file with faults',
    (t) =>
      importMessage(t, {
        ...counts,
        problems: (
          [
            'no-name',
            'no-price',
            'bad-price',
            'no-unit',
            'bad-day',
            'low-above-high',
            'average-outside',
          ] as const
        ).map((why, at) => ({ line: at + 2, why })),
      }),
  ],
  [
    'a jump that waits for a person',
    (t) => waitingMessage(t, { id: 1, importId: 1, series, quote, reason: 'jump' }, 1),
  ],
  [
    'a contradiction that waits for a person',
    (t) => waitingMessage(t, { id: 1, importId: 1, series, quote, reason: 'contradiction' }, 4),
  ],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())
