import { action, menuButton } from '../../bot/callback-data.ts'

export const termChange = action('term', 'term')

/** The list of working days, which stand beside the terms. */
export const openDays = menuButton.data({ command: 'days' })
