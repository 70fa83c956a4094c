/** A page of a list, counted from 1, and how many there are: an empty list has one. */
export interface Page {
  page: number
  pages: number
}

/** The page that was asked for, or the nearest that is there. */
export const pageWithin = (page: number, pages: number): number => Math.min(Math.max(page, 1), pages)

/** How many pages so many things take. */
export const pagesFor = (count: number, perPage: number): number => Math.max(1, Math.ceil(count / perPage))

export function pageFrom<Item>(
  items: readonly Item[],
  page: number,
  perPage: number,
): Page & { shown: Item[] } {
  const pages = pagesFor(items.length, perPage)
  const here = pageWithin(page, pages)
  return { shown: items.slice((here - 1) * perPage, here * perPage), page: here, pages }
}
