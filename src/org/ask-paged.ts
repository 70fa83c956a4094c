import type { Option, Talk } from '../bot/talk.ts'
import type { Message } from '../delivery/message.ts'
import type { T } from '../lib/i18n.ts'
import { inRows } from '../lib/rows.ts'

export type Turn = 'page-before' | 'page-after'

interface Page {
  /** From 0. */
  page: number
  /** So many stand on one small screen. */
  perPage: number
  perRow: number
}

/** One page of options, and the way to the pages beside it. */
export function pageRows<Id extends string>(
  t: T,
  options: readonly Option<Id>[],
  { page, perPage, perRow }: Page,
): Option<Id | Turn>[][] {
  const from = page * perPage
  const turning: Option<Turn>[] = [
    ...(page > 0 ? [{ id: 'page-before' as const, label: t('list-before') }] : []),
    ...(from + perPage < options.length ? [{ id: 'page-after' as const, label: t('list-after') }] : []),
  ]
  return [...inRows(options.slice(from, from + perPage), perRow), ...(turning.length > 0 ? [turning] : [])]
}

/** The page that a button leads to; undefined when it turns none. */
export function turnedTo(chosen: string, page: number): number | undefined {
  if (chosen === 'page-before') return page - 1
  return chosen === 'page-after' ? page + 1 : undefined
}

const perPage = 12

/** Asks for one of many, some at a time: a keyboard with more than a hundred buttons is refused by Telegram. */
export async function askPaged<Id extends string>(
  talk: Talk,
  question: Message,
  options: readonly Option<Id>[],
): Promise<Id> {
  for (let page = 0; ; ) {
    const chosen = await talk.choose(question, pageRows(talk.t, options, { page, perPage, perRow: 2 }))
    const found = options.find(({ id }) => id === chosen)
    if (found) return found.id
    page = turnedTo(chosen, page) ?? page
  }
}
