import type { App } from '../../app.ts'
import { mustBeAllowedInTown } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { readAmount, type Term, type TermName, type TownTerm, termNames, termOf } from './case-terms.ts'
import { ownTerms, saveTerm } from './term-store.ts'

/** Every term as it holds in the town, for those who may set it. */
export async function listTerms({ db }: App, by: Actor): Promise<TownTerm[]> {
  await mustBeAllowedInTown(db, by, 'manage-terms')
  const own = await ownTerms(db)
  return termNames.map((name) => ({ name, term: termOf(name, own), usual: termOf(name, new Map()) }))
}

/** The town sets how long something may take. What runs already keeps its deadline. Throws Refusal `terms-not-an-amount`. */
export async function setTerm(app: App, by: Actor, name: TermName, amount: number): Promise<Term> {
  const row = { amount: readAmount(String(amount)), changedById: by.personId, changedAt: app.clock.now() }
  return app.db.transaction(async (tx) => {
    await mustBeAllowedInTown(tx, by, 'manage-terms')
    await saveTerm(tx, name, row)
    return termOf(name, new Map([[name, row.amount]]))
  })
}
