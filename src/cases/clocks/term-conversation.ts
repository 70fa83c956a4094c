import type { ConversationSpec } from '../../bot/talk.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { readAmount, type Term, type TermName } from './case-terms.ts'
import { listTerms, setTerm } from './set-term.ts'
import { amountQuestion, termChanged } from './term-texts.ts'

const usualAmounts = [1, 2, 3, 5, 7, 10, 15, 20, 30]

function amountIn(text: string): number | Refusal {
  try {
    return readAmount(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The usual amount first, then others that are easy to press. */
function amountsFor(usual: Term): { id: string; label: string }[] {
  const amounts = [usual.amount, ...usualAmounts.filter((amount) => amount !== usual.amount)]
  return amounts.map(String).map((amount) => ({ id: amount, label: amount }))
}

/** How long may that take? */
export const changeTerm: ConversationSpec = {
  name: 'change-term',
  version: 1,
  async run(talk, args) {
    const { name } = args as { name: TermName }
    const { t, personId } = talk
    const found = await talk.must(async (app) => {
      const terms = await listTerms(app, { personId })
      return terms.filter((one) => one.name === name).map(({ term, usual }) => ({ term, usual }))
    })
    const [now] = found
    if (!now) throw new Refusal('terms-unknown')
    const answer = await talk.chooseOrAsk(
      amountQuestion(t, name, now.term),
      inRows(amountsFor(now.usual), 5),
      (heard) => amountIn(heard.kind === 'text' ? heard.text : ''),
    )
    const amount = 'said' in answer ? answer.said : Number(answer.chose)
    const term = await talk.must((app) => setTerm(app, { personId }, name, amount))
    await talk.say(termChanged(t, name, term))
  },
}
