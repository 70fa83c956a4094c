import {
  type Button,
  type Confidential,
  confidential,
  type Public,
  publicMessage,
} from '../../delivery/message.ts'
import { turning } from '../../delivery/turning.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { openLines, optionButtons } from '../asked-texts.ts'
import { type Exam, type ExamTerms, endOf, stageOf } from './exam.ts'
import {
  examAt,
  examChoose,
  examHandIn,
  examHandInSure,
  examManage,
  examOpen,
  examPage,
  examResult,
  examStart,
} from './exam-buttons.ts'
import type { ManagedPage } from './manage-exam.ts'
import type { OpenElsewhere } from './paper.ts'
import type { TakerView } from './see-exam.ts'
import type { PaperView } from './show-paper.ts'

/** What is asked, how long, how often, and by when. */
export function termsLines(t: T, terms: Omit<ExamTerms, 'unitId' | 'set'>, timeZone: string): string[] {
  const { count, minutes, attempts, passPercent, opensAt, closesAt } = terms
  const from = momentInWords(t, opensAt, timeZone)
  const to = momentInWords(t, closesAt, timeZone)
  return [
    t('exam-terms', { count, minutes }),
    t('exam-terms-pass', { percent: passPercent, attempts }),
    // What was called off has no window.
    ...(opensAt < closesAt ? [t('exam-window-is', { from, to })] : []),
  ]
}

/** To the people of a unit, and to its groups. */
export function announcement(
  t: T,
  exam: Omit<ExamTerms, 'set'> & { id: number },
  { unit, timeZone }: { unit: string; timeZone: string },
): Public {
  const head = `<b>${t('exam-announced', { unit: escapeHtml(unit), title: escapeHtml(exam.title) })}</b>`
  const button = { text: t('exam-see'), data: examOpen.data({ exam: exam.id }) }
  const lines = [head, ...termsLines(t, exam, timeZone), t('exam-announced-how')]
  return publicMessage(lines.join('\n'), { buttons: [[button]] })
}

export interface Clock {
  now: Date
  timeZone: string
}

/** What somebody can do with an exam now, in words. */
function standing(t: T, { exam, unit, papers, open, belongs }: TakerView, { now, timeZone }: Clock): string {
  if (open) return t('exam-is-begun')
  const left = exam.attempts - papers.length
  const stage = stageOf(exam, now)
  if (stage === 'over') return t(`exam-is-${endOf(exam)}`)
  if (!belongs) return t('exam-not-here', { unit: escapeHtml(unit.name) })
  if (stage === 'coming') return t('exam-not-open', { at: momentInWords(t, exam.opensAt, timeZone) })
  return left > 0
    ? t('exam-may-begin', { left, minutes: exam.minutes })
    : t('exam-no-attempts', { attempts: exam.attempts })
}

/** The attempt is in the button: pressed too late it begins no other. */
const goOnButton = (t: T, { examId, attempt }: { examId: number; attempt: number }): Button => ({
  text: t('exam-go-on'),
  data: examStart.data({ exam: examId, attempt }),
})

function startButtons(t: T, { exam, papers, open, belongs }: TakerView, now: Date): Button[] {
  if (open) return [goOnButton(t, open)]
  const may = belongs && stageOf(exam, now) === 'open' && papers.length < exam.attempts
  const data = examStart.data({ exam: exam.id, attempt: papers.length + 1 })
  return may ? [{ text: t('exam-start'), data }] : []
}

/** Another exam waits until that paper is handed in. */
export function otherOpenMessage(t: T, other: OpenElsewhere): Confidential {
  const words = t('exam-other-open', { title: escapeHtml(other.title) })
  return confidential(words, { buttons: [[goOnButton(t, other)]] })
}

