import { action } from '../bot/callback-data.ts'

/** An option is named by its place in Question.options, wherever it is shown, of the version that was shown. */
export const practiceAnswer = action('practice-answer', 'practice', 'place', 'version', 'option')
/** Of several right ones: marks an option (`to` is 1), or takes the mark away (0). */
export const practiceMark = action('practice-mark', 'practice', 'place', 'version', 'option', 'to')
/** "These are all", after marking. */
export const practiceDone = action('practice-done', 'practice', 'place', 'version')
/** The next question of it, or how it went. */
export const practiceNext = action('practice-next', 'practice')
/** Five more. */
export const practiceMore = action('practice-more')
/** What one got wrong, or did not answer, on an evening. In a group it opens the private chat. */
export const practiceMissed = action('practice-missed', 'evening')

/** The notebook of mistakes: a page of what holds these words. */
export const practiceMistakes = action('practice-mistakes', 'page', 'words')
export const practiceMistake = action('practice-mistake', 'question')
export const practiceSearch = action('practice-search')
/** Practises one mistake now. */
export const practiceAgain = action('practice-again', 'question')
/** Practises what stands on a page of the notebook. */
export const practicePage = action('practice-page', 'page', 'words')

/** Everything somebody has learned: asked about first, and gone by the second tap. */
export const practiceForget = action('practice-forget')
export const practiceForgetSure = action('practice-forget-sure')

export const practiceRemind = action('practice-remind')
export const practiceQuiet = action('practice-quiet')

/** The prefix of the link that does what `practiceMissed` does: `startLink(me, missedPayload(evening))`. */
export const missedPrefix = 'missed'
export const missedPayload = (eveningId: number): string => `${missedPrefix}-${eveningId}`
