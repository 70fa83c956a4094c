import { action } from '../../bot/callback-data.ts'

/** A unit's bank: its chapters. */
export const bankOpen = action('question-bank', 'unit')
/** The chapters that do not fit the first page. */
export const bankChaptersPage = action('question-chapters', 'unit', 'page')
/** `of` is all, retired, or the id of a question: those of its chapter. */
export const bankList = action('question-list', 'unit', 'of', 'page')
export const bankFind = action('question-find', 'unit', 'page', 'words')
export const bankSearch = action('question-search', 'unit')
export const bankExport = action('question-export', 'unit')
export const bankExportAs = action('question-export-as', 'unit', 'format')

export const questionOpen = action('question-open', 'question')
export const questionCorrect = action('question-correct', 'question')
export const questionRetire = action('question-retire', 'question')
export const questionBack = action('question-back', 'question')
/** A picture or a voice goes before it, is looked at, is taken away. */
export const questionPicture = action('question-picture', 'question')
export const questionSee = action('question-see', 'question')
export const questionBare = action('question-bare', 'question')
