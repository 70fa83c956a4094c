import type { App } from '../../app.ts'
import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { askPaged } from '../../org/ask-paged.ts'
import { askUnit } from '../../org/ask-unit.ts'
import { townUnit } from '../../org/unit-store.ts'
import { readNote, readWhy } from '../ask-note.ts'
import { addHeard } from '../ask-told.ts'
import { type Candidate, handlerCandidates, leadCandidates } from '../candidates.ts'
import {
  type CaseStep,
  type DeclineReason,
  declineReasons,
  isTellers,
  outcomes,
  type PauseReason,
  pauseReasons,
} from '../case.ts'
import { caseOpen } from '../case-buttons.ts'
import type { SayKind } from '../entry.ts'
import { type AboutCase, about } from '../mediation/mediation-conversation.ts'
import { sayOfCase } from '../say-of-case.ts'
import { caseFor, isThereFor } from '../see-case.ts'
import { isNothing, nothingTold, saidOf, type Told } from '../told.ts'
import { assignCase, handOverCase } from './assign-case.ts'
import { declineCase } from './decline-case.ts'
import { type End, handleCase } from './handle-case.ts'
import { passOnCase, redirectCase } from './pass-on-case.ts'
import { askAgain } from './reopen-case.ts'
import { confirmCase, disputeCase, mayConfirm } from './settle-case.ts'
import { withdrawCase } from './withdraw-case.ts'
import { mayPause, pauseCase } from './work-on-case.ts'

export const stepName = 'case-step'
export interface StepArgs extends AboutCase {
  step: CaseStep
}

/** Whom else a matter may be for, each with its words `case-outside-<id>`. */
const outside = ['police', 'power', 'water', 'road', 'court', 'county'] as const

/** Usual words for an end, each with its words `case-template-<id>`. */
const templates = ['mended', 'paid', 'explained', 'mediated'] as const

interface Asking extends StepArgs {
  talk: Talk
}

const ask = (asking: Asking, key: string) => about(asking.talk, asking, key)

/** Words, with usual ones as buttons. */
async function askNote(asking: Asking, key: string, usual: readonly string[]): Promise<string> {
  const { t } = asking.talk
  const options = usual.map((id) => ({ id, label: t(id) }))
  const answer = await asking.talk.chooseOrAsk(ask(asking, key), inRows(options, 2), readNote)
  return 'said' in answer ? answer.said : t(answer.chose)
}

/** Words or a voice message, if somebody wants to say one. */
async function askWhy(asking: Asking, key: string): Promise<Told> {
  const { talk } = asking
  const answer = await talk.chooseOrAsk<'none', Told>(
    ask(asking, key),
    [[{ id: 'none', label: talk.t('case-no-word') }]],
    (heard) => {
      const told = addHeard(nothingTold, heard)
      return told ? readWhy(told) : new Refusal('report-not-this')
    },
  )
  return 'said' in answer ? answer.said : nothingTold
}

const words = ({ texts }: Told) => texts.join('\n')

const hasMoreThanWords = ({ files, places }: Told) => files.length + places.length > 0

async function keep({ talk, caseId }: Asking, kind: SayKind, told: Told): Promise<void> {
  const { personId, key } = talk
  await talk.must(async (app) => {
    await sayOfCase(app, { personId }, caseId, kind, saidOf(told), `${key}:why`)
    return true
  })
}

/** What somebody said about why with more than words lies with the case. */
async function keepTold(asking: Asking, told: Told): Promise<void> {
  if (hasMoreThanWords(told)) await keep(asking, 'told', told)
}

/** The reporter has read the words by then; the voice comes after them. */
async function answerBesides(asking: Asking, told: Told): Promise<void> {
  if (hasMoreThanWords(told)) await keep(asking, 'answer', { ...told, texts: [] })
}

