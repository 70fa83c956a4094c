import { Prisma, type Tx } from '../../lib/db.ts'
import type { UnitKind } from '../../org/unit.ts'
import type { CaseState, Outcome } from '../case.ts'
import type { EventActor } from '../case-event.ts'

/** Cases that happened in the unit of this path or beneath, and were filed within this time. */
export interface ReportScope {
  path: string
  from: Date
  to: Date
}

/** As much of a case as a report needs: nothing that was told, and nobody's name. */
export interface CaseRow {
  id: number
  number: string
  kind: string
  unitId: number
  /** The kind of the unit that has it now. */
  level: UnitKind
  state: CaseState
  outcome: Outcome | undefined
  score: number | undefined
  disputes: number
  reopened: number
  filedAt: Date
  dueAt: Date | undefined
  answeredAt: Date | undefined
  closedAt: Date | undefined
  /** By when the first word was due. */
  wordDueAt: Date | undefined
  /** Who said last that it is settled; of a closed one alone. */
  confirmedBy: EventActor | undefined
}

type Nullable<Type> = {
  [Key in keyof Type]: undefined extends Type[Key] ? NonNullable<Type[Key]> | null : Type[Key]
}

const within = ({ path, from, to }: ReportScope) =>
  Prisma.sql`u."path" LIKE ${`${path}%`} AND c."filedAt" >= ${from} AND c."filedAt" < ${to}`

/** The cases of a report, oldest first: one statement, narrow rows. */
export async function caseRows(db: Tx, scope: ReportScope): Promise<CaseRow[]> {
  const rows = await db.$queryRaw<Nullable<CaseRow>[]>`
    SELECT c."id", c."number", c."kind", c."unitId", h."kind" AS "level", c."state", c."outcome", c."score",
      c."disputes", c."reopened", c."filedAt", c."dueAt", c."answeredAt", c."closedAt", w."dueAt" AS "wordDueAt",
      CASE WHEN c."state" = 'closed' THEN (SELECT e."actor" FROM "CaseEvent" e
        WHERE e."caseId" = c."id" AND e."what" = 'confirm' ORDER BY e."seq" DESC LIMIT 1) END AS "confirmedBy"
    FROM "Case" c
    JOIN "Unit" u ON u."id" = c."unitId"
    JOIN "Unit" h ON h."id" = c."handlingUnitId"
    LEFT JOIN "CaseClock" w ON w."caseId" = c."id" AND w."purpose" = 'word'
    WHERE ${within(scope)}
    ORDER BY c."filedAt", c."id", w."id"`
  const unique = new Map<number, Nullable<CaseRow>>()
  for (const row of rows) if (!unique.has(row.id)) unique.set(row.id, row)
  return [...unique.values()].map((row) => ({
    ...row,
    outcome: row.outcome ?? undefined,
    score: row.score ?? undefined,
    dueAt: row.dueAt ?? undefined,
    answeredAt: row.answeredAt ?? undefined,
    closedAt: row.closedAt ?? undefined,
    wordDueAt: row.wordDueAt ?? undefined,
    confirmedBy: row.confirmedBy ?? undefined,
  }))
}

/** A term for handling was over before the case was handled; from when it stands no time passes. */
const ranOver = (now: Date) => Prisma.sql`k."dueAt" < COALESCE(k."pausedAt", k."stoppedAt", ${now})`

/** It stood because the case went along with another: that one's term says how it went. */
const wentAlong = Prisma.sql`c."joinedToId" IS NOT NULL AND k."pausedAt" IS NOT NULL`

/** The case was handled while it ran. */
const wasHandled = Prisma.sql`EXISTS (SELECT 1 FROM "CaseEvent" e WHERE e."caseId" = k."caseId"
  AND e."what" = 'handle' AND e."at" >= k."startedAt" AND e."at" <= k."stoppedAt")`

/** What became of so many terms for handling. */
export interface Verdict {
  /** The kind of the unit that had the case then. */
  level: UnitKind
  isInTime: boolean
  count: number
}

/**
 * The terms for handling that came to something: handled before they were over, or over before it was handled. Those that run,
 * stand, or were ended by a passing on or a withdrawal are not there, nor those of the cases in `leftOut`; nor those of what was
 * handled together with another.
 */
export async function verdicts(
  db: Tx,
  scope: ReportScope,
  leftOut: ReadonlySet<number>,
  now: Date,
): Promise<Verdict[]> {
  const ids = leftOut.size > 0 ? [...leftOut] : [0]
  const rows = await db.$queryRaw<{ level: UnitKind; verdict: number | bigint; count: number | bigint }[]>`
    SELECT v."level", v."verdict", COUNT(*) AS "count" FROM (
      SELECT k."level", CASE WHEN ${ranOver(now)} THEN 0 WHEN ${wentAlong} THEN 2 WHEN ${wasHandled} THEN 1 ELSE 2 END AS "verdict"
      FROM "CaseClock" k
      JOIN "Case" c ON c."id" = k."caseId"
      JOIN "Unit" u ON u."id" = c."unitId"
      WHERE k."purpose" = 'handle' AND ${within(scope)} AND c."id" NOT IN (${Prisma.join(ids)})
    ) v WHERE v."verdict" < 2 GROUP BY v."level", v."verdict"`
  return rows.map(({ level, verdict, count }) => ({
    level,
    isInTime: Number(verdict) === 1,
    count: Number(count),
  }))
}

/** The ids of cases of which a term for handling was over before they were handled. */
export async function overdueIds(db: Tx, scope: ReportScope, now: Date): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ caseId: number }[]>`
    SELECT DISTINCT k."caseId" FROM "CaseClock" k
    JOIN "Case" c ON c."id" = k."caseId"
    JOIN "Unit" u ON u."id" = c."unitId"
    WHERE k."purpose" = 'handle' AND ${within(scope)} AND ${ranOver(now)}`
  return new Set(rows.map(({ caseId }) => caseId))
}

/** Of those cases the ids of the few that not everybody who leads there sees: about an official, told by one of `marks`, or against one. */
export async function guardedIds(
  db: Tx,
  { path, from, to }: ReportScope,
  marks: readonly string[],
): Promise<number[]> {
  const rows = await db.case.findMany({
    where: {
      unit: { path: { startsWith: path } },
      filedAt: { gte: from, lt: to },
      OR: [
        { aboutId: { not: null } },
        { reporterMark: { in: [...marks] } },
        { parties: { some: { mark: { in: [...marks] } } } },
      ],
    },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
