import { action } from '../bot/callback-data.ts'

export const priceShow = action('price-show', 'series')
export const priceWatch = action('price-watch', 'series')
export const alertOff = action('alert-off', 'alert')
export const waitingTake = action('waiting-take', 'waiting')
export const waitingDrop = action('waiting-drop', 'waiting')
export const digestOpen = action('digest-open', 'digest')
export const digestChange = action('digest-change', 'digest', 'how')
