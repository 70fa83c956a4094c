import { action } from '../../bot/callback-data.ts'

/** Which month of a unit's bulletins. */
export const bulletinUnit = action('case-bulletin-unit', 'unit')
/** A month's bulletin as its readers will see it. */
export const bulletinOpen = action('case-bulletin', 'unit', 'month')
/** Sends what was shown; `seal` says what that was. */
export const bulletinSend = action('case-bulletin-send', 'unit', 'month', 'seal')
