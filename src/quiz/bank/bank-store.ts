import { dialectOf, type Tx } from '../../lib/db.ts'
import { inRows } from '../../lib/rows.ts'
import type { OfPerson } from '../answer-store.ts'
import type { Question, QuestionContent } from '../question.ts'
import { question, questionColumns } from '../question-store.ts'
import { stemKey } from './keys.ts'

/** So many rows in one statement. */
const perStatement = 500

/** A content as it lies in its columns. */
function columnsOf(content: QuestionContent) {
  const { kind, stem, options, right, explanation, source, chapter, tags, media } = content
  return {
    kind,
    stem,
    stemKey: stemKey(stem),
    options: JSON.stringify(options),
    right: JSON.stringify(right),
    explanation,
    source,
    chapter,
    tags: JSON.stringify(tags),
    validFrom: content.validFrom ?? null,
    validUntil: content.validUntil ?? null,
    media: media ? JSON.stringify(media) : null,
  }
}

export interface Change {
  by?: number | undefined
  at: Date
}

/** All questions of a unit's own bank, those that were retired too, in the order they came. */
export async function bankOf(db: Tx, unitId: number): Promise<Question[]> {
  const rows = await db.question.findMany({
    where: { unitId },
    select: questionColumns,
    orderBy: { id: 'asc' },
  })
  return rows.map(question)
}

/** Those of a bank whose stem sounds like this one. */
export async function soundingLike(db: Tx, unitId: number, stem: string): Promise<Question[]> {
  const where = { unitId, stemKey: stemKey(stem) }
  const rows = await db.question.findMany({ where, select: questionColumns })
  return rows.map(question)
}

/** Raw, as a bank of five thousand would hold up everybody else's answers for seconds otherwise. */
export async function insertQuestions(
  tx: Tx,
  unitId: number,
  contents: readonly QuestionContent[],
  { by, at }: Change,
): Promise<void> {
  for (const some of inRows(contents, perStatement)) {
    const list = JSON.stringify(some.map(columnsOf))
    if (dialectOf(tx) === 'postgresql')
      await tx.$executeRaw`
        INSERT INTO "Question" ("unitId", "kind", "stem", "stemKey", "options", "right", "explanation", "source", "chapter",
          "tags", "validFrom", "validUntil", "media", "createdById", "createdAt", "changedAt")
        SELECT ${unitId}::int, "kind"::"QuestionKind", "stem", "stemKey", "options", "right", "explanation", "source", "chapter",
          "tags", "validFrom", "validUntil", "media", ${by ?? null}::int, ${at}::timestamp, ${at}::timestamp
        FROM jsonb_to_recordset(${list}::jsonb) AS r ("kind" text, "stem" text, "stemKey" text, "options" text, "right" text,
          "explanation" text, "source" text, "chapter" text, "tags" text, "validFrom" text, "validUntil" text, "media" text)`
    else
      await tx.$executeRaw`
        INSERT INTO "Question" ("unitId", "kind", "stem", "stemKey", "options", "right", "explanation", "source", "chapter",
          "tags", "validFrom", "validUntil", "media", "createdById", "createdAt", "changedAt")
        SELECT ${unitId}, value ->> 'kind', value ->> 'stem', value ->> 'stemKey', value ->> 'options', value ->> 'right',
          value ->> 'explanation', value ->> 'source', value ->> 'chapter', value ->> 'tags', value ->> 'validFrom',
          value ->> 'validUntil', value ->> 'media', ${by ?? null}, ${at}, ${at}
        FROM json_each(${list}) WHERE true`
  }
}

export interface Rewritten {
  id: number
  content: QuestionContent
  /** The next one when what is asked or right has changed. */
  version: number
}

