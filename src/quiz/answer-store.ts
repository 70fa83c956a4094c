import { dialectOf, Prisma, type Tx } from '../lib/db.ts'
import type { Memory } from './memory.ts'

export const answerWays = ['evening', 'practice', 'exam'] as const
export type AnswerWay = (typeof answerWays)[number]

/** What somebody answered, wherever it was asked. */
export interface Answer {
  /** Unique: `evening:5:2:17`, so that nothing is noted twice. */
  key: string
  personId: number
  questionId: number
  version: number
  chosen: readonly number[]
  isRight: boolean
  way: AnswerWay
  at: Date
}

/** A moment as Prisma writes it on SQLite, where it is text. */
const writtenAs = (at: Date) => at.toISOString().replace('Z', '+00:00')

/** Notes the answers whose keys are not known yet, in one statement; returns those keys. */
export async function insertAnswers(tx: Tx, answers: readonly Answer[]): Promise<Set<string>> {
  const list = JSON.stringify(
    answers.map(({ chosen, at, ...row }) => ({ ...row, chosen: JSON.stringify(chosen), at: writtenAs(at) })),
  )
  const rows =
    dialectOf(tx) === 'postgresql'
      ? await tx.$queryRaw<{ key: string }[]>`
          INSERT INTO "QuizAnswer" ("key", "personId", "questionId", "version", "chosen", "isRight", "way", "at")
          SELECT "key", "personId", "questionId", "version", "chosen", "isRight", "way"::"AnswerWay", "at"::timestamptz AT TIME ZONE 'UTC'
          FROM jsonb_to_recordset(${list}::jsonb) AS r ("key" text, "personId" int, "questionId" int, "version" int,
            "chosen" text, "isRight" boolean, "way" text, "at" text)
          ON CONFLICT DO NOTHING RETURNING "key"`
      : await tx.$queryRaw<{ key: string }[]>`
          INSERT INTO "QuizAnswer" ("key", "personId", "questionId", "version", "chosen", "isRight", "way", "at")
          SELECT value ->> 'key', value ->> 'personId', value ->> 'questionId', value ->> 'version', value ->> 'chosen',
            value ->> 'isRight', value ->> 'way', value ->> 'at'
          FROM json_each(${list}) WHERE true ON CONFLICT DO NOTHING RETURNING "key"`
  return new Set(rows.map(({ key }) => key))
}

const memoryColumns = {
  version: true,
  isRight: true,
  timesWrong: true,
  rightInARow: true,
  isMistake: true,
  dueAt: true,
  stability: true,
  difficulty: true,
  scheduledDays: true,
  learningSteps: true,
  reps: true,
  lapses: true,
  cardState: true,
  reviewedAt: true,
} as const

const written = ['personId', 'questionId', ...Object.keys(memoryColumns)]

export interface OfPerson {
  personId: number
  questionId: number
}

const nameOf = ({ personId, questionId }: OfPerson) => `${personId}:${questionId}`

/** What these people remember of these questions, under `person:question`. */
export async function memoriesOf(tx: Tx, of: readonly OfPerson[]): Promise<Map<string, Memory>> {
  const rows = await tx.quizMemory.findMany({
    where: {
      personId: { in: [...new Set(of.map(({ personId }) => personId))] },
      questionId: { in: [...new Set(of.map(({ questionId }) => questionId))] },
    },
    select: { ...memoryColumns, personId: true, questionId: true },
  })
  return new Map(
    rows.map(({ personId, questionId, ...memory }) => [nameOf({ personId, questionId }), memory]),
  )
}

/** Each in the place of what was remembered before, in one statement: at the results of an evening they come by the thousands. */
export async function saveMemories(tx: Tx, memories: readonly (OfPerson & Memory)[]): Promise<void> {
  const list = JSON.stringify(
    memories.map(({ dueAt, reviewedAt, ...row }) => ({
      ...row,
      dueAt: writtenAs(dueAt),
      reviewedAt: writtenAs(reviewedAt),
    })),
  )
  const columns = Prisma.raw(written.map((name) => `"${name}"`).join(', '))
  const values = Prisma.raw(written.map((name) => `value ->> '${name}'`).join(', '))
  const said = Prisma.raw(
    written
      .map((name) => (name.endsWith('At') ? `"${name}"::timestamptz AT TIME ZONE 'UTC'` : `"${name}"`))
      .join(', '),
  )
  const taken = Prisma.raw(written.map((name) => `"${name}" = excluded."${name}"`).join(', '))
  const rows =
    dialectOf(tx) === 'postgresql'
      ? Prisma.sql`SELECT ${said} FROM jsonb_to_recordset(${list}::jsonb) AS r ("personId" int, "questionId" int, "version" int,
          "isRight" boolean, "timesWrong" int, "rightInARow" int, "isMistake" boolean, "dueAt" text, "stability" float,
          "difficulty" float, "scheduledDays" int, "learningSteps" int, "reps" int, "lapses" int, "cardState" int, "reviewedAt" text)`
      : Prisma.sql`SELECT ${values} FROM json_each(${list}) WHERE true`
  await tx.$executeRaw`INSERT INTO "QuizMemory" (${columns}) ${rows}
    ON CONFLICT ("personId", "questionId") DO UPDATE SET ${taken}`
}
