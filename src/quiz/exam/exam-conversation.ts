import { DateTime } from 'luxon'
import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { confidential, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { parseMoment } from '../../lib/parse-when.ts'
import { Refusal } from '../../lib/refusal.ts'
import { askUnit, type UnitChoice } from '../../org/ask-unit.ts'
import { countAudience } from '../../org/audience.ts'
import { unitsWith } from '../../org/may.ts'
import { askSet } from '../ask-set.ts'
import type { QuestionSet } from '../question-set.ts'
import {
  attempts,
  checkTitle,
  checkWindow,
  counted,
  counts,
  type ExamTerms,
  type Limits,
  minutes,
  passPercents,
  readNumber,
} from './exam.ts'
import { confirmExam } from './exam-host-texts.ts'
import { announcement } from './exam-texts.ts'
import { holdExam } from './hold-exam.ts'

export const examName = 'exam'

/** The terms while they are asked: moments as text, plain data. */
interface Draft extends Omit<ExamTerms, 'opensAt' | 'closesAt'> {
  opensAt: string
  closesAt: string
}

const termsOf = (draft: Draft): ExamTerms => ({
  ...draft,
  opensAt: new Date(draft.opensAt),
  closesAt: new Date(draft.closesAt),
})

/** What `act` gives; its Refusal is an answer too. */
function tried<Value>(act: () => Value): Value | Refusal {
  try {
    return act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const fromText =
  <Value>(read: (text: string) => Value) =>
  (heard: Heard): Value | Refusal =>
    heard.kind === 'text' ? tried(() => read(heard.text)) : new Refusal('exam-type-it')

const sayNo = (talk: Talk, { code, args }: Refusal): Promise<void> =>
  talk.say(publicMessage(escapeHtml(talk.t(code, args))))

const askTitle = (talk: Talk): Promise<string> =>
  talk.ask(publicMessage(talk.t('exam-which-title')), fromText(checkTitle))

const askWhere = (talk: Talk): Promise<UnitChoice> =>
  askUnit(talk, {
    tops: ({ db }) => unitsWith(db, talk.personId, 'host-quiz'),
    question: talk.t('exam-which-unit'),
    whole: ({ name }) => talk.t('exam-whole-unit', { unit: name }),
  })

/** One of the usual numbers, or another within the limits. */
async function askNumber(
  talk: Talk,
  key: string,
  usual: readonly number[],
  limits: Limits,
  behind: Readonly<Record<string, number>>,
): Promise<number> {
  const options = usual
    .filter((value) => value <= limits.most)
    .map((value) => ({ id: String(value), label: talk.t(`${key}-is`, { value }) }))
  const question = publicMessage(talk.t(key, { ...limits }))
  const answer = await talk.chooseOrAsk(
    question,
    [options],
    fromText((text) => readNumber(text, limits, behind)),
  )
  return 'said' in answer ? answer.said : Number(answer.chose)
}

interface TownTime {
  now: string
  timeZone: string
}

const townTime = (talk: Talk): Promise<TownTime> =>
  talk.must(async ({ clock, config }) => ({
    now: clock.now().toISOString(),
    timeZone: config.townTimezone,
  }))

/** A moment of the town as it is typed. */
function readMoment(text: string, { now, timeZone }: TownTime): string {
  const local = parseMoment(text, new Date(now), timeZone)
  if (local === undefined) throw new Refusal('when-not-a-moment')
  return DateTime.fromISO(local, { zone: timeZone }).toJSDate().toISOString()
}

async function askOpening(talk: Talk): Promise<string> {
  const town = await townTime(talk)
  const rows = [[{ id: 'now' as const, label: talk.t('exam-opens-now') }]]
  const question = publicMessage(talk.t('exam-which-opening'))
  const answer = await talk.chooseOrAsk(
    question,
    rows,
    fromText((text) => readMoment(text, town)),
  )
  return 'said' in answer ? answer.said : town.now
}

const hourMs = 60 * 60 * 1000
const usualWindows = [2, 24, 72, 168]

async function askClosing(talk: Talk, opensAt: string): Promise<string> {
  const town = await townTime(talk)
  const options = usualWindows.map((hours) => ({
    id: String(hours),
    label: talk.t(hours < 24 ? 'exam-closes-hours' : 'exam-closes-days', {
      n: hours < 24 ? hours : hours / 24,
    }),
  }))
  const later = (text: string) => {
    const at = readMoment(text, town)
    if (at <= opensAt || at <= town.now) throw new Refusal('exam-window')
    return at
  }
  const question = publicMessage(talk.t('exam-which-closing'))
  const answer = await talk.chooseOrAsk(question, [options.slice(0, 2), options.slice(2)], fromText(later))
  if ('said' in answer) return answer.said
  return new Date(new Date(opensAt).getTime() + Number(answer.chose) * hourMs).toISOString()
}

interface Window {
  opensAt: string
  closesAt: string
}

/** Why no exam can be held within it, if so. */
async function wrongWith(talk: Talk, window: Window): Promise<Refusal | undefined> {
  const { now, timeZone } = await townTime(talk)
  const moments = { opensAt: new Date(window.opensAt), closesAt: new Date(window.closesAt) }
  const checked = tried(() => checkWindow(moments, new Date(now), timeZone))
  return checked instanceof Refusal ? checked : undefined
}

async function askWindow(talk: Talk): Promise<Window> {
  for (;;) {
    const opensAt = await askOpening(talk)
    const window = { opensAt, closesAt: await askClosing(talk, opensAt) }
    const refusal = await wrongWith(talk, window)
    if (!refusal) return window
    await sayNo(talk, refusal)
  }
}

interface Rules {
  set: QuestionSet
  count: number
  minutes: number
  attempts: number
  passPercent: number
}

async function askRules(talk: Talk, unit: UnitChoice): Promise<Rules> {
  const { set, size } = await askSet(talk, unit.id)
  if (size < counts.least) throw new Refusal('exam-too-few', { size, count: counts.least })
  const most = Math.min(size, counts.most)
  return {
    set,
    count: await askNumber(talk, 'exam-which-count', [10, 20, 30], { ...counts, most }, counted.questions),
    minutes: await askNumber(talk, 'exam-which-minutes', [15, 30, 60], minutes, counted.minutes),
    attempts: await askNumber(talk, 'exam-which-attempts', [1, 2, 3], attempts, counted.attempts),
    passPercent: await askNumber(talk, 'exam-which-pass', [60, 80, 90], passPercents, counted.percent),
  }
}

type Choice = 'save' | 'groups' | 'title' | 'window' | 'rules' | 'drop'

/** Shows it as its people will see it, how many they are, and when they hear of it. */
async function confirm(talk: Talk, unit: UnitChoice, draft: Draft, tellsGroups: boolean): Promise<Choice> {
  const { t } = talk
  const terms = termsOf(draft)
  const { now, timeZone } = await townTime(talk)
  const reach = await talk.must(({ db }) =>
    countAudience(db, { unitId: unit.id, groups: true, people: true }),
  )
  await talk.say(confidential(announcement(t, { ...terms, id: 0 }, { unit: unit.name, timeZone }).html))
  const view = { terms, unit: unit.name, ...reach, tellsGroups, now: new Date(now), timeZone }
  const groups = { id: 'groups' as const, label: t(tellsGroups ? 'exam-not-groups' : 'exam-groups-too') }
  return talk.choose<Choice>(confirmExam(t, view), [
    [{ id: 'save', label: t('exam-save') }],
    ...(reach.groups > 0 ? [[groups]] : []),
    [
      { id: 'title', label: t('exam-other-title') },
      { id: 'window', label: t('exam-other-window') },
    ],
    [
      { id: 'rules', label: t('exam-other-rules') },
      { id: 'drop', label: t('exam-drop') },
    ],
  ])
}

async function save(talk: Talk, draft: Draft, tellsGroups: boolean): Promise<Refusal | undefined> {
  const { personId, key } = talk
  const done = await talk.perform(async (app) => {
    await holdExam(app, { personId }, { terms: termsOf(draft), tellsGroups }, key)
    return true
  })
  return done.ok ? undefined : done.refusal
}

/** Title, unit, questions, rules, window; then how it will look, from which most can be changed. */
export const holdExamTalk: ConversationSpec = {
  name: examName,
  version: 2,
  async run(talk) {
    const { t } = talk
    const title = await askTitle(talk)
    const unit = await askWhere(talk)
    let draft: Draft = { unitId: unit.id, title, ...(await askRules(talk, unit)), ...(await askWindow(talk)) }
    let tellsGroups = false
    for (;;) {
      const choice = await confirm(talk, unit, draft, tellsGroups)
      if (choice === 'drop') return talk.say(publicMessage(t('exam-dropped')))
      if (choice === 'groups') tellsGroups = !tellsGroups
      if (choice === 'title') draft = { ...draft, title: await askTitle(talk) }
      if (choice === 'window') draft = { ...draft, ...(await askWindow(talk)) }
      if (choice === 'rules') draft = { ...draft, ...(await askRules(talk, unit)) }
      if (choice !== 'save') continue
      const refusal = await save(talk, draft, tellsGroups)
      if (!refusal) return talk.say(publicMessage(t('exam-saved')))
      await sayNo(talk, refusal)
    }
  },
}
