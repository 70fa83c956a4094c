import type { ConversationSpec, Option, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { isOpen } from '../case.ts'
import { caseSaid } from '../case-texts.ts'
import { casesForDesk, casesOf, casesWithMeAsParty } from '../list-cases.ts'
import { sayOfCase } from '../say-of-case.ts'
import { saidOf, type Told } from '../told.ts'
import { askReport, sayMenu } from './report-conversation.ts'
import { sayIt } from './say-conversation.ts'

export const whichName = 'case-which'
export interface WhichArgs {
  told: Told
}

/** So many can be pressed on a small screen. */
const longest = 8

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
    const choices = [...own.map((one) => choice(one, 'own')), ...others.map((one) => choice(one, 'desk'))]
    return choices.slice(0, longest)
  })
}

async function askWhich(talk: Talk, told: Told): Promise<void> {
  const { t, personId, key } = talk
  const choices = await choicesOf(talk)
  const rows = choices.map(({ caseId, number, kind, of }): Option[] => [
    {
      id: String(caseId),
      label: t(`case-which-${of}`, { number, kind: t(`case-kind-${kind}`) }),
    },
  ])
  const chosen = await talk.choose(publicMessage(t('case-which')), [
    ...rows,
    [{ id: 'new', label: t('case-which-new') }],
    [{ id: 'none', label: t('case-which-none') }],
  ])
  if (chosen === 'new') return askReport(talk, { told }, undefined)
  const found = choices.find(({ caseId }) => String(caseId) === chosen)
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
  version: 1,
  run: (talk, args) => askWhich(talk, (args as WhichArgs).told),
}
