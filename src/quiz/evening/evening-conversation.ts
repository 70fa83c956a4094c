import type { ConversationSpec, Heard, Option, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { inRows } from '../../lib/rows.ts'
import { shorten } from '../../lib/shorten.ts'
import { askWhen, nextThree, type When } from '../../schedules/ask-when.ts'
import { askSet, type ChosenSet } from '../ask-set.ts'
import { checkPlan, type EveningPlan, fewest, longestS, most, shortestS } from './evening.ts'
import { confirmEvening } from './host-texts.ts'
import { type HostedGroup, hostedGroups } from './hosted-groups.ts'
import { planEvening } from './plan-evening.ts'
import { readCount, readSeconds } from './read-number.ts'

export const quizName = 'quiz'

/** The group in which it was said, when it was. */
export interface QuizArgs {
  chatId?: number
}

const perPage = 10
const longestLabel = 28

/** One of the groups in which they may hold one, page by page. */
async function askGroup(talk: Talk, { chatId }: QuizArgs): Promise<HostedGroup> {
  const { t } = talk
  const groups = await talk.must(({ db }) => hostedGroups(db, { personId: talk.personId }))
  const named = groups.find((group) => group.chatId === chatId)
  const [only] = groups
  if (!only) throw new Refusal('quiz-no-groups')
  if (named ?? groups.length === 1) return named ?? only
  const pages = inRows(groups, perPage)
  for (let page = 0; ; ) {
    const shown = pages[page] ?? []
    const rows: Option[][] = shown.map((group) => [
      { id: String(group.chatId), label: shorten(group.title, longestLabel) },
    ])
    const turning = [
      ...(page > 0 ? [{ id: 'before', label: t('list-before') }] : []),
      ...(page < pages.length - 1 ? [{ id: 'after', label: t('list-after') }] : []),
    ]
    const chosen = await talk.choose(publicMessage(t('quiz-which-group')), [
      ...rows,
      ...(turning.length > 0 ? [turning] : []),
    ])
    const group = shown.find((one) => String(one.chatId) === chosen)
    if (group) return group
    page += chosen === 'before' ? -1 : 1
  }
}

function readHeard(
  heard: Heard,
  read: (text: string) => number | undefined,
  check: (n: number) => void,
): number | Refusal {
  const n = (heard.kind === 'text' ? read(heard.text) : undefined) ?? Number.NaN
  try {
    check(n)
    return n
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function askNumber(
  talk: Talk,
  question: string,
  usual: readonly number[],
  label: (n: number) => string,
  read: (text: string) => number | undefined,
  check: (n: number) => void,
): Promise<number> {
  const options = usual.map((n) => ({ id: String(n), label: label(n) }))
  const rows = inRows(options, 4)
  const answer = await talk.chooseOrAsk(publicMessage(question), rows, (heard) =>
    readHeard(heard, read, check),
  )
  return 'said' in answer ? answer.said : Number(answer.chose)
}

const askCount = (talk: Talk): Promise<number> =>
  askNumber(
    talk,
    talk.t('quiz-how-many', { fewest, most }),
    [5, 10, 15, 20],
    (count) => talk.t('quiz-count-option', { count }),
    readCount,
    (count) => checkPlan({ count, secondsEach: longestS }),
  )

const askSeconds = (talk: Talk): Promise<number> =>
  askNumber(
    talk,
    talk.t('quiz-how-long', { shortest: shortestS, longest: longestS }),
    [15, 20, 30, 60],
    (seconds) => talk.t('quiz-seconds-option', { seconds }),
    readSeconds,
    (secondsEach) => checkPlan({ count: most, secondsEach }),
  )

const askTime = (talk: Talk): Promise<When> =>
  askWhen(talk, { allowNow: true, nowLabel: talk.t('quiz-when-now') })

type Choice = 'start' | 'set' | 'count' | 'seconds' | 'when' | 'rank' | 'drop'

/** All of it, and what can still be changed. */
async function confirm(
  talk: Talk,
  { title }: HostedGroup,
  plan: EveningPlan,
  { size }: ChosenSet,
  when: When,
): Promise<Choice> {
  const { t } = talk
  const rule = when.now ? undefined : when.rule
  const times = rule ? await nextThree(talk, rule) : []
  const timeZone = await talk.must(async ({ config }) => config.townTimezone)
  return talk.choose<Choice>(confirmEvening(t, title, { ...plan, size }, { rule, times, timeZone }), [
    [{ id: 'start', label: t('quiz-plan-start') }],
    [
      { id: 'set', label: t('quiz-plan-other-set') },
      { id: 'count', label: t('quiz-plan-other-count') },
    ],
    [
      { id: 'seconds', label: t('quiz-plan-other-seconds') },
      { id: 'when', label: t('quiz-plan-other-time') },
    ],
    [
      { id: 'rank', label: t(plan.isRanked ? 'quiz-plan-unrank' : 'quiz-plan-rank') },
      { id: 'drop', label: t('quiz-plan-drop') },
    ],
  ])
}

const mendable = ['schedule-past', 'quiz-quiet', 'quiz-into-night', 'quiz-busy', 'quiz-set-empty']

/** True when it was settled; what can be mended is said, and asked again. */
async function settle(talk: Talk, plan: EveningPlan, time: When): Promise<boolean> {
  const { t, personId } = talk
  const done = await talk.perform((app) => planEvening(app, { personId }, plan, time, talk.key))
  if (done.ok) {
    await talk.say(publicMessage(t(time.now ? 'quiz-plan-begun' : 'quiz-plan-saved')))
    return true
  }
  await talk.say(publicMessage(escapeHtml(t(done.refusal.code, done.refusal.args))))
  return !mendable.includes(done.refusal.code)
}

/** Group, questions, how many, how long, when; then all of it, from which every answer can be changed. */
export const planEveningTalk: ConversationSpec = {
  name: quizName,
  version: 1,
  async run(talk, args) {
    const group = await askGroup(talk, (args ?? {}) as QuizArgs)
    let set = await askSet(talk, group.unitId)
    let count = await askCount(talk)
    let secondsEach = await askSeconds(talk)
    let when = await askTime(talk)
    let isRanked = false
    for (;;) {
      const plan = { chatId: group.chatId, set: set.set, count, secondsEach, isRanked }
      const choice = await confirm(talk, group, plan, set, when)
      if (choice === 'drop') return talk.say(publicMessage(talk.t('quiz-plan-dropped')))
      if (choice === 'set') set = await askSet(talk, group.unitId)
      if (choice === 'count') count = await askCount(talk)
      if (choice === 'seconds') secondsEach = await askSeconds(talk)
      if (choice === 'when') when = await askTime(talk)
      if (choice === 'rank') isRanked = !isRanked
      if (choice === 'start' && (await settle(talk, plan, when))) return
    }
  },
}
