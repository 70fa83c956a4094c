import { action } from '../../bot/callback-data.ts'

/** "Nothing" or "something", of one unit. */
export const sweepSay = action('sweep-say', 'asked', 'word')
/** Where nobody has said anything yet. */
export const sweepMissing = action('sweep-missing', 'round')
export const sweepOpen = action('sweep-open', 'sweep')
export const sweepChange = action('sweep-change', 'sweep', 'how')
