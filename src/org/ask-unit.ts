import type { App } from '../app.ts'
import type { Heard, Option, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import type { UnitKind } from './unit.ts'
import { childrenOf } from './unit-store.ts'

export interface UnitChoice {
  id: number
  name: string
  kind: UnitKind
}

const pick = (units: readonly UnitChoice[]): UnitChoice[] =>
  units.map(({ id, name, kind }) => ({ id, name, kind }))

/**
 * Asks for a unit: from the topmost ones downwards, until one says "this one". `whole` is the label of that button; `isOffered`
 * leaves out kinds that make no sense. Throws Refusal `unit-unknown` when there is nothing to choose from.
 */
export async function askUnit(
  talk: Talk,
  how: {
    tops: (app: App) => Promise<readonly UnitChoice[]>
    question: string
    whole: (unit: UnitChoice) => string
    isOffered?: (unit: UnitChoice) => boolean
    /** The likeliest one stands above the first question: one tap. */
    near?: { unit: UnitChoice; label: string } | undefined
    /** What is answered to something else than a button; the question stays open. */
    heard?: (heard: Heard) => Refusal
  },
): Promise<UnitChoice> {
  const { tops, question, whole, isOffered = () => true, heard = () => new Refusal('talk-press-one') } = how
  let { near } = how
  let choices = await talk.must(async (app) => pick(await tops(app)))
  if (choices.length === 0) throw new Refusal('unit-unknown')
  let here = choices.length === 1 ? choices[0] : undefined
  for (;;) {
    if (here) {
      const { id } = here
      choices = (await talk.must(async ({ db }) => pick(await childrenOf(db, id)))).filter(isOffered)
      if (choices.length === 0) return here
    }
    const first: Option[][] = [
      ...(near ? [[{ id: 'near', label: near.label }]] : []),
      ...(here && here.id !== near?.unit.id ? [[{ id: 'here', label: whole(here) }]] : []),
    ]
    const options = choices.map(({ id, name }) => ({ id: String(id), label: name }))
    const rows = [...first, ...inRows(options, 2)]
    const answer = await talk.chooseOrAsk<string, never>(publicMessage(question), rows, heard)
    const chosen = 'chose' in answer ? answer.chose : undefined
    if (chosen === 'near' && near) return near.unit
    if (chosen === 'here' && here) return here
    near = undefined
    here = choices.find(({ id }) => String(id) === chosen)
  }
}
