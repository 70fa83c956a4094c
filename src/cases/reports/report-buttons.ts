import { action } from '../../bot/callback-data.ts'

/** A report: of a unit, for a period by its name. */
export const reportOpen = action('case-report', 'unit', 'period')
/** The units beneath, to choose one; by page. */
export const reportBelow = action('case-report-below', 'unit', 'period', 'page')
/** Its numbers as bars: by `week` or by `unit`. */
export const reportPicture = action('case-report-bars', 'unit', 'period', 'by')
/** Its numbers, and its cases one by one, as a spreadsheet. */
export const reportTable = action('case-report-table', 'unit', 'period')
