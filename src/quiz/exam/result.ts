import type { Exam } from './exam.ts'
import type { Paper } from './paper.ts'

/** How a paper came out, for its owner. */
export interface ResultView {
  exam: Exam
  paper: Paper
  right: number
  total: number
  isPassed: boolean
  /** The window is over: what was wrong may be shown. */
  isOver: boolean
  attemptsLeft: number
}
