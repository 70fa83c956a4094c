import { readCount as readNumber } from '../../lib/read-number.ts'

const questions = { 题: 1, 道: 1, 道题: 1 }
const seconds = { 秒: 1, 秒钟: 1, s: 1, sec: 1, 分: 60, 分钟: 60, min: 60 }

/** How many questions, as people write it: 8, 8题, 8 道题, 八题. Undefined when it is something else. */
export const readCount = (text: string): number | undefined => readNumber(text, questions)

/** How many seconds: 30, 30秒, 2分钟, 半分钟. Undefined when it is something else. */
export const readSeconds = (text: string): number | undefined => readNumber(text, seconds)
