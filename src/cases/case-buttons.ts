import { action } from '../bot/callback-data.ts'

/** A case as whoever pressed may see it. */
export const caseOpen = action('case-open', 'case')
/** A step of it: done at once, or asked for what it needs. */
export const caseStep = action('case-step', 'case', 'step')
/** Words for it: an answer, a note, or more from the reporter. */
export const caseSay = action('case-say', 'case', 'kind')
/** All that was said, by page. */
export const caseThread = action('case-thread', 'case', 'page')
/** Its files, by page. */
export const caseFiles = action('case-files', 'case', 'page')
/** What the reporter says of the end: 1 to 5, or 0 for "not settled". */
export const caseRate = action('case-rate', 'case', 'score')
export const casePush = action('case-push', 'case')
/** `desk`: what waits for me; `all`: every open case that I may see. */
export const deskPage = action('case-desk', 'scope', 'page')
export const minePage = action('case-mine', 'page')
