import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import type { Meeting } from './meeting.ts'

interface Row {
  id: number
  caseId: number
  at: Date
  place: string
  cancelledAt: Date | null
  reminded: number
}

const known = (app: App, { place, cancelledAt, ...row }: Row): Meeting => ({
  id: row.id,
  caseId: row.caseId,
  at: row.at,
  reminded: row.reminded,
  place: place === '' ? '' : app.sealer.open(place),
  cancelledAt: cancelledAt ?? undefined,
})

/** The next meeting of a case. */
export async function nextMeeting(db: Tx, app: App, caseId: number, now: Date): Promise<Meeting | undefined> {
  const row = await db.caseMeeting.findFirst({
    where: { caseId, cancelledAt: null, at: { gt: now } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return row ? known(app, row) : undefined
}

export async function meetingById(db: Tx, app: App, id: number): Promise<Meeting | undefined> {
  const row = await db.caseMeeting.findUnique({ where: { id } })
  return row ? known(app, row) : undefined
}

export async function isArranged(db: Tx, key: string): Promise<boolean> {
  return (await db.caseMeeting.count({ where: { key } })) > 0
}

export async function insertMeeting(
  tx: Tx,
  app: App,
  {
    place,
    nextAt,
    ...row
  }: { key: string; caseId: number; at: Date; place: string; nextAt: Date | undefined },
): Promise<Meeting> {
  const data = { ...row, place: app.sealer.seal(place), nextAt: nextAt ?? null }
  return known(app, await tx.caseMeeting.create({ data }))
}

/** Another time or place: nobody was reminded of that yet. */
export async function moveMeetingRow(
  tx: Tx,
  app: App,
  id: number,
  to: { at: Date; place: string; nextAt: Date | undefined },
): Promise<Meeting> {
  const data = { at: to.at, place: app.sealer.seal(to.place), nextAt: to.nextAt ?? null, reminded: 0 }
  return known(app, await tx.caseMeeting.update({ where: { id }, data }))
}

export async function cancelMeetingRow(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.caseMeeting.update({ where: { id }, data: { cancelledAt: at, nextAt: null } })
}

/** Of which people are to be reminded by now. */
export async function dueMeetings(db: Tx, now: Date, limit: number): Promise<number[]> {
  const rows = await db.caseMeeting.findMany({
    where: { nextAt: { lte: now } },
    select: { id: true },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(({ id }) => id)
}

/** Notes that it was looked at, as it was when it was read. False: somebody else did, or it was moved meanwhile. */
export async function noteReminded(
  tx: Tx,
  { id, at, reminded }: Meeting,
  to: { reminded: number; nextAt: Date | undefined },
): Promise<boolean> {
  const { count } = await tx.caseMeeting.updateMany({
    where: { id, at, reminded, nextAt: { not: null } },
    data: { reminded: to.reminded, nextAt: to.nextAt ?? null },
  })
  return count === 1
}
