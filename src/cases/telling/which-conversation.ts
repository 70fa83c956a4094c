import type { ConversationSpec, Option, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { pageRows, turnedTo } from '../../org/ask-paged.ts'
import { gatherTold } from '../ask-told.ts'
import { isOpen } from '../case.ts'
import { casesForDesk, casesOf, casesWithMeAsParty } from '../list-cases.ts'
import { caseSaid } from '../reporter-texts.ts'
import { sayOfCase } from '../say-of-case.ts'
import { saidOf, type Told } from '../told.ts'
import { askReport, sayMenu } from './report-conversation.ts'
import { sayIt } from './say-conversation.ts'

export const whichName = 'case-which'
export interface WhichArgs {
  told: Told
}

/** So many can be pressed on a small screen. */
const perPage = 8

interface Choice {
  caseId: number
  number: string
  kind: string
  of: 'own' | 'party' | 'desk'
}

/** What the words may belong to: the open cases they told or are a side of, and those that wait on their desk. */
function choicesOf(talk: Talk): Promise<Choice[]> {
  const { personId } = talk
  return talk.must(async (app) => {
    const own = (await casesOf(app.db, app, personId)).filter(isOpen)
    const desk = await casesForDesk(app.db, app, personId)
    const others = desk.filter(({ id }) => !own.some((one) => one.id === id))
    const asParty = new Set(await casesWithMeAsParty(app.db, app, personId))
    const choice = ({ id: caseId, number, kind }: (typeof own)[number], of: Choice['of']): Choice => {
      return { caseId, number, kind, of: asParty.has(caseId) ? 'party' : of }
    }
    return [...own.map((one) => choice(one, 'own')), ...others.map((one) => choice(one, 'desk'))]
  })
}

/** Who has more to say before they press says it of the same case. */
async function chooseCase(talk: Talk, choices: readonly Choice[], begun: Told) {
  const { t } = talk
  const options = choices.map(({ caseId, number, kind, of }): Option => {
    return { id: String(caseId), label: t(`case-which-${of}`, { number, kind: t(`case-kind-${kind}`) }) }
  })
  let all = begun
  for (let page = 0; ; ) {
    const { chose, told } = await gatherTold(
      talk,
      all,
      publicMessage(t('case-which')),
      [
        ...pageRows(t, options, { page, perPage, perRow: 1 }),
        [{ id: 'new', label: t('case-which-new') }],
        [{ id: 'none', label: t('case-which-none') }],
      ],
      async () => undefined,
      () => publicMessage(t('case-which-more')),
    )
    const next = turnedTo(chose, page)
    if (next === undefined) return { chose, told }
    page = next
    all = told
  }
}

async function askWhich(talk: Talk, begun: Told): Promise<void> {
  const { t, personId, key } = talk
  const choices = await choicesOf(talk)
  const { chose, told } = await chooseCase(talk, choices, begun)
  if (chose === 'new') return askReport(talk, { told }, undefined)
  const found = choices.find(({ caseId }) => String(caseId) === chose)
  if (!found) return sayMenu(talk)
  const { caseId, number } = found
  if (found.of === 'desk') return sayIt(talk, { caseId, number, told })
  await talk.must(async (app) => {
    await sayOfCase(app, { personId }, caseId, 'told', saidOf(told), key)
    return true
  })
  await talk.say(caseSaid(t, 'told', number))
}

/** Somebody just wrote: it is asked which case it belongs to, never guessed; "something new" is always there. */
export const askWhichCase: ConversationSpec = {
  name: whichName,
  version: 2,
  run: (talk, args) => askWhich(talk, (args as WhichArgs).told),
}
