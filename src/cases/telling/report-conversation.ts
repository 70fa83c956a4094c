import { menuButton } from '../../bot/callback-data.ts'
import type { ConversationSpec, Option, Talk } from '../../bot/talk.ts'
import { type Confidential, confidential, type Message, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { inRows } from '../../lib/rows.ts'
import { askUnit, type UnitChoice } from '../../org/ask-unit.ts'
import { personById } from '../../org/person-store.ts'
import { townUnit, unitById } from '../../org/unit-store.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { gatherTold, notedMessage } from '../ask-told.ts'
import { officialsAround } from '../candidates.ts'
import { caseKinds, type Privacy, privacies, type Urgency } from '../case.ts'
import { filedMessage, toldInLines, toldInWords } from '../reporter-texts.ts'
import { isNothing, nothingTold, readTold, type Told } from '../told.ts'
import { type CaseDraft, fileCase, type OnBehalf } from './file-case.ts'

export const reportName = 'report'

/** What was written before anybody asked, or where it comes from; plain data. */
export interface ReportArgs {
  told?: Told
  /** The officer's group, when a sweep asked for it. */
  unitId?: number
}

type AfterTelling = 'done' | 'danger' | 'menu'

/** The buttons under everything that is taken down; who just wrote may have meant something else. */
function tellingRows(talk: Talk, how: { isDanger: boolean; justWrote: boolean }): Option<AfterTelling>[][] {
  const { t } = talk
  return [
    [{ id: 'done', label: t('report-done') }],
    ...(how.isDanger ? [] : [[{ id: 'danger' as const, label: t('report-danger') }]]),
    ...(how.justWrote ? [[{ id: 'menu' as const, label: t('report-not-a-case') }]] : []),
  ]
}

/** Words, voice, photos, a place, in any order, until there is no more. Undefined: it was no grievance. */
async function askWhatHappened(
  talk: Talk,
  begun: Told,
  justWrote = false,
): Promise<{ told: Told; isDanger: boolean } | undefined> {
  const { t } = talk
  let told = begun
  let isDanger = false
  let question: Message = isNothing(told) ? publicMessage(t('report-what')) : notedMessage(talk, told)
  for (;;) {
    const rows = tellingRows(talk, { isDanger, justWrote })
    const next = await gatherTold(talk, told, question, rows, (all) => talk.keep({ told: all }))
    told = next.told
    if (next.chose === 'menu') return undefined
    if (next.chose === 'done' && !isNothing(told)) return { told, isDanger }
    if (next.chose === 'danger') isDanger = true
    question = publicMessage(t(next.chose === 'danger' ? 'report-emergency' : 'case-empty'))
  }
}

/** What was told when this was last left without an end. */
async function toldBefore(talk: Talk, args: ReportArgs): Promise<Told> {
  if (args.told) return args.told
  const kept = readTold((talk.draft as { told?: unknown } | undefined)?.told)
  if (!kept || isNothing(kept)) return nothingTold
  const { t } = talk
  await talk.say(toldInWords(t, kept))
  const chosen = await talk.choose<'go-on' | 'anew'>(publicMessage(t('report-kept')), [
    [{ id: 'go-on', label: t('report-go-on') }],
    [{ id: 'anew', label: t('report-anew') }],
  ])
  return chosen === 'go-on' ? kept : nothingTold
}

function askKind(talk: Talk): Promise<string> {
  const options = caseKinds.map((id) => ({ id, label: talk.t(`case-kind-${id}`) }))
  return talk.choose(publicMessage(talk.t('report-which-kind')), inRows(options, 3))
}

const isPlace = ({ kind }: UnitChoice) => kind !== 'branch'

/** Where they live comes first: one tap. Everywhere else is one tap for each level. */
async function askWhere(talk: Talk, unitId: number | undefined): Promise<UnitChoice> {
  const { t, personId } = talk
  const home = await talk.must(async ({ db }) => {
    const id = unitId ?? (await personById(db, personId))?.unitId
    const unit = id === undefined ? undefined : await unitById(db, id)
    return unit ? { id: unit.id, name: unit.name, kind: unit.kind } : null
  })
  return askUnit(talk, {
    tops: async ({ db }) => {
      const town = await townUnit(db)
      return town ? [town] : []
    },
    question: t('report-where'),
    whole: ({ name }) => t('report-whole-unit', { unit: name }),
    isOffered: isPlace,
    near: home ? { unit: home, label: t('report-here', { unit: home.name }) } : undefined,
  })
}

function askUrgency(talk: Talk): Promise<Urgency> {
  const { t } = talk
  return talk.choose<Urgency>(publicMessage(t('report-how-urgent')), [
    [{ id: 'usual', label: t('report-usual') }],
    [{ id: 'urgent', label: t('report-urgent') }],
  ])
}

function askPrivacy(talk: Talk): Promise<Privacy> {
  const { t } = talk
  const rows = privacies.map((id) => [{ id, label: t(`report-privacy-${id}`) }])
  return talk.choose<Privacy>(publicMessage(t('report-which-privacy')), rows)
}

/** The officials of the place and above it, by name. Whoever is named learns nothing of it. */
async function askAbout(talk: Talk, unitId: number): Promise<{ id: number; name: string } | undefined> {
  const { t } = talk
  const officials = await talk.must(({ db }) => officialsAround(db, unitId))
  const options = officials.map(({ personId, name, role }) => ({
    id: String(personId),
    label: t('report-official', { name, role: t(`role-${role}`) }),
  }))
  const chosen = await talk.choose(publicMessage(t('report-about-whom')), [
    ...inRows(options, 2),
    [{ id: 'nobody', label: t('report-about-nobody') }],
  ])
  const official = officials.find(({ personId }) => String(personId) === chosen)
  return official && { id: official.personId, name: official.name }
}

interface Report {
  told: Told
  kind: string
  urgency: Urgency
  privacy: Privacy
  where: UnitChoice
  about: { id: number; name: string } | undefined
  onBehalf: OnBehalf | undefined
}

/** What was told has to fit on a small screen with all that stands above it. */
const longestSummary = 300

/** As it will be told, for the last look. */
function summary(talk: Talk, { told, kind, urgency, privacy, where, about, onBehalf }: Report): Confidential {
  const { t } = talk
  const lines = [
    t('report-summary', { kind: t(`case-kind-${kind}`), unit: escapeHtml(where.name) }),
    urgency === 'usual' ? '' : t(`case-urgency-${urgency}`),
    t(`report-known-${privacy}`),
    about ? t('report-about-line', { name: escapeHtml(about.name) }) : '',
    onBehalf ? t('report-for-line', { name: escapeHtml(onBehalf.name) }) : '',
    ...toldInLines(t, told, longestSummary),
  ]
  return confidential(lines.filter(Boolean).join('\n'))
}

type Last = 'send' | 'privacy' | 'about' | 'more' | 'drop'

function askLast(talk: Talk, report: Report): Promise<Last> {
  const { t } = talk
  return talk.choose<Last>(summary(talk, report), [
    [{ id: 'send', label: t('report-send') }],
    [
      { id: 'privacy', label: t('report-change-privacy') },
      { id: 'about', label: t('report-change-about') },
    ],
    [
      { id: 'more', label: t('report-change-told') },
      { id: 'drop', label: t('report-drop') },
    ],
  ])
}

function draftOf({ told, where, about, ...rest }: Report): CaseDraft {
  const { texts, places, files } = told
  return {
    kind: rest.kind,
    urgency: rest.urgency,
    privacy: rest.privacy,
    unitId: where.id,
    aboutId: about?.id,
    onBehalf: rest.onBehalf,
    words: { text: texts.join('\n'), places },
    files,
  }
}

/** Tells it, and says the number, who has it and when the next word comes. */
async function send(talk: Talk, report: Report): Promise<boolean> {
  const { t, personId, key } = talk
  const done = await talk.perform(async (app) => {
    const { wordBy, ...filed } = await fileCase(app, { personId }, draftOf(report), key)
    return { ...filed, wordBy: momentInWords(t, wordBy, app.config.townTimezone) }
  })
  if (!done.ok) {
    await talk.say(publicMessage(escapeHtml(t(done.refusal.code, done.refusal.args))))
    return done.refusal.code !== 'case-about-nobody'
  }
  const { holders, ...filed } = done.value
  await talk.say(filedMessage(t, filed, { ...filed, holders: holders.join(t('list-comma')) }))
  return true
}

async function lastLook(talk: Talk, first: Report): Promise<void> {
  let report = first
  for (;;) {
    const choice = await askLast(talk, report)
    if (choice === 'drop') return talk.say(publicMessage(talk.t('report-dropped')))
    if (choice === 'privacy') report = { ...report, privacy: await askPrivacy(talk) }
    if (choice === 'about') report = { ...report, about: await askAbout(talk, report.where.id) }
    if (choice === 'more') {
      const { told = report.told } = (await askWhatHappened(talk, report.told)) ?? {}
      report = { ...report, told }
    }
    if (choice === 'send' && (await send(talk, report))) return
  }
}

/** It was no grievance after all: the way to everything else. */
export function sayMenu(talk: Talk): Promise<void> {
  const { t } = talk
  const menu = { text: t('menu-open'), data: menuButton.data({ command: 'menu' }) }
  return talk.say(publicMessage(t('case-said-nothing'), { buttons: [[menu]] }))
}

/** What is asked of everybody: what, which kind, where, how urgent; of a matter of life and death only what and where. */
export async function askReport(talk: Talk, args: ReportArgs, onBehalf: OnBehalf | undefined): Promise<void> {
  const heard = await askWhatHappened(talk, await toldBefore(talk, args), args.told !== undefined)
  if (!heard) return sayMenu(talk)
  const { told, isDanger } = heard
  const kind = isDanger ? 'safety' : await askKind(talk)
  const where = await askWhere(talk, args.unitId)
  const urgency = isDanger ? 'danger' : await askUrgency(talk)
  await lastLook(talk, { told, kind, where, urgency, privacy: 'named', about: undefined, onBehalf })
}

/** A grievance is told: six taps at most, the words in any order. */
export const tellGrievance: ConversationSpec = {
  name: reportName,
  version: 2,
  run: (talk, args) => askReport(talk, (args ?? {}) as ReportArgs, undefined),
}
