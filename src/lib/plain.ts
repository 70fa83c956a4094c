/** Throws when `value` would not come back the same from JSON: a Date, a class, a BigInt, a function. */
export function assertPlain(value: unknown): void {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) return
  const isList = Array.isArray(value)
  if (typeof value === 'object' && (isList || Object.getPrototypeOf(value) === Object.prototype)) {
    for (const part of Object.values(value)) assertPlain(part)
    return
  }
  throw new TypeError(`not plain data: ${typeof value}`)
}
