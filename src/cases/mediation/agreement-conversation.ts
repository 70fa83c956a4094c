import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { Refusal } from '../../lib/refusal.ts'
import { addHeard } from '../ask-told.ts'
import { caseFor } from '../see-case.ts'
import { nothingTold, saidOf, type Told } from '../told.ts'
import { agreeOnPaper, notYet } from './agree.ts'
import { type Side, sides } from './mediation.ts'
import { type AboutCase, about, act, nameOf } from './mediation-conversation.ts'
import { isForPaper } from './mediation-facts.ts'
import { mediationFacts } from './view-mediation.ts'
import { type AgreementText, writeAgreement } from './write-agreement.ts'

export const agreementName = 'agreement'
export const notYetName = 'agreement-not-yet'
export const onPaperName = 'agreement-on-paper'

const textOf = (heard: Heard): string | Refusal =>
  (heard.kind === 'text' && heard.text.trim()) || new Refusal('mediation-in-words')

const voiceOf = (heard: Heard): string | Refusal =>
  heard.kind === 'file' && heard.file.kind === 'voice'
    ? heard.file.fileId
    : new Refusal('mediation-voice-needed')

/** The text, and its reading aloud, for who does not read. */
async function askAgreement(talk: Talk, of: AboutCase): Promise<void> {
  const { t, personId } = talk
  const text = await talk.ask(about(talk, of, 'mediation-agreement-what'), textOf)
  const spoken = await talk.chooseOrAsk<'none', string>(
    about(talk, of, 'mediation-agreement-speak'),
    [[{ id: 'none', label: t('mediation-not-spoken') }]],
    voiceOf,
  )
  const written: AgreementText = 'said' in spoken ? { text, spokenFileId: spoken.said } : { text }
  await act(talk, of, 'mediation-agreement-sent', (app) =>
    writeAgreement(app, { personId }, of.caseId, written),
  )
}

export const askForAgreement: ConversationSpec = {
  name: agreementName,
  version: 1,
  run: (talk, args) => askAgreement(talk, args as AboutCase),
}

interface NotYetArgs extends AboutCase {
  version: string
}

/** Words or voice, if they want to say what it is. */
async function askWhyNotYet(talk: Talk, { version, ...of }: NotYetArgs): Promise<void> {
  const { t, personId, key } = talk
  const answer = await talk.chooseOrAsk<'none', Told>(
    about(talk, of, 'mediation-not-yet-why'),
    [[{ id: 'none', label: t('case-no-word') }]],
    (heard) => addHeard(nothingTold, heard) ?? new Refusal('report-not-this'),
  )
  const said = saidOf('said' in answer ? answer.said : nothingTold)
  await act(talk, of, 'mediation-not-yet-noted', (app) =>
    notYet(app, { personId }, of.caseId, { version, said }, key),
  )
}

export const askNotYet: ConversationSpec = {
  name: notYetName,
  version: 1,
  run: (talk, args) => askWhyNotYet(talk, args as NotYetArgs),
}

/** Which sides have no chat with us and have not signed yet. */
function sidesForPaper(talk: Talk, { caseId }: AboutCase): Promise<Side[]> {
  const { personId } = talk
  return talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, { personId }, caseId)
    const facts = await mediationFacts(app.db, app, personId, one)
    return sides.filter((side) => isForPaper(facts, side))
  })
}

async function askSide(talk: Talk, of: AboutCase): Promise<Side> {
  const open = await sidesForPaper(talk, of)
  const [only] = open
  if (!only) throw new Refusal('mediation-has-chat')
  if (open.length === 1) return only
  const options = open.map((id) => [{ id, label: talk.t(`mediation-side-${id}`) }])
  return talk.choose<Side>(about(talk, of, 'mediation-paper-side'), options)
}

/** Of the paper, as Telegram has it. */
const photoOf = (heard: Heard) =>
  heard.kind === 'file' && heard.file.kind === 'photo'
    ? { kind: 'photo' as const, fileId: heard.file.fileId }
    : new Refusal('mediation-photo-needed')

async function askPaper(talk: Talk, of: AboutCase): Promise<void> {
  const { personId, key } = talk
  const side = await askSide(talk, of)
  const witness = await talk.ask(about(talk, of, `mediation-paper-witness-${side}`), nameOf)
  const photo = await talk.ask(about(talk, of, 'mediation-paper-photo'), photoOf)
  await act(talk, of, 'mediation-paper-noted', (app) =>
    agreeOnPaper(app, { personId }, of.caseId, { side, witness, photo }, key),
  )
}

/** Somebody without a phone has signed on paper. */
export const askForPaper: ConversationSpec = {
  name: onPaperName,
  version: 1,
  run: (talk, args) => askPaper(talk, args as AboutCase),
}
