import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { rolesWith } from '../../org/permission.ts'
import { type Grant, grantsAround } from '../../org/role-store.ts'
import type { Case, Relation } from '../case.ts'
import { relationsOf } from '../relation.ts'
import { standingOf, surroundingsOf } from '../see-case.ts'
import { answeringOffice, leadingOffices } from './unsealing.ts'
import type { Unsealing } from './unsealing-store.ts'

/** Who asks, and where they lead. */
export interface Asker {
  personId: number
  unitIds: readonly number[]
}

const leads = (are: ReadonlySet<Relation>) => are.has('leader') || are.has('outsider')

/** The offices of their own by which somebody leads a case; none for who told it, is a party to it, or may not see it. */
export async function officesOn(db: Tx, app: App, one: Case, personId: number): Promise<Grant[]> {
  const around = (await surroundingsOf(db, [one])).get(one.id)
  if (!around) return []
  const standing = await standingOf(db, app, personId)
  return leads(relationsOf(one, standing, around)) ? leadingOffices(standing, around) : []
}

type Asked = Pick<Unsealing, 'askedById' | 'askedUnitId'>

/** The office by which it was asked, as it is held now; undefined when whoever asked has lost it. */
export async function officeOfAsker(
  db: Tx,
  app: App,
  one: Case,
  { askedById, askedUnitId }: Asked,
): Promise<Grant | undefined> {
  const held = await officesOn(db, app, one, askedById)
  return held.find(({ unitId }) => unitId === askedUnitId)
}

/** What they asked counts for all units in which they lead: nobody there can be the second. */
async function askerOf(db: Tx, app: App, one: Case, asked: Asked): Promise<Asker> {
  const offices = await officesOn(db, app, one, asked.askedById)
  return { personId: asked.askedById, unitIds: [asked.askedUnitId, ...offices.map(({ unitId }) => unitId)] }
}

/** The office by which somebody may answer what was asked; undefined when it is not theirs to answer. */
export async function officeToAnswer(
  db: Tx,
  app: App,
  one: Case,
  asked: Asked,
  personId: number,
): Promise<Grant | undefined> {
  const offices = await officesOn(db, app, one, personId)
  return offices.length > 0 ? answeringOffice(offices, await askerOf(db, app, one, asked)) : undefined
}

/** Who could agree to what somebody asks: those who lead it in another unit. */
export async function whoCanAgree(db: Tx, app: App, one: Case, asker: Asker): Promise<number[]> {
  const around = (await surroundingsOf(db, [one])).get(one.id)
  if (!around) return []
  const near = await grantsAround(db, around.handlingPath, rolesWith('lead-cases'))
  const able: number[] = []
  for (const personId of new Set(near.map((grant) => grant.personId)))
    if (answeringOffice(await officesOn(db, app, one, personId), asker)) able.push(personId)
  return able
}
