const secondsIn = new Map([
  ['', 1],
  ['秒', 1],
  ['秒钟', 1],
  ['s', 1],
  ['sec', 1],
  ['分', 60],
  ['分钟', 60],
  ['min', 60],
])
const countUnits = ['', '题', '道', '道题']

/** A whole number and the word after it: 30 秒, 3 min. Full-width digits are taken, too. */
function numberAndUnit(text: string): { n: number; unit: string } | undefined {
  const [, digits, unit = ''] =
    /^(\d{1,4})\s*(\p{L}*)$/u.exec(text.normalize('NFKC').trim().toLowerCase()) ?? []
  return digits === undefined ? undefined : { n: Number(digits), unit }
}

/** How many questions, as people write it: 8, 8题, 8 道题. Undefined when it is something else. */
export function readCount(text: string): number | undefined {
  const read = numberAndUnit(text)
  return read && countUnits.includes(read.unit) ? read.n : undefined
}

/** How many seconds: 30, 30秒, 2分钟. Undefined when it is something else. */
export function readSeconds(text: string): number | undefined {
  const read = numberAndUnit(text)
  const each = read && secondsIn.get(read.unit)
  return read && each && read.n * each
}
