import { action } from '../../bot/callback-data.ts'

/** Asks to learn who told a sealed case; answers what another asked. */
export const unsealAsk = action('unseal-ask', 'case')
export const unsealAgree = action('unseal-agree', 'case', 'asked')
export const unsealRefuse = action('unseal-refuse', 'case', 'asked')
