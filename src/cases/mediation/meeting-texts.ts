import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { momentInWords } from '../../schedules/schedule-texts.ts'
import { type Saying, said, seeButton } from './case-mediation-texts.ts'

interface When {
  at: Date
  place: string
  timeZone: string
}

const whenArgs = (t: T, { at, place, timeZone }: When) => ({
  at: momentInWords(t, at, timeZone),
  place: escapeHtml(place),
})

export const meetingMessage =
  (what: 'meeting-set' | 'meeting-moved' | 'meeting-cancelled' | 'meeting-needless', when: When): Saying =>
  (t, one) =>
    said(t, one, [t(`mediation-${what}`, whenArgs(t, when))], [[seeButton(t, one)]])

/** `isLast`: two hours before is at night, so this is all that is said. */
export const reminderMessage =
  ({ isToday, isLast, ...when }: When & { isToday: boolean; isLast: boolean }): Saying =>
  (t, one) =>
    said(
      t,
      one,
      [
        t(isToday ? 'mediation-remind-today' : 'mediation-remind-tomorrow', whenArgs(t, when)),
        isLast ? t('mediation-remind-last') : '',
      ],
      [[seeButton(t, one)]],
    )
