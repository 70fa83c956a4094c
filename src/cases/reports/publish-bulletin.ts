import type { App } from '../../app.ts'
import { batchReport } from '../../delivery/batch.ts'
import { enqueueMany } from '../../delivery/enqueue.ts'
import type { GroupChat } from '../../delivery/message.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { groupsFor } from '../../org/audience.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import type { Unit } from '../../org/unit.ts'
import { childrenOf } from '../../org/unit-store.ts'
import { bulletinRows, type KeptBulletin, keepBulletin, keptBulletin } from './bulletin-store.ts'
import { type BulletinLines, type Counted, linesOf, sumOfLines } from './case-bulletin.ts'
import { bulletinMessage } from './case-bulletin-texts.ts'
import { type Period, readPeriod } from './report-period.ts'
import { overdueIds } from './report-store.ts'

/** Which bulletin: of a town or a village, for a month that is over. */
interface BulletinAsked {
  unitId: number
  /** 2026-02 */
  month: string
}

interface BulletinPreview extends KeptBulletin {
  unit: Unit
  period: Period
  /** The groups that will hear it: those that have not heard it yet. */
  groups: readonly GroupChat[]
  /** Those that have. */
  heard: number
  /** What was shown: it is not sent when the numbers are others by then. */
  seal: string
}

const isPublishing: Record<Unit['kind'], boolean> = { town: true, village: true, group: false, branch: false }

/** Whether the unit has bulletins at all: in a group or a branch everybody knows who could have told it. */
export const hasBulletins = ({ kind }: Pick<Unit, 'kind'>): boolean => isPublishing[kind]

async function mayPublish(
  db: Tx,
  app: App,
  by: Actor,
  { unitId, month }: BulletinAsked,
): Promise<{ unit: Unit; period: Period }> {
  const unit = await mustBeAllowed(db, by, 'send-notice', unitId)
  if (!hasBulletins(unit)) throw new Refusal('case-bulletin-unit')
  const period = readPeriod(month, app.config.townTimezone)
  if (period?.unit !== 'month') throw new Refusal('case-bulletin-month')
  if (period.to > app.clock.now()) throw new Refusal('case-bulletin-not-over')
  return { unit, period }
}

/** What of a month happened in the town or the village, as it stands now; `isOf` tells by a path whether it counts. */
async function countedNow(
  db: Tx,
  app: App,
  unit: Unit,
  period: Period,
  isOf: (path: string) => boolean,
): Promise<Counted[]> {
  const scope = { path: unit.path, from: period.from, to: period.to }
  const late = await overdueIds(db, scope, app.clock.now())
  const rows = await bulletinRows(db, scope)
  return rows
    .filter(({ path }) => isOf(path))
    .map(({ id, kind, state }) => {
      const isClosed = state === 'closed'
      return { kind, isClosed, isInTime: isClosed && !late.has(id) }
    })
}

/** One bulletin that is not kept yet. */
interface Fresh {
  unitId: number
  lines: BulletinLines
}

interface Drawn {
  bulletin: KeptBulletin
  /** What is to be kept when it is published: its own, and what it is put together from. */
  fresh: Fresh[]
}

/** As it was said before, or as it would be said now. */
async function draw(db: Tx, app: App, unit: Unit, period: Period): Promise<Drawn> {
  const kept = await keptBulletin(db, unit.id, period.name)
  if (kept) return { bulletin: kept, fresh: [] }
  const { lines, fresh } =
    unit.kind === 'town'
      ? await drawTown(db, app, unit, period)
      : { lines: linesOf(await countedNow(db, app, unit, period, () => true)), fresh: [] }
  return {
    bulletin: { lines, publishedAt: app.clock.now() },
    fresh: [...fresh, { unitId: unit.id, lines }],
  }
}

/** The town's is put together from those of its villages, said or not, and from what happened in none of them. */
async function drawTown(
  db: Tx,
  app: App,
  town: Unit,
  period: Period,
): Promise<{ lines: BulletinLines; fresh: Fresh[] }> {
  const villages = (await childrenOf(db, town.id)).filter(({ kind }) => kind === 'village')
  const drawn: Drawn[] = []
  for (const village of villages) drawn.push(await draw(db, app, village, period))
  const isInNone = (path: string) => !villages.some((village) => path.startsWith(village.path))
  const own = linesOf(await countedNow(db, app, town, period, isInNone))
  const parts = drawn.map(({ bulletin }) => bulletin.lines)
  return { lines: sumOfLines([...parts, own]), fresh: drawn.flatMap(({ fresh }) => fresh) }
}

const batchOf = ({ unitId, month }: BulletinAsked) => `case-bulletin:${unitId}:${month}`

async function look(db: Tx, app: App, by: Actor, asked: BulletinAsked): Promise<BulletinPreview & Drawn> {
  const { unit, period } = await mayPublish(db, app, by, asked)
  const drawn = await draw(db, app, unit, period)
  const heard = new Set((await batchReport(db, batchOf(asked))).map(({ chatId }) => chatId))
  const all = await groupsFor(db, { unitId: unit.id, groups: true, people: false })
  return {
    ...drawn,
    ...drawn.bulletin,
    unit,
    period,
    groups: all.filter(({ chatId }) => !heard.has(chatId)),
    heard: all.filter(({ chatId }) => heard.has(chatId)).length,
    seal: app.sealer.mac(JSON.stringify([batchOf(asked), drawn.bulletin.lines])).slice(0, 8),
  }
}

/**
 * A month's bulletin as its readers will see it, for whoever may send notices there. Throws Refusal `unit-unknown` for all
 * others, `case-bulletin-unit` for a group or a branch, `case-bulletin-not-over` for a month that is not over.
 */
export async function previewBulletin(
  db: Tx,
  app: App,
  by: Actor,
  asked: BulletinAsked,
): Promise<BulletinPreview> {
  return look(db, app, by, asked)
}

/**
 * The groups under the unit hear how many cases there were, in bands of five. What a month's bulletin says is kept when it is
 * first said, and does not change any more; said again, it reaches the groups that have not heard it. Throws as
 * `previewBulletin`, and Refusal `case-bulletin-changed` when it is not what `seal` was shown for.
 */
export async function publishBulletin(
  app: App,
  by: Actor,
  asked: BulletinAsked,
  seal: string,
): Promise<BulletinPreview> {
  return app.db.transaction(async (tx) => {
    const preview = await look(tx, app, by, asked)
    if (preview.seal !== seal) throw new Refusal('case-bulletin-changed')
    const { unit, period, groups, bulletin, fresh } = preview
    const { publishedAt } = bulletin
    for (const one of fresh) await keepBulletin(tx, { ...one, month: period.name, publishedAt })
    const batch = batchOf(asked)
    const day = { publishedAt, timeZone: app.config.townTimezone }
    const message = bulletinMessage(app.texts.in(null), { unit, period, lines: bulletin.lines, ...day })
    const what = { contentKey: batch, batch, lane: 'bulk', quiet: true, whenInDoubt: 'repeat' } as const
    const recipients = groups.map((chat) => ({ key: `${batch}:chat:${chat.chatId}`, chat }))
    if (recipients.length > 0)
      await enqueueMany(tx, app, { ...what, operation: { do: 'send', message } }, recipients)
    return preview
  })
}
