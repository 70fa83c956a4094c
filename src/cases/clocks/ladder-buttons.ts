import { action } from '../../bot/callback-data.ts'

/** More time, once, with a reason. */
export const caseExtend = action('case-extend', 'case')
/** 挂牌督办, and off the list again. */
export const caseSupervise = action('case-supervise', 'case')
export const caseLift = action('case-lift', 'case')
export const supervisedPage = action('supervised', 'page')
