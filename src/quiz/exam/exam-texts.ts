import {
  type Button,
  type Confidential,
  confidential,
  type Public,
  publicMessage,
} from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { openLines, optionButtons } from '../asked-texts.ts'
import { type Exam, type ExamTerms, stageOf } from './exam.ts'
import {
  examAt,
  examChoose,
  examHandIn,
  examHandInSure,
  examOpen,
  examResult,
  examStart,
} from './exam-buttons.ts'
import type { PaperView } from './show-paper.ts'
import type { TakerView } from './take-exam.ts'

/** What is asked, how long, how often, and by when. */
export function termsLines(t: T, terms: Omit<ExamTerms, 'unitId' | 'set'>, timeZone: string): string[] {
  const { count, minutes, attempts, passPercent, opensAt, closesAt } = terms
  const from = momentInWords(t, opensAt, timeZone)
  const to = momentInWords(t, closesAt, timeZone)
  return [
    t('exam-terms', { count, minutes }),
    t('exam-terms-pass', { percent: passPercent, attempts }),
    t('exam-window-is', { from, to }),
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
function standing(t: T, { exam, papers, open }: TakerView, { now, timeZone }: Clock): string {
  if (open) return t('exam-is-begun')
  const left = exam.attempts - papers.length
  const stage = stageOf(exam, now)
  if (stage === 'coming') return t('exam-not-open', { at: momentInWords(t, exam.opensAt, timeZone) })
  if (stage === 'over') return t('exam-is-over')
  return left > 0
    ? t('exam-may-begin', { left, minutes: exam.minutes })
    : t('exam-no-attempts', { attempts: exam.attempts })
}

function startButtons(t: T, { exam, papers, open }: TakerView, now: Date): Button[] {
  const data = examStart.data({ exam: exam.id })
  if (open) return [{ text: t('exam-go-on'), data }]
  const may = stageOf(exam, now) === 'open' && papers.length < exam.attempts
  return may ? [{ text: t('exam-start'), data }] : []
}

/** An exam for who may take it. */
export function takerCard(t: T, view: TakerView, clock: Clock): Confidential {
  const { exam, unit, papers } = view
  const results = papers.filter(({ handedInAt }) => handedInAt)
  const lines = [
    `<b>${escapeHtml(exam.title)}</b>`,
    escapeHtml(unit),
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

function turning(t: T, { paperId: paper, place, total }: PaperView): Button[] {
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
  return confidential(lines.join('\n'), { buttons: [...options, turning(t, view), [handIn]] })
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

/** The exams that concern somebody: to take, and to manage. */
export function examList(
  t: T,
  { take, manage }: { take: readonly Exam[]; manage: readonly Exam[] },
  manageData: (exam: Exam) => string,
): Confidential {
  const buttons = [
    ...take.map((exam) => ({
      text: t('exam-to-take', { title: exam.title }),
      data: examOpen.data({ exam: exam.id }),
    })),
    ...manage.map((exam) => ({ text: t('exam-to-manage', { title: exam.title }), data: manageData(exam) })),
  ]
  const words = t(buttons.length > 0 ? 'exam-list' : 'exam-list-none')
  return confidential(words, { buttons: buttons.map((button) => [button]) })
}
