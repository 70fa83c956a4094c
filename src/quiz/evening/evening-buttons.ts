import { action } from '../../bot/callback-data.ts'

/** Count me in. */
export const eveningJoin = action('evening-join', 'evening')
/** Under the group's results: opens the private chat with one's own. */
export const eveningOwn = action('evening-own', 'evening')
/** The host's: `how` is pause, resume or stop. */
export const eveningPress = action('evening-press', 'evening', 'how')
/** Skips the question that whoever pressed has seen open. */
export const eveningSkip = action('evening-skip', 'evening', 'place')
/** Asks once more before it ends. */
export const eveningStop = action('evening-stop', 'evening')
export const eveningOpen = action('evening-open', 'evening')
export const quizPlanOpen = action('quiz-plan-open', 'plan')
/** Holds what is planned at once. */
export const quizPlanNow = action('quiz-plan-now', 'plan')
export const quizPlanChange = action('quiz-plan-change', 'plan', 'how')

/** `t.me/bot?start=quiz-5` opens one's own result of evening 5. */
export const ownPrefix = 'quiz'
export const ownPayload = (eveningId: number): string => `${ownPrefix}-${eveningId}`
/** `t.me/bot?start=quizhere-17` plans an evening in the group that we call 17. */
export const herePrefix = 'quizhere'
export const herePayload = (chatId: number): string => `${herePrefix}-${chatId}`