async function choosePerson(asking: Asking, key: string, people: readonly Candidate[]): Promise<number> {
  const { t } = asking.talk
  const [only] = people
  if (!only) throw new Refusal('case-person-unfit')
  if (people.length === 1) return only.personId
  const options = people.map(({ personId, name, role }) => ({
    id: String(personId),
    label: t('report-official', { name, role: t(`role-${role}`) }),
  }))
  return Number(await askPaged(asking.talk, ask(asking, key), options))
}

async function assign(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const by = { personId: talk.personId }
  const people = await talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, by, caseId)
    return {
      leads: await leadCandidates(app.db, app, one),
      handlers: await handlerCandidates(app.db, app, one),
    }
  })
  const leadId = await choosePerson(asking, 'case-which-lead', people.leads)
  const handlerId = await choosePerson(asking, 'case-which-handler', people.handlers)
  await act(asking, (app) => assignCase(app, by, caseId, { leadId, handlerId }))
}

async function handOver(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const by = { personId: talk.personId }
  const others = await talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, by, caseId)
    const able = await handlerCandidates(app.db, app, one)
    return able.filter(({ personId }) => personId !== one.handlerId)
  })
  const handlerId = await choosePerson(asking, 'case-which-handler', others)
  await act(asking, (app) => handOverCase(app, by, caseId, handlerId))
}

async function passOn(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const unit = await askUnit(talk, {
    tops: async ({ db }) => {
      const town = await townUnit(db)
      return town ? [town] : []
    },
    question: `<b>${asking.number}</b>\n${talk.t('case-which-unit')}`,
    whole: ({ name }) => talk.t('report-whole-unit', { unit: name }),
    isOffered: ({ kind }) => kind !== 'branch',
  })
  const why = await askWhy(asking, 'case-pass-on-why')
  // Afterwards it may not be theirs to see any more.
  if (hasMoreThanWords(why)) await keep(asking, 'note', why)
  const to = { unitId: unit.id, note: words(why) }
  await act(asking, (app) => passOnCase(app, { personId: talk.personId }, caseId, to))
}

async function chooseReason<Id extends string>(
  asking: Asking,
  key: string,
  ids: readonly Id[],
  prefix: string,
): Promise<Id> {
  const options = ids.map((id) => [{ id, label: asking.talk.t(`${prefix}-${id}`) }])
  return asking.talk.choose<Id>(ask(asking, key), options)
}

async function handle(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const ends = outcomes.filter((id): id is End['outcome'] => id !== 'withdrawn')
  const outcome = await chooseReason(asking, 'case-which-outcome', ends, 'case-outcome')
  const usual = outcome === 'impossible' ? [] : templates.map((id) => `case-template-${id}`)
  const note = await askNote(
    asking,
    outcome === 'impossible' ? 'case-why-impossible' : 'case-what-done',
    usual,
  )
  await act(asking, (app) => handleCase(app, { personId: talk.personId }, caseId, { outcome, note }))
}

type Score = '1' | '2' | '3' | '4' | '5' | 'none'

/** Somebody from outside asked the reporter, and says what they said. */
async function confirmFor(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  await talk.must(async (app) => {
    await mayConfirm(app, { personId: talk.personId }, caseId)
    return true
  })
  const option = (id: Score) => ({ id, label: talk.t(`case-rate-${id}`) })
  const said = await talk.choose<Score>(ask(asking, 'case-what-score'), [
    [option('5'), option('4')],
    [option('3'), option('2'), option('1')],
    [option('none')],
  ])
  const score = said === 'none' ? undefined : Number(said)
  const note = await askNote(asking, 'case-how-asked', [])
  await act(asking, (app) => confirmCase(app, { personId: talk.personId }, caseId, { score, note }))
}

/**
 * Does it, and says that it is done; a refusal is spoken and ends it. From either it is one tap to the case. Then, when it is done,
 * comes what is left to be kept.
 */
