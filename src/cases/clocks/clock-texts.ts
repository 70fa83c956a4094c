import { type Confidential, confidential } from '../../delivery/message.ts'
import type { T } from '../../lib/i18n.ts'
import { localTime } from '../../lib/local-time.ts'
import type { Case } from '../case.ts'
import { casePush } from '../case-buttons.ts'
import { caseHead, type Deadline, deadlineInWords, plainNews } from '../case-texts.ts'
import type { WhyUp } from './case-clock.ts'
import type { ClockPurpose } from './case-terms.ts'

/** That so much of a term is gone, and by when what is to be done. */
export const markNews =
  ({ purpose, share, deadline }: { purpose: ClockPurpose; share: number; deadline: Deadline }) =>
  (t: T, one: Case): Confidential => {
    const { at, timeZone } = deadline
    const key = `ladder-${purpose}-${Math.round(share * 100)}`
    const when = { day: deadlineInWords(t, deadline), at: at ? localTime(at, timeZone) : '' }
    return plainNews(key, when)(t, one)
  }

/** It has more time: until when, and why. */
export const extendedNews =
  (deadline: Deadline, reason: string) =>
  (t: T, one: Case): Confidential =>
    plainNews('ladder-news-extended', { day: deadlineInWords(t, deadline) }, reason)(t, one)

/** To whoever told it: there is no level above to take it over, who was told instead, and what they can do. */
export const topNews =
  (why: WhyUp, unit: string) =>
  (t: T, one: Case): Confidential => {
    const { html, buttons = [] } = plainNews(`case-news-top-${why}`, { unit })(t, one)
    const push = { text: t('case-push'), data: casePush.data({ case: one.id }) }
    return confidential(html, { buttons: [[push], ...buttons] })
  }

/** To whoever had it: it went up. No button, for it is not theirs to see any more. */
export const takenUpMessage = (t: T, one: Case): Confidential =>
  confidential(`${caseHead(t, one)}\n${t('ladder-taken-up')}`)
