import { type Db, dialectOf, type Tx } from './db.ts'

/** A row of the lease table: who leads, and for the how-manieth time somebody took over. */
export interface LeaseRow {
  holder: string
  epoch: number
  expiresAt: Date
}

/** A holder that let go by itself; anybody may take over at once. */
export const nobody = ''

/** The lease as it stands, or null when nobody ever held it. */
export async function readLease(db: Db | Tx, name: string): Promise<LeaseRow | null> {
  return db.lease.findUnique({ where: { name }, select: { holder: true, epoch: true, expiresAt: true } })
}

/** Makes the row of a lease that nobody ever held. Harmless when another process is faster. */
export async function ensureLease(db: Db, name: string, now: Date): Promise<void> {
  await db.$executeRaw`INSERT INTO "Lease" ("name", "holder", "epoch", "expiresAt")
    VALUES (${name}, ${nobody}, 0, ${now}) ON CONFLICT DO NOTHING`
}

/** Takes the lease over from the holder of `epoch`. False when somebody else was faster. */
export async function takeOver(db: Db, name: string, epoch: number, to: LeaseRow): Promise<boolean> {
  const { count } = await db.lease.updateMany({ where: { name, epoch }, data: to })
  return count === 1
}

/** Says that the holder of `epoch` is alive. False when it was taken over. */
export async function prolong(db: Db, name: string, epoch: number, expiresAt: Date): Promise<boolean> {
  const { count } = await db.lease.updateMany({ where: { name, epoch }, data: { expiresAt } })
  return count === 1
}

/** Lets go, so that another takes over at once. Does nothing when it was taken over already. */
export async function letGo(db: Db, name: string, epoch: number, now: Date): Promise<void> {
  await db.lease.updateMany({ where: { name, epoch }, data: { holder: nobody, expiresAt: now } })
}

/** Whether `epoch` still leads. On PostgreSQL nobody can take over until `tx` has ended. */
export async function leads(tx: Tx, name: string, epoch: number): Promise<boolean> {
  const rows =
    dialectOf(tx) === 'postgresql'
      ? await tx.$queryRaw<
          unknown[]
        >`SELECT 1 FROM "Lease" WHERE "name" = ${name} AND "epoch" = ${epoch} FOR SHARE`
      : await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Lease" WHERE "name" = ${name} AND "epoch" = ${epoch}`
  return rows.length === 1
}
