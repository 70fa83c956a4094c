import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { App } from '../app.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { projectRoot } from '../lib/root.ts'
import type { Unit } from '../org/unit.ts'
import { importQuestions, readQuestions } from '../quiz/bank/import-questions.ts'
import { hostedGroups } from '../quiz/evening/hosted-groups.ts'
import { planEvening } from '../quiz/evening/plan-evening.ts'
import { everything } from '../quiz/question-set.ts'
import { town } from './reference-town.ts'

const { cast, quiz } = town

async function seedBank(app: App, unitId: number): Promise<void> {
  const file = { fileName: basename(quiz.bank), bytes: await readFile(join(projectRoot, quiz.bank)) }
  const read = await readQuestions(file)
  await importQuestions(app, 'cli', unitId, { fileName: file.fileName, read })
}

/** Of the days that every month has, one that was just now: who moves the clock on for some days does not run into the next. */
function dayJustGone(app: App): number {
  const yesterday = dayPlus(localDate(app.clock.now(), app.config.townTimezone), -1)
  return Math.min(28, Number(yesterday.slice(-2)))
}

/** Questions of the town, and a quiz that a Party branch holds every month: its host can hold it at once with one button. */
export async function seedQuiz(
  app: App,
  personNamed: (name: string) => number,
  unitAt: (path: string) => Promise<Unit>,
): Promise<void> {
  await seedBank(app, (await unitAt('')).id)
  const host = { personId: personNamed(cast.host) }
  const [group] = await hostedGroups(app.db, host)
  if (!group) throw new Error(`${cast.host} has no group to hold a quiz in`)
  const { count, secondsEach, at } = quiz
  const plan = { chatId: group.chatId, set: everything, count, secondsEach, isRanked: false }
  const rule = { every: 'month', day: dayJustGone(app), at, shortMonth: 'last-day' } as const
  await planEvening(app, host, plan, { now: false, rule }, 'demo:quiz')
}
