import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { type Exam, type ExamStage, type ExamTerms, endOf, stageOf, tellsAt } from './exam.ts'
import { examClose, examCloseSure, examManage, examTable } from './exam-buttons.ts'
import { type Clock, termsLines } from './exam-texts.ts'

/** For who manages it: counts alone; names are in the table. */
export interface HostView {
  exam: Exam
  unit: string
  taken: number
  passed: number
}

const head = ({ exam, unit }: HostView): string[] => [`<b>${escapeHtml(exam.title)}</b>`, escapeHtml(unit)]

const countsLine = (t: T, { taken, passed }: HostView) =>
  taken === 0 ? t('exam-nobody-yet') : t('exam-counts', { taken, passed })

const tableButton = (t: T, { exam, taken }: HostView): Button[] =>
  taken === 0 ? [] : [{ text: t('exam-table'), data: examTable.data({ exam: exam.id }) }]

const stageLine = (t: T, exam: Exam, stage: ExamStage) =>
  t(`exam-stage-${stage === 'over' ? endOf(exam) : stage}`)

/** One exam as its host sees it. */
export function hostCard(t: T, view: HostView, { now, timeZone }: Clock): Confidential {
  const { exam } = view
  const stage = stageOf(exam, now)
  const close = {
    text: t(stage === 'coming' ? 'exam-call-off' : 'exam-close'),
    data: examClose.data({ exam: exam.id }),
  }
  const lines = [
    ...head(view),
    ...termsLines(t, exam, timeZone),
    stageLine(t, exam, stage),
    ...(endOf(exam) === 'called-off' ? [] : [countsLine(t, view)]),
  ]
  const buttons = [tableButton(t, view), stage === 'over' ? [] : [close]].filter((row) => row.length > 0)
  return confidential(lines.join('\n'), { buttons })
}

/** What is handed in by this cannot be taken back: it is asked once. */
export function closeQuestion(t: T, { exam }: HostView, now: Date): Confidential {
  const what = stageOf(exam, now) === 'coming' ? 'call-off' : 'close'
  const buttons = [
    [{ text: t(`exam-${what}-sure`), data: examCloseSure.data({ exam: exam.id }) }],
    [{ text: t(`exam-${what}-not`), data: examManage.data({ exam: exam.id }) }],
  ]
  return confidential(t(`exam-${what}-question`, { title: escapeHtml(exam.title) }), { buttons })
}

const notAnnounced = (t: T, { announcedAt }: Exam) => (announcedAt ? [] : [t('exam-was-not-announced')])

/** Its window is over: how it went, with the table where somebody took it. */
export function endedMessage(t: T, view: HostView): Confidential {
  const { exam } = view
  const lines = [
    `<b>${t(`exam-has-ended-${endOf(exam)}`, { title: escapeHtml(exam.title) })}</b>`,
    ...(endOf(exam) === 'called-off' ? [] : [countsLine(t, view), ...notAnnounced(t, exam)]),
  ]
  const card = { text: t('exam-see-card'), data: examManage.data({ exam: exam.id }) }
  return confidential(lines.join('\n'), { buttons: [[card]] })
}

export const tableCaption = (t: T, { title }: Exam): Confidential =>
  confidential(t('exam-table-caption', { title: escapeHtml(title) }))

/** Somebody could not begin. */
export function tooFewMessage(t: T, { id, title }: Exam): Confidential {
  const card = { text: t('exam-see-card'), data: examManage.data({ exam: id }) }
  return confidential(t('exam-has-too-few', { title: escapeHtml(title) }), { buttons: [[card]] })
}

/** When its people hear of it: at once, when it opens, or in the morning after. */
function whenTold(t: T, terms: ExamTerms, { now, timeZone }: Clock): string {
  const at = tellsAt(terms, now, timeZone)
  if (at <= now) return t('exam-at-once')
  const words = momentInWords(t, at, timeZone)
  return at > terms.opensAt ? t('exam-in-the-morning', { at: words }) : words
}

/** Before it is saved: whom it reaches and when. */
export function confirmExam(
  t: T,
  {
    terms,
    unit,
    people,
    groups,
    tellsGroups,
    now,
    timeZone,
  }: {
    terms: ExamTerms
    unit: string
    people: number
    groups: number
    tellsGroups: boolean
    now: Date
    timeZone: string
  },
): Confidential {
  const when = whenTold(t, terms, { now, timeZone })
  const reach = t('exam-confirm', { unit: escapeHtml(unit), people, when })
  const toGroups = tellsGroups ? [t('exam-confirm-groups', { groups })] : []
  return confidential([reach, ...toGroups].join('\n'))
}
