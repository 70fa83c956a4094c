import type { Tx } from '../lib/db.ts'
import type { PriceAlert } from './quote.ts'

/** One alert for each person, series and direction: a new one takes the place of the old. */
export async function saveAlert(
  tx: Tx,
  id: { personId: number; seriesId: number; above: boolean },
  fen: number,
  createdAt: Date,
): Promise<void> {
  const values = { fen, createdAt, lastToldDay: null, toldOn: null, endedAt: null }
  await tx.priceAlert.upsert({
    where: { personId_seriesId_above: id },
    create: { ...id, ...values },
    update: values,
  })
}

export async function activeAlerts(db: Tx): Promise<PriceAlert[]> {
  const rows = await db.priceAlert.findMany({
    where: { endedAt: null },
    include: { series: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ lastToldDay, ...row }) => ({ ...row, lastToldDay: lastToldDay ?? undefined }))
}

/**
 * Notes that the quote of `day` is told today. False when it was told already, or they were told of another today: then this
 * one is passed over, so that tomorrow's message is free for tomorrow's price.
 */
export async function noteTold(
  tx: Tx,
  id: number,
  { day, today }: { day: string; today: string },
): Promise<boolean> {
  const isNew = await tx.priceAlert.updateMany({
    where: { id, endedAt: null, OR: [{ lastToldDay: null }, { lastToldDay: { lt: day } }] },
    data: { lastToldDay: day },
  })
  if (isNew.count === 0) return false
  const isFirst = await tx.priceAlert.updateMany({
    where: { id, OR: [{ toldOn: null }, { toldOn: { lt: today } }] },
    data: { toldOn: today },
  })
  return isFirst.count === 1
}

/** Only their own; false when there is none. */
export async function endAlert(tx: Tx, id: number, personId: number, endedAt: Date): Promise<boolean> {
  const { count } = await tx.priceAlert.updateMany({
    where: { id, personId, endedAt: null },
    data: { endedAt },
  })
  return count === 1
}
