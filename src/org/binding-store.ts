import type { Tx } from '../lib/db.ts'

interface Binding {
  chatId: number
  unitId: number
  title: string
}

export async function bindingOf(db: Tx, chatId: number): Promise<Binding | undefined> {
  const row = await db.groupBinding.findUnique({
    where: { chatId },
    select: { unitId: true, chat: { select: { title: true } } },
  })
  return row ? { chatId, unitId: row.unitId, title: row.chat.title } : undefined
}

/** Bound to the unit from now on, whatever it was bound to before. */
export async function saveBinding(
  tx: Tx,
  chatId: number,
  binding: { unitId: number; boundById: number; boundAt: Date },
): Promise<void> {
  await tx.groupBinding.upsert({ where: { chatId }, create: { chatId, ...binding }, update: binding })
}

export async function deleteBinding(tx: Tx, chatId: number): Promise<void> {
  await tx.groupBinding.deleteMany({ where: { chatId } })
}
