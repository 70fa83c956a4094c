import type { App } from '../../app.ts'
import { isConflict, isOutage, type Tx } from '../../lib/db.ts'
import { namesOf } from '../../org/person-store.ts'
import { grantsInMany, grantsOfMany } from '../../org/role-store.ts'
import type { Unit } from '../../org/unit.ts'
import type { Case, CaseState } from '../case.ts'
import { caseById, casesByIds, saveCase } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { isToBeDone } from '../duplicates/joining.ts'
import { insertEvent } from '../event-store.ts'
import { cancelUpcoming } from '../mediation/arrange-meeting.ts'
import { takersOf, takingRoles, unitAbove } from '../people-around.ts'
import type { Standing } from '../relation.ts'
import { surroundingsOf } from '../see-case.ts'
import { settleClocks } from '../take-step.ts'
import { tellStaff } from '../tell-case.ts'
import { marksOf } from '../trust/identity.ts'
import { climb } from './climb-case.ts'
import { type Lost, lostParts } from './orphan.ts'
import { idsToBeDoneAfter } from './orphan-store.ts'

/** So many are looked at in one go: answers come in between. */
const perLook = 250

/** What each of these cases has lost, in a handful of queries however many they are. */
async function lossesOf(db: Tx, app: App, cases: readonly Case[]): Promise<Map<number, Lost>> {
  const around = await surroundingsOf(db, cases)
  const units = [...new Set(cases.map(({ handlingUnitId }) => handlingUnitId))]
  const takers = await grantsInMany(db, units, takingRoles)
  const parts = cases.flatMap(({ leadId, handlerId }) => [leadId, handlerId]).flatMap((id) => id ?? [])
  const people = [...new Set([...parts, ...takers.map(({ personId }) => personId)])]
  const grants = await grantsOfMany(db, people)
  const standings = new Map<number, Standing>(
    people.map((personId) => {
      const marks = new Set(marksOf(app, personId))
      return [personId, { personId, grants: grants.get(personId) ?? [], marks, standsInFor: [] }]
    }),
  )
  const standing = (personId: number) => standings.get(personId)
  return new Map(
    cases.flatMap((one) => {
      const here = around.get(one.id)
      const there = takers.filter(({ unitId }) => unitId === one.handlingUnitId)
      const of = { standing, takers: there.map(({ personId }) => personId) }
      return here ? [[one.id, lostParts(one, here, of)]] : []
    }),
  )
}

/** The nearest unit above in which somebody can take it in; the town, when nobody can; undefined where nothing lies above. */
async function whereToGo(tx: Tx, app: App, one: Case): Promise<Unit | undefined> {
  for (let unit = await unitAbove(tx, one.handlingUnitId); unit; unit = await unitAbove(tx, unit.id)) {
    const there = { ...one, handlingUnitId: unit.id, leadId: undefined, handlerId: undefined }
    const lost = (await lossesOf(tx, app, [there])).get(one.id)
    if (unit.parentId === undefined || lost?.everybody === false) return unit
  }
  return undefined
}

const worked: readonly CaseState[] = ['assigned', 'working', 'waiting', 'disputed']

/** One without a handler waits for another; what was handed outside is still followed. */
const stateWithout = ({ state }: Case, { handler }: Lost): CaseState =>
  handler && worked.includes(state) ? 'accepted' : state

/** Their part is taken from those who left; the clock runs on. */
async function takeParts(tx: Tx, app: App, before: Case, lost: Lost): Promise<{ one: Case; seq: number }> {
  const gone = [lost.lead ? before.leadId : undefined, lost.handler ? before.handlerId : undefined]
  const names = await namesOf(
    tx,
    gone.flatMap((id) => id ?? []),
  )
  const change = { ...(lost.lead && { leadId: null }), ...(lost.handler && { handlerId: null }) }
  const after = await saveCase(tx, before.id, { ...change, state: stateWithout(before, lost) })
  const seq = await insertEvent(tx, app, {
    caseId: before.id,
    at: app.clock.now(),
    byId: undefined,
    actor: 'clock',
    what: 'orphaned',
    from: before.state,
    to: after.state,
    note: [...names.values()].join(' / '),
  })
  const one = await settleClocks(tx, app, before, after, false)
  if (lost.handler) await cancelUpcoming(tx, app, one, { byId: undefined, quiet: true })
  return { one, seq }
}

/** Whoever is still there hears of it; where nobody is, it goes up to where somebody is. False: nothing is lost, or to be done. */
async function letOthers(tx: Tx, app: App, caseId: number): Promise<boolean> {
  const before = await caseById(tx, caseId)
  if (!before || !isToBeDone(before) || before.joinedToId !== undefined) return false
  const lost = (await lossesOf(tx, app, [before])).get(caseId)
  if (!lost) return false
  const isOrphaned = lost.lead || lost.handler
  const to = lost.everybody ? await whereToGo(tx, app, before) : undefined
  if (!isOrphaned && !to) return false
  const { one, seq } = isOrphaned ? await takeParts(tx, app, before, lost) : { one: before, seq: 0 }
  if (to) {
    await climb(tx, app, one, 'nobody-there', to)
    return true
  }
  const people = one.leadId === undefined ? await takersOf(tx, app, one) : [one.leadId]
  await tellStaff(tx, app, one, people, { what: seq }, plainNews('case-news-orphaned'))
  return true
}

async function letOthersOrLog(app: App, caseId: number): Promise<boolean> {
  try {
    return await app.db.transaction((tx) => letOthers(tx, app, caseId))
  } catch (error) {
    if (isOutage(error) || isConflict(error)) throw error
    app.log.error({ err: error, case: caseId }, 'a case whose people left could not be given to others')
    return false
  }
}

/**
 * Nobody's cases are orphaned: finds the open ones whose lead or handler no longer holds an office that fits, and those that lie
 * where nobody is left to take them in, and lets others have them. Safe to call twice: a part that was taken is not taken again.
 */
export async function findOrphans(app: App): Promise<{ orphaned: number }> {
  let orphaned = 0
  for (let last: number | undefined = 0; last !== undefined; ) {
    const ids: number[] = await idsToBeDoneAfter(app.db, last, perLook)
    for (const [id, lost] of await lossesOf(app.db, app, await casesByIds(app.db, ids)))
      if ((lost.lead || lost.handler || lost.everybody) && (await letOthersOrLog(app, id))) orphaned++
    last = ids.at(-1)
  }
  return { orphaned }
}
