const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const digit = '[一二两三四五六七八九]'
const inWords = new RegExp(`^(?:(${digit})百)?零?(?:(${digit})?(十))?(${digit})?$`)

/** 十, 二十五, 一百零五, 半; undefined when it is none. */
function spoken(text: string): number | undefined {
  if (text === '半') return 0.5
  const match = inWords.exec(text)
  if (text === '' || !match) return undefined
  const [, hundreds = '零', tens = '一', ten, ones = '零'] = match
  const value = (word: string) => digits[word] ?? 0
  return value(hundreds) * 100 + (ten ? value(tens) * 10 : 0) + value(ones)
}

/**
 * A whole number as people type it, with what is counted behind it or without: `10`, `１０道题`, `十题`, `10 题。`. `counted` are the
 * words that may stand there, and how many each of them makes: { 分钟: 1, 小时: 60 }. Undefined when it is none.
 */
export function readCount(text: string, counted: Readonly<Record<string, number>>): number | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, '')
    .replace(/[。.,!~]+$/, '')
  const words = Object.keys(counted).toSorted((a, b) => b.length - a.length)
  const word = words.find((one) => plain.endsWith(one)) ?? ''
  const number = plain.slice(0, plain.length - word.length)
  const value = /^\d{1,4}$/.test(number) ? Number(number) : spoken(number)
  const count = value === undefined ? undefined : value * (counted[word] ?? 1)
  return Number.isInteger(count) ? count : undefined
}