/** What questions say from now on. */
export async function rewriteQuestions(
  tx: Tx,
  rewritten: readonly Rewritten[],
  { at }: Pick<Change, 'at'>,
): Promise<void> {
  for (const some of inRows(rewritten, perStatement)) {
    const list = JSON.stringify(
      some.map(({ id, version, content }) => ({ id, version, ...columnsOf(content) })),
    )
    if (dialectOf(tx) === 'postgresql')
      await tx.$executeRaw`
        UPDATE "Question" AS q SET "kind" = r."kind"::"QuestionKind", "stem" = r."stem", "stemKey" = r."stemKey",
          "options" = r."options", "right" = r."right", "explanation" = r."explanation", "source" = r."source",
          "chapter" = r."chapter", "tags" = r."tags", "validFrom" = r."validFrom", "validUntil" = r."validUntil",
          "media" = r."media", "version" = r."version", "changedAt" = ${at}::timestamp
        FROM jsonb_to_recordset(${list}::jsonb) AS r ("id" int, "version" int, "kind" text, "stem" text, "stemKey" text,
          "options" text, "right" text, "explanation" text, "source" text, "chapter" text, "tags" text, "validFrom" text,
          "validUntil" text, "media" text)
        WHERE q."id" = r."id"`
    else
      await tx.$executeRaw`
        UPDATE "Question" SET "kind" = value ->> 'kind', "stem" = value ->> 'stem', "stemKey" = value ->> 'stemKey',
          "options" = value ->> 'options', "right" = value ->> 'right', "explanation" = value ->> 'explanation',
          "source" = value ->> 'source', "chapter" = value ->> 'chapter', "tags" = value ->> 'tags',
          "validFrom" = value ->> 'validFrom', "validUntil" = value ->> 'validUntil', "media" = value ->> 'media',
          "version" = value ->> 'version', "changedAt" = ${at}
        FROM json_each(${list}) AS r WHERE "Question"."id" = value ->> 'id'`
  }
}

/** What questions said before they were corrected. */
export async function keepVersions(tx: Tx, before: readonly Question[], { by, at }: Change): Promise<void> {
  for (const some of inRows(before, perStatement)) {
    const data = some.map(({ id, version, unitId: _, retiredAt: __, ...content }) => ({
      questionId: id,
      version,
      content: JSON.stringify(content),
      replacedById: by ?? null,
      replacedAt: at,
    }))
    await tx.questionVersion.createMany({ data })
  }
}

/** False when it is retired already, or back already. */
export async function setRetired(tx: Tx, id: number, retired: boolean, at: Date): Promise<boolean> {
  const { count } = await tx.question.updateMany({
    where: { id, retiredAt: retired ? null : { not: null } },
    data: { retiredAt: retired ? at : null, changedAt: at },
  })
  return count > 0
}

export interface ImportHead {
  unitId: number
  fileName: string
  counts: { new: number; changed: number; unchanged: number; refused: number }
}

export async function insertImport(
  tx: Tx,
  { unitId, fileName, counts }: ImportHead,
  { by, at }: Change,
): Promise<number> {
  const data = { unitId, fileName, importedById: by ?? null, importedAt: at, ...counts }
  const { id } = await tx.questionImport.create({ data, select: { id: true } })
  return id
}

export interface Learner {
  personId: number
  chatId: number
  language: string | undefined
  questionId: number
}

/** Who has answered these questions so far and can be reached in a private chat, once for each question. */
export async function learnersOf(db: Tx, questionIds: readonly number[]): Promise<Learner[]> {
  const pairs: OfPerson[] = []
  for (const ids of inRows(questionIds, perStatement))
    pairs.push(
      ...(await db.quizAnswer.groupBy({
        by: ['questionId', 'personId'],
        where: { questionId: { in: ids } },
        orderBy: [{ personId: 'asc' }, { questionId: 'asc' }],
      })),
    )
  return reachable(db, pairs)
}

/** Those of these who can be reached in a private chat. */
export async function reachable(db: Tx, pairs: readonly OfPerson[]): Promise<Learner[]> {
  const people = await peopleWithChat(db, [...new Set(pairs.map(({ personId }) => personId))])
  return pairs.flatMap(({ personId, questionId }) => {
    const person = people.get(personId)
    return person ? [{ personId, questionId, ...person }] : []
  })
}

async function peopleWithChat(db: Tx, ids: readonly number[]) {
  const people = new Map<number, { chatId: number; language: string | undefined }>()
  for (const some of inRows(ids, perStatement)) {
    const rows = await db.person.findMany({
      where: { id: { in: some }, chat: { is: { state: 'active' } } },
      select: { id: true, chatId: true, language: true },
    })
    for (const { id, chatId, language } of rows)
      if (chatId !== null) people.set(id, { chatId, language: language ?? undefined })
  }
  return people
}
