import { action } from '../../bot/callback-data.ts'

/** What an exam is, for who may take it. In a group it opens the private chat. */
export const examOpen = action('exam-open', 'exam')
/** Begins an attempt, the first, the second …, or goes on with it; of one that is handed in it shows the result. */
export const examStart = action('exam-start', 'exam', 'attempt')
/** A question of one's paper. */
export const examAt = action('exam-at', 'paper', 'place')
/** Takes an option, named by its place in Question.options (`to` is 1), or lets go of it (0). */
export const examChoose = action('exam-choose', 'paper', 'place', 'option', 'to')
/** Asks whether it is to be handed in; `place` is where one goes back to. */
export const examHandIn = action('exam-hand-in', 'paper', 'place')
export const examHandInSure = action('exam-hand-in-sure', 'paper')
export const examResult = action('exam-result', 'paper')
/** The first, the second … of what was wrong, once the window is over. */
export const examWrong = action('exam-wrong', 'paper', 'at')
export const examCertificate = action('exam-certificate', 'paper')

/** A page of the exams that somebody manages. */
export const examPage = action('exam-page', 'page')
export const examManage = action('exam-manage', 'exam')
export const examClose = action('exam-close', 'exam')
export const examCloseSure = action('exam-close-sure', 'exam')
export const examTable = action('exam-table', 'exam')

/** The prefix of the link that opens an exam: `startLink(me, examPayload(id))`. */
export const examPrefix = 'exam'
export const examPayload = (examId: number): string => `${examPrefix}-${examId}`
