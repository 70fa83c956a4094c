import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { KeyMissing } from '../../lib/key-ring.ts'
import { Refusal } from '../../lib/refusal.ts'
import { type Identity, markOf, openIdentity, partyMarkOf, sealIdentity } from './identity.ts'
import {
  resealParty,
  resealReporter,
  type SealedRow,
  sealedParties,
  sealedReporters,
} from './identity-store.ts'

/** The bot may be serving beside us: a transaction is short. */
const inOneGo = 50

export interface Rotated {
  /** Sealed anew, with the newest key. */
  rotated: number
  /** They were sealed with it already. */
  current: number
}

interface Kind<Row extends SealedRow> {
  next(tx: Tx, after: number, limit: number): Promise<Row[]>
  /** What they find it by who have a chat with us. */
  markFor(row: Row, personId: number): string
  reseal(tx: Tx, id: number, to: { sealed: string; mark: string | undefined }): Promise<void>
}

/**
 * Throws Refusal `identities-key-missing` when it was sealed with a key that is not here, `identities-damaged` when it was changed, or
 * lies where it does not belong.
 */
function open(app: App, row: SealedRow): Identity {
  try {
    return openIdentity(app, row.sealed, row)
  } catch (error) {
    app.log.debug({ err: error }, 'an identity could not be opened')
    if (error instanceof KeyMissing) throw new Refusal('identities-key-missing')
    throw new Refusal('identities-damaged', { number: row.number })
  }
}

/** Takes the next rows after `after`; returns the id of the last one, undefined when there was none. */
async function step<Row extends SealedRow>(
  tx: Tx,
  app: App,
  { next, markFor, reseal }: Kind<Row>,
  after: number,
): Promise<{ last: number | undefined } & Rotated> {
  const rows = await next(tx, after, inOneGo)
  const old = rows.filter(({ sealed }) => !app.identities.isCurrent(sealed))
  for (const row of old) {
    const who = open(app, row)
    const mark = who.personId === undefined ? undefined : markFor(row, who.personId)
    await reseal(tx, row.id, { sealed: sealIdentity(app, who, row), mark })
  }
  return { last: rows.at(-1)?.id, rotated: old.length, current: rows.length - old.length }
}

async function rotate<Row extends SealedRow>(app: App, kind: Kind<Row>, counts: Rotated): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const done = await app.db.transaction((tx) => step(tx, app, kind, from))
    counts.rotated += done.rotated
    counts.current += done.current
    after = done.last
  }
}

/**
 * Seals anew, with the newest key, whoever told a case and whoever is the other side of one, together with the marks that they find
 * it by. Killed half way it goes on where it was, the next time; meanwhile, with both keys, everything is found. Throws
 * Refusal `identities-key-missing` when something was sealed with a key that is not here: then that one is still needed; and
 * `identities-damaged` when something was tampered with.
 */
export async function rotateIdentities(app: App): Promise<Rotated> {
  const counts: Rotated = { rotated: 0, current: 0 }
  await rotate(
    app,
    {
      next: sealedReporters,
      markFor: ({ privacy }, personId) => markOf(app, personId, privacy),
      reseal: resealReporter,
    },
    counts,
  )
  await rotate(
    app,
    {
      next: sealedParties,
      markFor: (_, personId) => partyMarkOf(app, personId),
      reseal: resealParty,
    },
    counts,
  )
  return counts
}
