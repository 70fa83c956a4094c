import type { Button, Confidential } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { firstWords } from '../lib/shorten.ts'
import type { Case, CaseStep } from './case.ts'
import { caseSay, caseThread } from './case-buttons.ts'
import type { EventActor } from './case-event.ts'
import {
  type Deadline,
  deadlineInWords,
  filesButton,
  glance,
  inPairs,
  message,
  openButton,
  stateForStaff,
  stateLine,
  stepButton,
} from './case-texts.ts'
import type { SayKind } from './entry.ts'
import { noteInWords } from './note-texts.ts'

/** A new one, for those who take in. */
export const newCaseMessage =
  ({ from, text, unit, deadline }: { from: string; text: string; unit: string; deadline: Deadline }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [
        one.urgency === 'usual' ? '' : `<b>${t(`case-urgency-${one.urgency}`)}</b>`,
        t('case-new', { unit: escapeHtml(unit), from: escapeHtml(from) }),
        escapeHtml(firstWords(text, glance)),
        t('case-take-in-by', { day: deadlineInWords(t, deadline) }),
      ],
      [[openButton(t, one)]],
    )

/** What the reporter added, said again to those who have it. */
export const moreToldMessage =
  ({ from, text }: { from: string; text: string }) =>
  (t: T, one: Case): Confidential =>
    message(
      t,
      one,
      [t('case-more-told', { from: escapeHtml(from) }), escapeHtml(firstWords(text, 3_000))],
      [[openButton(t, one)]],
    )

export interface CardView {
  unit: string
  handlingUnit: string
  /** The name, or 来信人-7K2. */
  from: string
  lead: string | undefined
  handler: string | undefined
  deadline: Deadline
  steps: readonly CaseStep[]
  /** The first words of it, and how many entries there are. */
  text: string
  entries: number
  files: number
  last: { actor: EventActor; what: string; note: string | undefined } | undefined
  /** The reader works on it, rather than having told it for another alone. */
  isStaff: boolean
  /** There is another side: buttons name the one that they are for. */
  hasParty: boolean
  /** Words that somebody who works on it is to see once more: who filed it, who must not learn of it. */
  marks: readonly string[]
}

/** A case for who works on it, with the steps that they may take now. */
export function caseCard(t: T, one: Case, view: CardView, more: readonly Button[] = []): Confidential {
  const { lead, handler, last } = view
  const lines = [
    one.urgency === 'usual' ? '' : `<b>${t(`case-urgency-${one.urgency}`)}</b>`,
    stateLine(t, stateForStaff(t, one.state), view.deadline),
    t('case-where-line', { unit: escapeHtml(view.unit), handling: escapeHtml(view.handlingUnit) }),
    t('case-from-line', { from: escapeHtml(view.from) }),
    ...view.marks,
    lead === undefined && handler === undefined
      ? ''
      : t('case-who-line', { lead: escapeHtml(lead ?? '—'), handler: escapeHtml(handler ?? '—') }),
    one.outcome === undefined ? '' : t('case-outcome-line', { outcome: t(`case-outcome-${one.outcome}`) }),
    '',
    escapeHtml(firstWords(view.text, glance)),
    view.entries > 1 || view.text.length > glance ? t('case-more-line', { entries: view.entries }) : '',
    last?.note
      ? t('case-last-line', {
          what: t(`case-event-${last.what}`),
          note: escapeHtml(firstWords(noteInWords(t, { what: last.what, note: last.note }), 200)),
        })
      : '',
  ]
  const say = (kind: SayKind, key = `case-say-${kind}`): Button => ({
    text: t(key),
    data: caseSay.data({ case: one.id, kind }),
  })
  const talk: Button[] = [
    ...(view.isStaff
      ? [say('answer', view.hasParty ? 'case-say-answer-reporter' : 'case-say-answer'), say('note')]
      : [say('told')]),
    { text: t('case-thread'), data: caseThread.data({ case: one.id, page: 1 }) },
  ]
  if (view.files > 0) talk.push(filesButton(t, one, view.files))
  const steps = view.steps.map((step) => stepButton(t, one, step))
  return message(t, one, lines, [...inPairs(steps), ...inPairs(talk), ...inPairs(more)])
}
