import { action, menuButton } from '../bot/callback-data.ts'

export const daysShow = action('days', 'page')
export const dayAdd = action('day-add')
export const dayForget = action('day-forget', 'day')
/** `how`: whole or open */
export const yearMark = action('days-year', 'year', 'how')

/** Opens the list, from wherever it is pressed. */
export const openDays = menuButton.data({ command: 'days' })
