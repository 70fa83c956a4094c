import type { Tx } from '../lib/db.ts'

/** Chosen goods that the groups of a unit hear the prices of. */
export interface Digest {
  id: number
  unitId: number
  authorId: number
  names: string[]
}

const digest = ({
  names,
  ...row
}: {
  id: number
  unitId: number
  authorId: number
  names: string
}): Digest => ({
  ...row,
  names: JSON.parse(names),
})
const columns = { id: true, unitId: true, authorId: true, names: true } as const

export async function digestByKey(db: Tx, key: string): Promise<Digest | undefined> {
  const row = await db.priceDigest.findUnique({ where: { key }, select: columns })
  return row ? digest(row) : undefined
}

export async function digestById(db: Tx, id: number): Promise<Digest | undefined> {
  const row = await db.priceDigest.findUnique({ where: { id }, select: columns })
  return row ? digest(row) : undefined
}

export async function insertDigest(
  tx: Tx,
  { names, ...row }: Omit<Digest, 'id'> & { key: string; createdAt: Date },
): Promise<Digest> {
  return digest(
    await tx.priceDigest.create({ data: { ...row, names: JSON.stringify(names) }, select: columns }),
  )
}

export async function digestsUnder(db: Tx, paths: string[]): Promise<Digest[]> {
  const units = await db.unit.findMany({
    where: { OR: paths.map((path) => ({ path: { startsWith: path } })) },
    select: { id: true },
  })
  const rows = await db.priceDigest.findMany({
    where: { unitId: { in: units.map(({ id }) => id) } },
    select: columns,
    orderBy: { id: 'desc' },
    take: 20,
  })
  return rows.map(digest)
}
