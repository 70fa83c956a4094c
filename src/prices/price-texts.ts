import { type Button, type Public, publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { shorten } from '../lib/shorten.ts'
import { momentInWords } from '../schedules/schedule-texts.ts'
import type { ImportReport } from './import-prices.ts'
import type { Change, PriceView } from './look-up-price.ts'
import { alertOff, priceWatch, waitingDrop, waitingTake } from './price-buttons.ts'
import { fenPerJin, type Goods, type PriceAlert, priceOf, type Quote, type Waiting, yuan } from './quote.ts'

/** 土豆（鲁，普通，新发地） */
export function goodsName({ name, grade, origin, market }: Goods): string {
  const more = [origin, grade, market].filter(Boolean).join('，')
  return more ? `${name}（${more}）` : name
}

/** 每斤 1.25 元; what is quoted by another weight is told for one 斤 too. */
export function priceInWords(t: T, { unit }: Goods, quote: Quote): string {
  const quoted = t('price-per', { unit, price: yuan(priceOf(quote)) })
  const jin = unit === '斤' ? undefined : fenPerJin(priceOf(quote), unit)
  return jin ? `${quoted}${t('price-per-jin', { price: yuan(jin.numerator, jin.denominator) })}` : quoted
}

function changeInWords(t: T, { days, fen, day }: Change): string {
  const direction = fen > 0 ? 'up' : fen < 0 ? 'down' : 'same'
  return t(`price-${direction}`, { days, price: yuan(Math.abs(fen)), day: day.slice(5) })
}

function quoteLines(t: T, { series, quote, changes, isStale }: PriceView): string[] {
  const { low, high } = quote
  const range =
    low !== undefined && high !== undefined ? t('price-range', { low: yuan(low), high: yuan(high) }) : ''
  return [
    `<b>${escapeHtml(goodsName(series))}</b> ${quote.day}`,
    `${escapeHtml(priceInWords(t, series, quote))}${range}`,
    ...changes.map((change) => changeInWords(t, change)),
    ...(isStale ? [t('price-stale', { day: quote.day })] : []),
  ]
}

/** In a group it leads to the private chat. */
function watchButton(t: T, seriesId: number, name: string): Button {
  return { text: t('price-watch', { name }), data: priceWatch.data({ series: seriesId }) }
}

/** The answer to /price. */
export function priceMessage(t: T, views: readonly PriceView[]): Public {
  const blocks = views.map((view) => quoteLines(t, view).join('\n'))
  const buttons = views.map(({ series }) => [watchButton(t, series.id, goodsName(series))])
  return publicMessage(blocks.join('\n\n'), { buttons })
}

/** A short name for lists: whose groups hear it, and the first goods. */
export function digestTitle(t: T, unit: string, names: readonly string[]): string {
  return t('digest-of-unit', { unit, names: names.slice(0, 4).join(t('list-comma')) })
}

interface DigestPlan {
  views: readonly PriceView[]
  /** How many of the chosen goods have nothing fresh. */
  old: number
  today: string
  late: { at: Date; timeZone: string } | undefined
}

/** The morning's prices for a group: one line each. */
export function digestMessage(t: T, { views, old, today, late }: DigestPlan): Public {
  const line = ({ series, quote, changes }: PriceView) => {
    const week = changes.find(({ days }) => days === 7)
    const change = week ? ` ${changeInWords(t, week)}` : ''
    const day = quote.day === today ? '' : t('digest-of-day', { day: quote.day.slice(5) })
    return `${escapeHtml(goodsName(series))} ${escapeHtml(priceInWords(t, series, quote))}${day}${change}`
  }
  const lines = [
    `<b>${t('digest-head', { day: today })}</b>`,
    ...(late ? [`<i>${t('notice-late', { at: momentInWords(t, late.at, late.timeZone) })}</i>`] : []),
    ...views.map(line),
    ...(old > 0 ? [t('digest-left-out', { count: old })] : []),
  ]
  const buttons = views.slice(0, 8).map(({ series }) => [watchButton(t, series.id, series.name)])
  return publicMessage(lines.join('\n'), { buttons })
}

export function alertMessage(t: T, { id, series, above, fen }: PriceAlert, quote: Quote): Public {
  const args = {
    name: escapeHtml(goodsName(series)),
    price: escapeHtml(priceInWords(t, series, quote)),
    limit: yuan(fen),
    day: quote.day,
  }
  const off = { text: t('price-alert-off'), data: alertOff.data({ alert: id }) }
  return publicMessage(t(above ? 'price-alert-above' : 'price-alert-below', args), { buttons: [[off]] })
}

/** The lines of a file that were refused, as far as they are shown, and why. */
export function refusedLines(t: T, { problems, refused }: ImportReport): string[] {
  const lines = problems.map(({ line, why }) => t('price-row-line', { line, why: t(`price-row-${why}`) }))
  const more = refused - problems.length
  return more > 0 ? [...lines, t('price-row-more', { count: more })] : lines
}

/** What became of a file, with the lines that were refused. */
export function importMessage(t: T, report: ImportReport): Public {
  const { problems: _, ...counts } = report
  return publicMessage(
    [
      t('price-import-done', { ...counts }),
      ...refusedLines(t, report),
      ...(counts.waiting > 0 ? [t('price-import-waiting', { count: counts.waiting })] : []),
    ].join('\n'),
  )
}

/** Nothing goes by the name, which may be as long as a message. */
export function unknownName(t: T, name: string): string {
  return escapeHtml(t('price-unknown', { name: shorten(name, 60) }))
}

/** One quote that waits for a person, with the two answers. `open` counts all that wait, this one too. */
export function waitingMessage(t: T, { id, series, quote, reason }: Waiting, open: number): Public {
  const args = {
    name: escapeHtml(goodsName(series)),
    day: quote.day,
    price: escapeHtml(priceInWords(t, series, quote)),
    why: t(`price-waiting-${reason}`),
    left: Math.max(0, open - 1),
  }
  const take = { text: t('price-waiting-take'), data: waitingTake.data({ waiting: id }) }
  const drop = { text: t('price-waiting-drop'), data: waitingDrop.data({ waiting: id }) }
  return publicMessage(t('price-waiting-question', args), { buttons: [[take, drop]] })
}
