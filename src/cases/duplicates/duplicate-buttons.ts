import { action } from '../../bot/callback-data.ts'

/** What may be the same matter as a case, and what goes along with it. */
export const caseAlike = action('case-alike', 'case')
/** The case goes along with `to` from now on; `at` is the one that is looked at. */
export const caseJoin = action('case-join', 'case', 'to', 'at')
/** It goes its own way again. */
export const caseUnjoin = action('case-unjoin', 'case', 'at')
