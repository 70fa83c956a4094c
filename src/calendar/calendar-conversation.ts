import type { ConversationSpec, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { parseDay } from '../lib/parse-when.ts'
import { Refusal } from '../lib/refusal.ts'
import { dayInWords, dayNoted } from './calendar-texts.ts'
import { lookAtDay, noteDay } from './note-day.ts'
import { dayName } from './noted-day.ts'

/** Today, tomorrow or the day after by a button, any other by words. */
async function askDay(talk: Talk): Promise<string> {
  const { t } = talk
  const time = await talk.must(async ({ clock, config }) => ({
    now: clock.now().toISOString(),
    timeZone: config.townTimezone,
  }))
  const read = (text: string) => parseDay(text, new Date(time.now), time.timeZone)
  const today = localDate(new Date(time.now), time.timeZone)
  const near = [0, 1, 2].map((days) => dayPlus(today, days))
  const options = near.map((day) => ({ id: day, label: dayInWords(t, day) }))
  const answer = await talk.chooseOrAsk(
    publicMessage(t('days-which')),
    options.map((option) => [option]),
    (heard) => (heard.kind === 'text' ? read(heard.text) : undefined) ?? new Refusal('days-not-a-day'),
  )
  return 'said' in answer ? answer.said : answer.chose
}

const askName = (talk: Talk): Promise<string> =>
  talk.ask(publicMessage(talk.t('days-what-name')), (heard) => {
    if (heard.kind !== 'text') return new Refusal('days-name-in-words')
    try {
      return dayName(heard.text)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })

interface Change {
  day: string
  isWorked: boolean
}

/** A day, and that it is to be the other way round from now on. Undefined: this is not theirs to change. */
async function askChange(talk: Talk): Promise<Change | undefined> {
  const { t, personId } = talk
  for (;;) {
    const day = await askDay(talk)
    const seen = await talk.perform(async (app) => (await lookAtDay(app, { personId }, day)).isWorked)
    if (!seen.ok) {
      await talk.say(publicMessage(escapeHtml(t(seen.refusal.code, seen.refusal.args))))
      if (seen.refusal.code !== 'days-too-far') return undefined
      continue
    }
    const isWorked = seen.value
    const question = t(isWorked ? 'days-is-worked' : 'days-is-off', { day: dayInWords(t, day) })
    const chosen = await talk.choose<'change' | 'other'>(publicMessage(question), [
      [{ id: 'change', label: t(isWorked ? 'days-make-off' : 'days-make-worked') }],
      [{ id: 'other', label: t('days-other-day') }],
    ])
    if (chosen === 'change') return { day, isWorked: !isWorked }
  }
}

/** A day, what it is to be, and what it is called. */
export const noteDayTalk: ConversationSpec = {
  name: 'note-day',
  version: 1,
  async run(talk) {
    const { t, personId } = talk
    const change = await askChange(talk)
    if (!change) return
    const row = { ...change, name: await askName(talk) }
    const noted = await talk.must((app) => noteDay(app, { personId }, row))
    await talk.say(dayNoted(t, noted))
  },
}
