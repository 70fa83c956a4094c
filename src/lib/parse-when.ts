import { DateTime } from 'luxon'

/** Full-width digits and signs as the ones that we read; spaces and 的 left out. */
function plain(text: string): string {
  return text
    .replaceAll(/[０-９：／－．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s的]+/g, ' ')
    .trim()
}

/** Parts of the day whose hours are counted from noon, as long as they are before this one: 中午1点 is 13:00, 中午11点 is not. */
const fromNoonBefore: Record<string, number> = { 中午: 3, 下午: 12, 晚上: 12, 晚: 12 }

/** 晚上12点, 晚上1点: the night of which day, nobody can say, and a notice that is a day off is worse than a question. */
const isDeepNight = (words: string, spoken: number) =>
  words.startsWith('晚') && (spoken <= 4 || spoken === 12)

function hourOf(words: string, spoken: number): number | undefined {
  if (isDeepNight(words, spoken)) return undefined
  if (words === '凌晨' && spoken === 12) return 0
  return spoken < (fromNoonBefore[words] ?? 0) ? spoken + 12 : spoken
}

/** `8:00`, `8点`, `8点半`, `8点20分`, `晚上7点`, `20:30` → `08:00`; undefined when it is no time of day, or could be of two days. */
export function parseTimeOfDay(text: string): string | undefined {
  const match = /^(凌晨|早上|早|上午|中午|下午|晚上|晚)? ?(\d{1,2})(?:[:点时](\d{1,2}|半)?分?)$/.exec(
    plain(text),
  )
  if (!match) return undefined
  const [, words = '', hours = '', minutes = '0'] = match
  const hour = hourOf(words, Number(hours))
  const minute = minutes === '半' ? 30 : Number(minutes)
  if (hour === undefined || hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const dayWords: Record<string, number> = { 今天: 0, 明天: 1, 后天: 2, 大后天: 3, today: 0, tomorrow: 1 }

function dayOf(text: string, today: DateTime): DateTime | undefined {
  const words = dayWords[text]
  if (words !== undefined) return today.plus({ days: words })
  const match = /^(?:(\d{4})[-/.年] ?)?(\d{1,2})[-/.月] ?(\d{1,2})[日号]?$/.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match
  const date = today.set({ year: Number(year ?? today.year), month: Number(month), day: 1 })
  if (Number(month) > 12 || Number(day) > (date.daysInMonth ?? 0) || Number(day) < 1) return undefined
  const found = date.set({ day: Number(day) })
  // Without a year, a day that is past is next year's.
  return year === undefined && found < today ? found.plus({ years: 1 }) : found
}

/**
 * A moment as people write it: `2026-03-02 08:00`, `3月2日 8点`, `明天8点半`, `8:00` (the next one). Gives local time,
 * `2026-03-02T08:00`, or undefined when it is none. It may lie in the past.
 */
export function parseMoment(text: string, now: Date, timeZone: string): string | undefined {
  const words = plain(text).replace(/^(今天|明天|后天|大后天|.*[日号])(?=\S)/, '$1 ')
  const local = DateTime.fromJSDate(now, { zone: timeZone })
  const alone = parseTimeOfDay(words)
  if (alone !== undefined) {
    const today = `${local.toISODate()}T${alone}`
    return DateTime.fromISO(today, { zone: timeZone }) > local
      ? today
      : `${local.plus({ days: 1 }).toISODate()}T${alone}`
  }
  const [, dayText = '', timeText = ''] = /^(\S+(?:年 ?\S+)?) (.+)$/.exec(words) ?? []
  const day = dayOf(dayText, local.startOf('day'))
  const time = parseTimeOfDay(timeText)
  return day && time ? `${day.toISODate()}T${time}` : undefined
}

/**
 * A day as people write it: `2026-03-02`, `3月2日`, `明天`. Gives 2026-03-02, or undefined when it is none. With its year it may
 * lie in the past.
 */
export function parseDay(text: string, now: Date, timeZone: string): string | undefined {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day')
  return dayOf(plain(text), today)?.toISODate() ?? undefined
}

const weekdays: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }

/** `周一`, `一三五`, `星期二、四`, `周一到周五` → days of the week from Monday, 1; undefined when there is none. */
export function parseWeekdays(text: string): number[] | undefined {
  const words = plain(text).replaceAll(/每|周|星期|礼拜|[,，、和 ]/g, '')
  const range = /^([一二三四五六日天])[到至-]([一二三四五六日天])$/.exec(words)
  if (range) {
    const [from = 0, to = 0] = range.slice(1).map((word) => weekdays[word] ?? 0)
    return from <= to ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : undefined
  }
  if (!/^[一二三四五六日天]+$/.test(words)) return undefined
  return [...new Set([...words].map((word) => weekdays[word] ?? 0))].sort()
}
