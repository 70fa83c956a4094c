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
import { type Asked, askedLines, choiceInWords, explainedLines } from '../asked-texts.ts'
import { examCertificate, examOpen, examResult, examWrong } from './exam-buttons.ts'
import { isCutShort } from './paper.ts'
import type { ResultView } from './result.ts'

export interface Told extends ResultView {
  /** Nobody pressed: the time was over. */
  isByClock: boolean
  timeZone: string
}

function wrongLine(t: T, { right, total, isOver, exam, timeZone }: Told): string[] {
  if (right === total) return []
  return isOver
    ? [t('exam-wrong-now')]
    : [t('exam-wrong-later', { at: momentInWords(t, exam.closesAt, timeZone) })]
}

function resultButtons(
  t: T,
  { paper, exam, right, total, isPassed, isOver, attemptsLeft }: Told,
): Button[][] {
  const certificate = { text: t('exam-want-certificate'), data: examCertificate.data({ paper: paper.id }) }
  const see = t(isOver ? 'exam-see-wrong' : 'exam-see-wrong-later')
  const wrong = { text: see, data: examWrong.data({ paper: paper.id, at: 1 }) }
  const again = { text: t('exam-again'), data: examOpen.data({ exam: exam.id }) }
  return [
    ...(isPassed ? [[certificate]] : []),
    ...(right < total ? [[wrong]] : []),
    ...(!isOver && attemptsLeft > 0 ? [[again]] : []),
  ]
}

/** How it came out, for its owner alone. */
export function resultMessage(t: T, view: Told): Confidential {
  const { exam, paper, right, total, isPassed, isByClock } = view
  const why = isCutShort(paper, exam) ? 'exam-by-host' : 'exam-by-clock'
  const lines = [
    `<b>${escapeHtml(exam.title)}</b>`,
    ...(isByClock ? [t(why)] : []),
    t('exam-right-of', { right, total }),
    t(isPassed ? 'exam-passed' : 'exam-not-passed', { percent: exam.passPercent }),
    ...wrongLine(t, view),
  ]
  return confidential(lines.join('\n'), { buttons: resultButtons(t, view) })
}

/** One question that was wrong. */
export interface WrongView extends Asked {
  paperId: number
  /** The second of three. */
  at: number
  count: number
  chosen: readonly number[]
}

export function wrongMessage(t: T, view: WrongView): Confidential {
  const { paperId: paper, at, count, chosen, question } = view
  const lines = [
    `<b>${t('exam-wrong-head', { at, count })}</b>`,
    ...askedLines(t, view, question.right),
    '',
    chosen.length > 0
      ? t('exam-you-chose', { chosen: choiceInWords(t, view, chosen) })
      : t('exam-not-answered'),
    t('practice-is-right', { right: choiceInWords(t, view, question.right) }),
    ...explainedLines(t, view),
  ]
  const to = (n: number, text: string) => ({ text, data: examWrong.data({ paper, at: n }) })
  const turning = [
    ...(at > 1 ? [to(at - 1, t('exam-before'))] : []),
    { text: t('exam-see-result'), data: examResult.data({ paper }) },
    ...(at < count ? [to(at + 1, t('exam-after'))] : []),
  ]
  return confidential(lines.join('\n'), { buttons: [turning] })
}

/** What a certificate stands for. */
export interface Certified {
  number: string
  name: string
  title: string
  /** 2026-03-02 */
  day: string
  right: number
  total: number
}

export function certifiedMessage(t: T, { number, name, title, day, right, total }: Certified): Public {
  const words = { number, name: escapeHtml(name), title: escapeHtml(title), day, right, total }
  return publicMessage(t('exam-certified', words))
}

export function certificateCaption(t: T, { number }: Certified): Confidential {
  return confidential(t('exam-certificate-caption', { number }))
}
