import type { Option, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { dayPlus, localDate } from '../lib/local-time.ts'
import { parseMoment, parseTimeOfDay, parseWeekdays } from '../lib/parse-when.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { nextAfter, nextFew, type Rule } from '../lib/schedule.ts'

export type When = { now: true } | { now: false; rule: Rule }

/** The town's clock, as the questions need it. */
interface TownTime {
  now: Date
  timeZone: string
}

async function townTime(talk: Talk): Promise<TownTime> {
  const { now, timeZone } = await talk.must(async ({ clock, config }) => ({
    now: clock.now().toISOString(),
    timeZone: config.townTimezone,
  }))
  return { now: new Date(now), timeZone }
}

/** Asks when something is to happen: now (where that makes sense, called `nowLabel`), at a time, or again and again. */
export async function askWhen(
  talk: Talk,
  { allowNow, nowLabel = talk.t('when-now') }: { allowNow: boolean; nowLabel?: string },
): Promise<When> {
  const { t } = talk
  const now: Option<'now'>[] = allowNow ? [{ id: 'now', label: nowLabel }] : []
  const chosen = await talk.choose<'now' | 'once' | 'day' | 'week' | 'month'>(
    publicMessage(t('when-which')),
    [
      [...now, { id: 'once', label: t('when-once') }],
      [
        { id: 'day', label: t('when-day') },
        { id: 'week', label: t('when-week') },
        { id: 'month', label: t('when-month') },
      ],
    ],
  )
  switch (chosen) {
    case 'now':
      return { now: true }
    case 'once':
      return { now: false, rule: await askOnce(talk) }
    case 'day':
      return { now: false, rule: { every: 'day', at: await askTime(talk) } }
    case 'week':
      return { now: false, rule: { every: 'week', on: await askWeekdays(talk), at: await askTime(talk) } }
    case 'month':
      return { now: false, rule: await askMonthly(talk) }
  }
}

/** Asks for one moment that is still to come. */
export async function askOnce(talk: Talk): Promise<Rule> {
  const { t } = talk
  const { now, timeZone } = await townTime(talk)
  const usual = [
    { days: 1, at: '08:00' },
    { days: 1, at: '12:00' },
    { days: 1, at: '19:00' },
    { days: 2, at: '08:00' },
  ]
  const read = (text: string): Rule | Refusal => {
    const at = parseMoment(text, now, timeZone)
    if (at === undefined) return new Refusal('when-not-a-moment')
    const rule: Rule = { every: 'once', at }
    return nextAfter(rule, timeZone, now) ? rule : new Refusal('schedule-past')
  }
  const options = usual.map(({ days, at }) => ({
    id: `${dayPlus(localDate(now, timeZone), days)} ${at}`,
    label: `${t(days === 1 ? 'when-tomorrow' : 'when-after-tomorrow')} ${at}`,
  }))
  const answer = await talk.chooseOrAsk(publicMessage(t('when-moment')), inRows(options, 2), (heard) =>
    heard.kind === 'text' ? read(heard.text) : new Refusal('when-not-a-moment'),
  )
  if ('said' in answer) return answer.said
  const rule = read(answer.chose)
  if (rule instanceof Refusal) throw rule
  return rule
}

async function askTime(talk: Talk): Promise<string> {
  const rows = [['07:30', '08:00', '12:00'].map(same), ['18:00', '19:00', '20:00'].map(same)]
  const answer = await talk.chooseOrAsk(publicMessage(talk.t('when-time')), rows, (heard) => {
    const time = heard.kind === 'text' ? parseTimeOfDay(heard.text) : undefined
    return time ?? new Refusal('when-not-a-time')
  })
  return 'said' in answer ? answer.said : answer.chose
}

const same = (id: string) => ({ id, label: id })

async function askWeekdays(talk: Talk): Promise<number[]> {
  const { t } = talk
  const day = (n: number) => ({ id: String(n), label: t(`weekday-${n}`) })
  const rows = [
    [1, 2, 3, 4].map(day),
    [5, 6, 7].map(day),
    [
      { id: '1,2,3,4,5', label: t('when-workdays') },
      { id: '1,3,5', label: t('when-135') },
    ],
  ]
  const answer = await talk.chooseOrAsk(publicMessage(t('when-weekday')), rows, (heard) => {
    const days = heard.kind === 'text' ? parseWeekdays(heard.text) : undefined
    return days ?? new Refusal('when-not-a-weekday')
  })
  return 'said' in answer ? answer.said : answer.chose.split(',').map(Number)
}

async function askMonthly(talk: Talk): Promise<Rule> {
  const { t } = talk
  const day = (n: number) => ({ id: String(n), label: t('when-day-of-month', { day: n }) })
  const rows = [[1, 5, 10].map(day), [15, 20, 25].map(day), [{ id: '31', label: t('when-month-end') }]]
  const answer = await talk.chooseOrAsk(publicMessage(t('when-which-day')), rows, (heard) => {
    const number = heard.kind === 'text' ? Number(/^(\d{1,2})[日号]?$/.exec(heard.text.trim())?.[1]) : 0
    return number >= 1 && number <= 31 ? number : new Refusal('when-not-a-day')
  })
  const said = 'said' in answer
  const number = said ? answer.said : Number(answer.chose)
  const shortMonth = said && number > 28 ? await askShortMonth(talk, number) : 'last-day'
  return { every: 'month', day: number, at: await askTime(talk), shortMonth }
}

function askShortMonth(talk: Talk, day: number): Promise<'last-day' | 'skip'> {
  const { t } = talk
  return talk.choose<'last-day' | 'skip'>(publicMessage(t('when-short-month', { day })), [
    [{ id: 'last-day', label: t('when-short-last') }],
    [{ id: 'skip', label: t('when-short-skip') }],
  ])
}

/** The next three times of a rule, for the eye; asked just before something is saved. */
export async function nextThree(talk: Talk, rule: Rule): Promise<Date[]> {
  const { now, timeZone } = await townTime(talk)
  return nextFew(rule, timeZone, now, 3)
}