async function act(
  { talk, step, caseId, number }: Asking,
  verb: (app: App) => Promise<unknown>,
  then: () => Promise<void> = async () => undefined,
): Promise<void> {
  const done = await talk.perform(async (app) => {
    await verb(app)
    return true
  })
  const key = done.ok ? `case-done-${step}` : done.refusal.code
  const html = escapeHtml(talk.t(key, done.ok ? {} : done.refusal.args))
  const by = { personId: talk.personId }
  // Whoever handed it to others may not see it any more.
  const isThere = await talk.must(async (app) => isThereFor(app.db, app, by, caseId))
  const open = { text: talk.t('case-see'), data: caseOpen.data({ case: caseId }) }
  await talk.say(confidential(`<b>${number}</b>\n${html}`, { buttons: isThere ? [[open]] : [] }))
  if (done.ok) await then()
}

/** Whoever told it has said it by the tap, and said twice it is said once. False: they did not tell it. */
function disputeByTap({ talk, caseId }: Asking): Promise<boolean> {
  const by = { personId: talk.personId }
  return talk.must(async (app) => {
    const { one, are } = await caseFor(app.db, app, by, caseId)
    if (!isTellers('dispute', are)) return false
    if (one.state !== 'disputed') await disputeCase(app, by, caseId, '')
    return true
  })
}

/** What is not settled; who told it may leave that unanswered. */
async function dispute(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  if (await disputeByTap(asking)) {
    const why = await askWhy(asking, 'case-why-disputed')
    return act(
      asking,
      async () => undefined,
      async () => {
        if (!isNothing(why)) await keep(asking, 'told', why)
      },
    )
  }
  const why = await askWhy(asking, 'case-why-dispute')
  await act(
    asking,
    (app) => disputeCase(app, { personId: talk.personId }, caseId, words(why)),
    async () => {
      if (hasMoreThanWords(why)) await keep(asking, 'note', why)
    },
  )
}

/** What a step asks before it is done. */
async function askStep(asking: Asking): Promise<void> {
  const { talk, caseId, step } = asking
  const by = { personId: talk.personId }
  switch (step) {
    case 'assign':
      return assign(asking)
    case 'hand-over':
      return handOver(asking)
    case 'pass-on':
      return passOn(asking)
    case 'handle':
      return handle(asking)
    case 'confirm':
      return confirmFor(asking)
    case 'redirect': {
      const whom = await askNote(
        asking,
        'case-to-whom',
        outside.map((id) => `case-outside-${id}`),
      )
      return act(asking, (app) => redirectCase(app, by, caseId, whom))
    }
    case 'decline': {
      const reason = await chooseReason<DeclineReason>(
        asking,
        'case-why-decline',
        declineReasons,
        'case-decline',
      )
      const why = await askWhy(asking, 'case-more-words')
      const because = { reason, note: words(why) }
      return act(
        asking,
        (app) => declineCase(app, by, caseId, because),
        () => answerBesides(asking, why),
      )
    }
    case 'pause': {
      await talk.must(async (app) => {
        await mayPause(app, by, caseId)
        return true
      })
      const reason = await chooseReason<PauseReason>(asking, 'case-why-pause', pauseReasons, 'case-wait')
      const why = await askWhy(asking, 'case-more-words')
      const because = { reason, note: words(why) }
      return act(
        asking,
        (app) => pauseCase(app, by, caseId, because),
        () => answerBesides(asking, why),
      )
    }
    case 'dispute':
      return dispute(asking)
    case 'withdraw': {
      const why = await askWhy(asking, 'case-why-withdraw')
      return act(
        asking,
        (app) => withdrawCase(app, by, caseId, words(why)),
        () => keepTold(asking, why),
      )
    }
    case 'reopen':
    case 'second-look':
    case 'appeal': {
      const why = await askWhy(asking, `case-why-${step}`)
      return act(
        asking,
        (app) => askAgain(app, by, caseId, step, words(why)),
        () => keepTold(asking, why),
      )
    }
    case 'accept':
    case 'begin':
    case 'resume':
      throw new Error(`nothing is asked for ${step}`)
  }
}

/** A step of a case that needs to be told more: to whom, why, or how it ended. */
export const takeCaseStep: ConversationSpec = {
  name: stepName,
  version: 3,
  run: (talk, args) => askStep({ talk, ...(args as StepArgs) }),
}
