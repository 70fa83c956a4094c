import type { ConversationSpec, Option, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { dayPlus, localDate, midnight } from '../lib/local-time.ts'
import { parseDay } from '../lib/parse-when.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { appointDeputy } from './appoint-deputy.ts'
import { askUnit } from './ask-unit.ts'
import { absentIn, type Colleague, colleaguesOf } from './deputies.ts'
import { unitsWith } from './may.ts'

export const leaveName = 'leave'
export const leaveForName = 'leave-for'

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

const named = (talk: Talk, people: readonly Colleague[]): Option[][] =>
  inRows(
    people.map(({ id, name, role }) => ({
      id: String(id),
      label: talk.t('leave-person', { name, role: talk.t(`role-${role}`) }),
    })),
    2,
  )

async function askDeputy(talk: Talk, absentId: number): Promise<number> {
  const { t, personId } = talk
  const colleagues = await talk.must(({ db }) => colleaguesOf(db, absentId))
  if (colleagues.length === 0) throw new Refusal('leave-nobody')
  const question = t(absentId === personId ? 'leave-who' : 'leave-who-for')
  return Number(await talk.choose(publicMessage(question), named(talk, colleagues)))
}

/** From which day to which, and who stands in. */
async function arrange(talk: Talk, absentId: number): Promise<void> {
  const { t, personId } = talk
  const { today, timeZone } = await talk.must(async ({ clock, config }) => ({
    today: localDate(clock.now(), config.townTimezone),
    timeZone: config.townTimezone,
  }))
  const first = await askDay(talk, 'leave-from', { from: today, timeZone }, [0, 1, 2, 3])
  const last = await askDay(talk, 'leave-to', { from: first, timeZone }, [0, 2, 6, 13])
  const deputyId = await askDeputy(talk, absentId)
  const done = await talk.perform(async (app) => {
    const leave = {
      personId: absentId,
      deputyId,
      startsAt: midnight(first, timeZone),
      endsAt: midnight(dayPlus(last, 1), timeZone),
    }
    return appointDeputy(app, { personId }, leave)
  })
  const key = done.ok ? 'leave-noted' : done.refusal.code
  await talk.say(publicMessage(escapeHtml(t(key, done.ok ? { from: first, to: last } : done.refusal.args))))
}

export const askLeave: ConversationSpec = {
  name: leaveName,
  version: 1,
  run: (talk) => arrange(talk, talk.personId),
}

/** Which of those in a unit whose offices are theirs to fill? */
async function askAbsent(talk: Talk): Promise<number> {
  const { t, personId } = talk
  const unit = await askUnit(talk, {
    tops: ({ db }) => unitsWith(db, personId, 'lead-cases'),
    question: t('leave-which-unit'),
    whole: ({ name }) => t('leave-this-unit', { unit: name }),
  })
  const people = await talk.must(async ({ db }) => {
    const found = await absentIn(db, { personId }, unit.id)
    if (found.length === 0) throw new Refusal('leave-none-there')
    return found
  })
  return Number(await talk.choose(publicMessage(t('leave-whose')), named(talk, people)))
}

/** Somebody fell ill, and another enters it for them: who, from which day to which, and who stands in. */
export const askLeaveFor: ConversationSpec = {
  name: leaveForName,
  version: 1,
  run: async (talk) => arrange(talk, await askAbsent(talk)),
}
