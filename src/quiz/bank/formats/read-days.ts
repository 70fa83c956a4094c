import { isDay } from '../content.ts'

export interface Days {
  validFrom: string | undefined
  validUntil: string | undefined
}

const pattern = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|(\d\d)(\d\d)|年)?(?:[ T]\d.*)?$/

const lastOf = (year: string, month: string): string =>
  new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)

/** A day as people write it; a month or a year is its first day, or its last one when it is `end`. Undefined when it is none. */
export function readDay(text: string, end = false): string | undefined {
  const [all, year = '', m1, d1, m2, d2] = pattern.exec(text.trim()) ?? []
  if (all === undefined) return undefined
  const month = (m1 ?? m2 ?? (end ? '12' : '01')).padStart(2, '0')
  if (Number(month) < 1 || Number(month) > 12) return undefined
  const given = d1 ?? d2
  const day =
    given === undefined && end ? lastOf(year, month) : `${year}-${month}-${(given ?? '1').padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

const always = /^(长期(有效)?|永久(有效)?|一直有效|不限|无|always|-+)?$/i

/** Where a range may be cut in two: at 至, or at a - that stands between two days. */
function* cuts(text: string): Generator<[string, string]> {
  for (const { 0: sign, index } of text.matchAll(/至|到|~|—+|–|-|\bto\b/g))
    yield [text.slice(0, index), text.slice(index + sign.length)]
}

function readRange(text: string): Days | undefined {
  const [, until] = /^(?:截?至|到|until)?\s*(\S+?)\s*(?:止|前|以前|之前)?$/.exec(text) ?? []
  const [, from] =
    /^(?:自|从|from)?\s*(\S+?)\s*(?:起|开始|以后)(?:施行|实施|执行|生效|有效)?$/.exec(text) ?? []
  const start = from === undefined ? undefined : readDay(from)
  if (start) return { validFrom: start, validUntil: undefined }
  const last = until === undefined ? undefined : readDay(until, true)
  if (last) return { validFrom: undefined, validUntil: last }
  for (const [before, after] of cuts(text.replace(/^(自|从)/, ''))) {
    const days = {
      validFrom: readDay(before.replace(/起$/, '')),
      validUntil: readDay(after.replace(/止$/, ''), true),
    }
    if (days.validFrom && days.validUntil) return days
    if (days.validFrom && /^(?:长期|永久|今)(?:有效)?$/.test(after.trim()))
      return { ...days, validUntil: undefined }
  }
  return undefined
}

/** Longer than any days are. */
const longest = 60

const plain = (text: string) =>
  text
    .slice(0, longest + 1)
    .normalize('NFKC')
    .trim()

/**
 * From which day until which: out of two columns, or out of one (`2026-01-01至2026-12-31`, `2026年底` is not understood, `2026年12月`
 * is). One day alone is the last one. Undefined when somebody meant days and none can be made out.
 */
export function readDays(raw: { validFrom: string; validUntil: string; validity: string }): Days | undefined {
  const [from, until, both] = [plain(raw.validFrom), plain(raw.validUntil), plain(raw.validity)]
  if ([from, until, both].some(({ length }) => length > longest)) return undefined
  if (!always.test(both)) return readRange(both)
  const validFrom = always.test(from) ? undefined : readDay(from)
  const validUntil = always.test(until) ? undefined : readDay(until, true)
  const isMissed = (!always.test(from) && !validFrom) || (!always.test(until) && !validUntil)
  return isMissed ? undefined : { validFrom, validUntil }
}
