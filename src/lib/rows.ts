/** `items` in rows of `perRow`, as the buttons of a keyboard stand; the last row may be shorter. */
export function inRows<Item>(items: readonly Item[], perRow: number): Item[][] {
  const rows = Math.ceil(items.length / perRow)
  return Array.from({ length: rows }, (_, row) => items.slice(row * perRow, (row + 1) * perRow))
}
