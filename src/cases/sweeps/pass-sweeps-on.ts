import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { unitById } from '../../org/unit-store.ts'
import { type Asked, missingUnits, overAt, type Round, type Sweep } from './sweep.ts'
import { standInFor } from './sweep-people.ts'
import { askedIn, passTo, type Reachable, roundById, roundsToPassOn, sweepById } from './sweep-store.ts'
import { sendQuestion } from './tell-sweep.ts'

type PassedOn = {
  /** Others were asked. */
  passed: number
  /** There is nobody else to ask. */
  nobody: number
  /** It was no longer needed: another officer had answered, or the time was over. */
  dropped: number
}

interface Open {
  sweep: Sweep
  round: Round
  /** Whoever is asked in the place of an officer, with what they are asked about. */
  askings: Map<number, { person: Reachable; rows: Asked[] }>
}

/** Finds out who is asked instead, and notes it. */
async function passOne(tx: Tx, app: App, { askings }: Open, row: Asked): Promise<'passed' | 'nobody'> {
  const unit = await unitById(tx, row.unitId)
  const person = unit && (await standInFor(tx, app, row.officerId, unit))
  await passTo(tx, row.id, person?.personId)
  if (!person) return 'nobody'
  const { rows } = askings.get(person.personId) ?? { rows: [] }
  askings.set(person.personId, { person, rows: [...rows, row] })
  return 'passed'
}

async function passRoundOn(tx: Tx, app: App, roundId: number): Promise<PassedOn> {
  const counts: PassedOn = { passed: 0, nobody: 0, dropped: 0 }
  const round = await roundById(tx, roundId)
  const sweep = round && (await sweepById(tx, round.sweepId))
  if (!sweep) throw new Error(`there is no round ${roundId}`)
  const now = app.clock.now()
  const asked = await askedIn(tx, roundId)
  const missing = missingUnits(asked)
  const open: Open = { sweep, round, askings: new Map() }
  for (const row of asked.filter(({ nextAt }) => nextAt && nextAt <= now)) {
    const isNeeded = missing.includes(row.unitId) && now < overAt(round)
    if (!isNeeded) await passTo(tx, row.id, undefined)
    counts[isNeeded ? await passOne(tx, app, open, row) : 'dropped']++
  }
  for (const { person, rows } of open.askings.values()) {
    const key = `sweep:${roundId}:instead:${rows[0]?.id}`
    await sendQuestion(tx, app, person, { sweep, round, rows, isDeputy: true, late: false, key })
  }
  return counts
}

/** Where an officer has said nothing for a day, or cannot be reached, another is asked by the same buttons. Safe to call twice. */
export async function passSweepsOn(app: App): Promise<PassedOn> {
  const counts: PassedOn = { passed: 0, nobody: 0, dropped: 0 }
  for (const roundId of await roundsToPassOn(app.db, app.clock.now())) {
    const did = await app.db.transaction((tx) => passRoundOn(tx, app, roundId))
    counts.passed += did.passed
    counts.nobody += did.nobody
    counts.dropped += did.dropped
  }
  return counts
}