/** An exam for who may take it. */
export function takerCard(t: T, view: TakerView, clock: Clock): Confidential {
  const { exam, unit, papers } = view
  const results = papers.filter(({ handedInAt }) => handedInAt)
  const lines = [
    `<b>${escapeHtml(exam.title)}</b>`,
    escapeHtml(unit.name),
    ...termsLines(t, exam, clock.timeZone),
    standing(t, view, clock),
  ]
  const seen = results.map(({ id, attempt, right = 0 }) => ({
    text: t('exam-attempt', { attempt, right }),
    data: examResult.data({ paper: id }),
  }))
  const buttons = [startButtons(t, view, clock.now), ...seen.map((one) => [one])].filter(
    (row) => row.length > 0,
  )
  return confidential(lines.join('\n'), { buttons })
}

/** 还剩 12 分 30 秒 */
export function timeLeft(t: T, seconds: number): string {
  return t('exam-time-left', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}

function turningPaper(t: T, { paperId: paper, place, total }: PaperView): Button[] {
  const to = (at: number, text: string) => ({ text, data: examAt.data({ paper, place: at }) })
  return [
    ...(place > 0 ? [to(place - 1, t('exam-before'))] : []),
    to(place, `${place + 1} / ${total}`),
    ...(place < total - 1 ? [to(place + 1, t('exam-after'))] : []),
  ]
}

/** A question of a paper: what is chosen has a tick, and can be changed until it is handed in. */
export function paperMessage(t: T, view: PaperView): Confidential {
  const { paperId: paper, title, place, total, chosen, question, seconds, unanswered } = view
  const isSeveral = question.kind === 'several'
  const lines = [
    `<b>${escapeHtml(title)}</b> · ${t('practice-head', { number: place + 1, total })}`,
    `<i>${timeLeft(t, seconds)}</i> · ${t(unanswered === 0 ? 'exam-all-answered' : 'exam-unanswered', { unanswered })}`,
    '',
    ...openLines(t, view),
  ]
  const options = optionButtons(t, view, chosen, (option) =>
    examChoose.data({ paper, place, option, to: isSeveral && chosen.includes(option) ? 0 : 1 }),
  )
  const handIn = { text: t('exam-hand-in'), data: examHandIn.data({ paper, place }) }
  return confidential(lines.join('\n'), { buttons: [...options, turningPaper(t, view), [handIn]] })
}

/** There is no way back from handing in: it is asked once. */
export function handInQuestion(
  t: T,
  { paperId: paper, place, unanswered, seconds }: PaperView,
): Confidential {
  const words = unanswered === 0 ? t('exam-hand-in-all') : t('exam-hand-in-unanswered', { unanswered })
  const buttons = [
    [{ text: t('exam-hand-in-sure'), data: examHandInSure.data({ paper }) }],
    [{ text: t('exam-hand-in-back'), data: examAt.data({ paper, place }) }],
  ]
  return confidential([words, timeLeft(t, seconds)].join('\n'), { buttons })
}

/** The exams that concern somebody: to take, with what they made of those that are over, and to manage. */
export interface ExamList {
  take: readonly Exam[]
  taken: readonly Exam[]
  managed: ManagedPage
}

export function examList(t: T, { take, taken, managed }: ExamList): Confidential {
  const buttons = [
    ...take.map(({ id, title }) => ({
      text: t('exam-to-take', { title }),
      data: examOpen.data({ exam: id }),
    })),
    ...taken.map(({ id, title }) => ({
      text: t('exam-taken', { title }),
      data: examOpen.data({ exam: id }),
    })),
    ...managed.exams.map(({ id, title }) => ({
      text: t('exam-to-manage', { title }),
      data: examManage.data({ exam: id }),
    })),
  ]
  const turns = turning(t, managed, (page) => examPage.data({ page }))
  const rows = [...buttons.map((button) => [button]), ...(turns.length > 0 ? [turns] : [])]
  return confidential(t(rows.length > 0 ? 'exam-list' : 'exam-list-none'), { buttons: rows })
}
