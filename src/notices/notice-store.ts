import type { TelegramMedia } from '../delivery/message.ts'
import type { Tx } from '../lib/db.ts'
import type { Role } from '../org/permission.ts'
import type { Issue, Notice, NoticeDraft, NoticeKind } from './notice.ts'

interface NoticeRow {
  id: number
  kind: NoticeKind
  authorId: number
  unitId: number
  groups: boolean
  people: boolean
  role: Role | null
  text: string
  mediaKind: string | null
  fileId: string | null
}

function notice(row: NoticeRow): Notice {
  const { id, kind, authorId, unitId, groups, people, role, text, mediaKind, fileId } = row
  const media = mediaKind && fileId ? { kind: mediaKind as TelegramMedia['kind'], fileId } : undefined
  return { id, kind, authorId, text, media, audience: { unitId, groups, people, role: role ?? undefined } }
}

interface IssueRow extends Omit<Issue, 'recalledAt'> {
  recalledAt: Date | null
}

const issue = ({ recalledAt, ...row }: IssueRow): Issue => ({ ...row, recalledAt: recalledAt ?? undefined })

/** The notice that came of the update, when there is one already. */
export async function noticeByKey(db: Tx, key: string): Promise<Notice | undefined> {
  const row = await db.notice.findUnique({ where: { key } })
  return row ? notice(row) : undefined
}

export async function noticeById(db: Tx, id: number): Promise<Notice | undefined> {
  const row = await db.notice.findUnique({ where: { id } })
  return row ? notice(row) : undefined
}

export async function insertNotice(
  tx: Tx,
  { kind, audience, text, media }: NoticeDraft,
  { key, authorId, now }: { key: string; authorId: number; now: Date },
): Promise<Notice> {
  const { unitId, groups, people, role = null } = audience
  const file = { mediaKind: media?.kind ?? null, fileId: media?.fileId ?? null }
  const row = await tx.notice.create({
    data: { key, kind, authorId, unitId, groups, people, role, text, ...file, createdAt: now },
  })
  return notice(row)
}

export async function insertIssue(
  tx: Tx,
  row: Pick<Issue, 'noticeId' | 'at' | 'late' | 'groups' | 'people' | 'startsAt'>,
): Promise<Issue> {
  return issue(await tx.noticeIssue.create({ data: { ...row, state: 'running' } }))
}

export async function issueById(db: Tx, id: number): Promise<Issue | undefined> {
  const row = await db.noticeIssue.findUnique({ where: { id } })
  return row ? issue(row) : undefined
}

export async function lastIssueOf(db: Tx, noticeId: number): Promise<Issue | undefined> {
  const row = await db.noticeIssue.findFirst({ where: { noticeId }, orderBy: { id: 'desc' } })
  return row ? issue(row) : undefined
}

/** Those whose author has not yet been told the end. */
export async function unfinishedIssues(db: Tx): Promise<{ issue: Issue; notice: Notice }[]> {
  const rows = await db.noticeIssue.findMany({
    where: { state: { not: 'done' } },
    include: { notice: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ notice: of, ...row }) => ({ issue: issue(row), notice: notice(of) }))
}

export async function changeIssue(
  tx: Tx,
  id: number,
  change: Partial<Pick<Issue, 'state' | 'told' | 'recalledAt'>>,
): Promise<void> {
  const { recalledAt, ...others } = change
  await tx.noticeIssue.update({ where: { id }, data: { ...others, ...(recalledAt && { recalledAt }) } })
}

/** The newest notices of the units under `paths`. */
export async function noticesUnder(db: Tx, paths: string[], limit: number): Promise<Notice[]> {
  const units = await db.unit.findMany({
    where: { OR: paths.map((path) => ({ path: { startsWith: path } })) },
    select: { id: true },
  })
  const rows = await db.notice.findMany({
    where: { unitId: { in: units.map(({ id }) => id) } },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(notice)
}
