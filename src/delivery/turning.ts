import type { T } from '../lib/i18n.ts'
import type { Page } from '../lib/pages.ts'
import type { Button } from './message.ts'

/** The row below a page of a list: back, what stands `between`, and on. */
export function turning(
  t: T,
  { page, pages }: Page,
  dataOf: (page: number) => string,
  between: readonly Button[] = [],
): Button[] {
  return [
    ...(page > 1 ? [{ text: t('list-before'), data: dataOf(page - 1) }] : []),
    ...between,
    ...(page < pages ? [{ text: t('list-after'), data: dataOf(page + 1) }] : []),
  ]
}
