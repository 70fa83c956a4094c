import type { ConversationSpec, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { dayPlus, localDate, midnight } from '../lib/local-time.ts'
import { parseDay } from '../lib/parse-when.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { appointDeputy } from './appoint-deputy.ts'
import { colleaguesOf } from './deputies.ts'

export const leaveName = 'leave'

async function askDay(
  talk: Talk,
  key: string,
  { from, timeZone }: { from: string; timeZone: string },
  days: readonly number[],
): Promise<string> {
  const { t } = talk
  const since = midnight(from, timeZone)
  const options = days.map((n) => ({ id: dayPlus(from, n), label: dayPlus(from, n) }))
  const answer = await talk.chooseOrAsk(publicMessage(t(key)), inRows(options, 2), (heard) => {
    const day = heard.kind === 'text' ? parseDay(heard.text, since, timeZone) : undefined
    return day ?? new Refusal('leave-not-a-day')
  })
  return 'said' in answer ? answer.said : answer.chose
}

async function askDeputy(talk: Talk): Promise<number> {
  const { t, personId } = talk
  const colleagues = await talk.must(({ db }) => colleaguesOf(db, personId))
  if (colleagues.length === 0) throw new Refusal('leave-nobody')
  const options = colleagues.map(({ id, name, role }) => ({
    id: String(id),
    label: t('leave-person', { name, role: t(`role-${role}`) }),
  }))
  return Number(await talk.choose(publicMessage(t('leave-who')), inRows(options, 2)))
}

/** From which day to which, and who stands in. */
export const askLeave: ConversationSpec = {
  name: leaveName,
  version: 1,
  async run(talk) {
    const { t, personId } = talk
    const { today, timeZone } = await talk.must(async ({ clock, config }) => ({
      today: localDate(clock.now(), config.townTimezone),
      timeZone: config.townTimezone,
    }))
    const first = await askDay(talk, 'leave-from', { from: today, timeZone }, [0, 1, 2, 3])
    const last = await askDay(talk, 'leave-to', { from: first, timeZone }, [0, 2, 6, 13])
    const deputyId = await askDeputy(talk)
    const done = await talk.perform(async (app) => {
      const leave = {
        personId,
        deputyId,
        startsAt: midnight(first, timeZone),
        endsAt: midnight(dayPlus(last, 1), timeZone),
      }
      return appointDeputy(app, { personId }, leave)
    })
    const key = done.ok ? 'leave-noted' : done.refusal.code
    await talk.say(publicMessage(escapeHtml(t(key, done.ok ? { from: first, to: last } : done.refusal.args))))
  },
}
