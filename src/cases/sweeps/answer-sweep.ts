import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { may } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { unitById } from '../../org/unit-store.ts'
import { type Asked, overAt, pressed, type Round, type Sweep, type SweepWord } from './sweep.ts'
import { askedById, askedIn, noteWordOf, roundById, sweepById } from './sweep-store.ts'
import { tellAuthor } from './tell-sweep.ts'

/** What became of an answer, and all that the same person is asked in that round. */
export interface AnsweredSweep {
  sweep: Sweep
  round: Round
  rows: Asked[]
  isDeputy: boolean
  unitId: number
  became: 'noted' | 'same' | 'kept'
  /** The time was over; it counts all the same. */
  late: boolean
}

/** Only who was asked, and still looks after that unit, may say anything of it. Throws Refusal `sweep-unknown` for all others. */
async function askedFor(tx: Tx, by: Actor, askedId: number): Promise<Asked> {
  const row = await askedById(tx, askedId)
  const unit = row && (await unitById(tx, row.unitId))
  const isAsked = row && (row.officerId === by.personId || row.deputyId === by.personId)
  if (!unit || !isAsked || !(await may(tx, by.personId, 'file-for-others', unit)))
    throw new Refusal('sweep-unknown')
  return row
}

/** "Nothing" or "something", by one tap. Within a minute the other word can be said instead; said twice it is said once. */
export async function answerSweep(
  app: App,
  by: Actor,
  askedId: number,
  word: SweepWord,
): Promise<AnsweredSweep> {
  return app.db.transaction(async (tx) => {
    const row = await askedFor(tx, by, askedId)
    const round = await roundById(tx, row.roundId)
    const sweep = round && (await sweepById(tx, round.sweepId))
    if (!sweep) throw new Refusal('sweep-unknown')
    const now = app.clock.now()
    const became = pressed(row, word, by.personId, now)
    if (became === 'noted') {
      await noteWordOf(tx, row.id, { word, answeredById: by.personId, answeredAt: now })
      await tellAuthor(tx, app, sweep, round, { isFirst: false })
    }
    const isDeputy = row.officerId !== by.personId
    const isTheirs = ({ officerId, deputyId }: Asked) => (isDeputy ? deputyId : officerId) === by.personId
    const rows = (await askedIn(tx, round.id)).filter(isTheirs)
    return { sweep, round, rows, isDeputy, unitId: row.unitId, became, late: now > overAt(round) }
  })
}
