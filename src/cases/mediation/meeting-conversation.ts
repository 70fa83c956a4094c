import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { nextAfter } from '../../lib/schedule.ts'
import { shorten } from '../../lib/shorten.ts'
import { askOnce } from '../../schedules/ask-when.ts'
import { arrangeMeeting, moveMeeting } from './arrange-meeting.ts'
import { type AboutCase, about, act } from './mediation-conversation.ts'

export const meetingName = 'meeting'

interface MeetingArgs extends AboutCase {
  /** Which one is to be moved; absent: a new one. */
  meetingId?: number
}

/** Usual places, each with its words `mediation-place-<id>`. */
const places = ['office', 'room', 'field', 'justice'] as const

const longestPlace = 100

async function askPlace(talk: Talk, of: AboutCase): Promise<string> {
  const { t } = talk
  const options = places.map((id) => ({ id, label: t(`mediation-place-${id}`) }))
  const answer = await talk.chooseOrAsk(about(talk, of, 'mediation-where'), inRows(options, 2), (heard) => {
    const place = heard.kind === 'text' ? shorten(heard.text.trim(), longestPlace) : ''
    return place || new Refusal('mediation-place-needed')
  })
  return 'said' in answer ? answer.said : t(`mediation-place-${answer.chose}`)
}

async function askMeeting(talk: Talk, args: MeetingArgs): Promise<void> {
  const { personId, key } = talk
  const by = { personId }
  const { caseId, meetingId } = args
  const rule = await askOnce(talk)
  const place = await askPlace(talk, args)
  await act(talk, args, meetingId === undefined ? 'mediation-arranged' : 'mediation-moved', (app) => {
    const at = nextAfter(rule, app.config.townTimezone, app.clock.now())
    if (!at) throw new Refusal('schedule-past')
    return meetingId === undefined
      ? arrangeMeeting(app, by, caseId, { at, place }, key)
      : moveMeeting(app, by, caseId, meetingId, { at, place })
  })
}

/** When and where both sides meet with the mediator. */
export const planMeeting: ConversationSpec = {
  name: meetingName,
  version: 1,
  run: (talk, args) => askMeeting(talk, args as MeetingArgs),
}
