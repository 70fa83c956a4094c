import type { T } from '../lib/i18n.ts'
import { declineReasons, pauseReasons } from './case.ts'

interface ReasonList {
  ids: readonly string[]
  /** Before the id, in the key of its words. */
  prefix: string
}

const wentUp: ReasonList = { ids: ['overdue', 'disputed', 'nobody-there'], prefix: 'case-went-up' }

/** The notes of these acts begin with a reason of a list, or a score, as its id. */
const reasonsOf: Readonly<Record<string, ReasonList>> = {
  pause: { ids: pauseReasons, prefix: 'case-wait' },
  decline: { ids: declineReasons, prefix: 'case-decline' },
  confirm: { ids: ['1', '2', '3', '4', '5'], prefix: 'case-rate' },
  climb: wentUp,
  top: wentUp,
}

/** The note of an act as one reads it: a reason that is kept by its id is said in words. */
export function noteInWords(t: T, { what, note }: { what: string; note: string }): string {
  const [id = '', ...rest] = note.split(' ')
  const list = reasonsOf[what]
  if (!list?.ids.includes(id)) return note
  const reason = t(`${list.prefix}-${id}`)
  return rest.length > 0 ? t('case-reason-note', { reason, note: rest.join(' ') }) : reason
}
