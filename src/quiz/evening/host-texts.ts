import { type Button, type Public, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import type { Rule } from '../../lib/schedule.ts'
import { momentInWords, ruleInWords } from '../../schedules/schedule-texts.ts'
import type { QuestionSet } from '../question-set.ts'
import { type EveningPlan, isBegun, openQuestion, type Session, shownQuestion } from './evening.ts'
import { eveningOpen, eveningPress, eveningSkip, eveningStop, quizPlanOpen } from './evening-buttons.ts'
import { clockTime } from './evening-texts.ts'

/** 全部题目, or the chapters and tags. */
function setInWords(t: T, { chapters, tags }: QuestionSet): string {
  const parts = [...chapters, ...tags]
  return parts.length === 0 ? t('quiz-set-whole') : parts.join(t('list-comma'))
}

/** What the host has chosen, line by line. */
export function planLines(t: T, title: string, { set, count, secondsEach, isRanked }: EveningPlan): string[] {
  return [
    `<b>${t('quiz-plan-title', { group: escapeHtml(title) })}</b>`,
    t('quiz-plan-set', { set: escapeHtml(setInWords(t, set)) }),
    t('quiz-plan-what', { count, seconds: secondsEach }),
    t(isRanked ? 'quiz-plan-ranked' : 'quiz-plan-unranked'),
  ]
}

/** Before it is settled: all of it, and when. `size`: how many questions the set has today. */
export function confirmEvening(
  t: T,
  title: string,
  plan: EveningPlan & { size: number },
  when: { rule: Rule | undefined; times: readonly Date[]; timeZone: string },
): Public {
  const { count, size } = plan
  const rule = when.rule
  const times = when.times.map((at) => `· ${momentInWords(t, at, when.timeZone)}`)
  const lines = [
    ...planLines(t, title, plan),
    ...(size < count ? [t('quiz-plan-fewer', { size })] : []),
    ...(rule ? [t('quiz-plan-rule', { rule: ruleInWords(t, rule) }), ...times] : [t('quiz-plan-now')]),
  ]
  return publicMessage(lines.join('\n'))
}

export interface PanelView {
  session: Session
  title: string
  now: Date
  timeZone: string
  /** What became of the results: said to the group, on their way, or not to be said. */
  result: 'said' | 'promised' | 'unsaid'
}

/** How it stands, for the host. */
function stateLine(t: T, { session, now, timeZone, result }: PanelView): string {
  const { state, startsAt, endedWhy, endedAt } = session.evening
  const open = openQuestion(session)
  const shown = state === 'running' ? shownQuestion(session, now) : open
  const number = (shown?.place ?? session.drawn.filter((one) => one.state !== 'waiting').length - 1) + 1
  const count = session.drawn.length
  switch (state) {
    case 'announced':
      return t('quiz-panel-announced', { at: clockTime(startsAt, timeZone) })
    case 'running':
      return t('quiz-panel-running', { number, count })
    case 'paused':
      return t(open ? 'quiz-panel-pausing' : 'quiz-panel-paused', { number, count })
    case 'over':
      return t(endedAt ? `quiz-panel-result-${result}` : 'quiz-panel-drawing')
    case 'stopped':
      return t(`quiz-why-${endedWhy ?? 'host'}`)
  }
}

function panelButtons(t: T, { session, now }: PanelView): Button[][] {
  const { id: evening, state } = session.evening
  const press = (how: 'pause' | 'resume') => ({
    text: t(`quiz-${how}`),
    data: eveningPress.data({ evening, how }),
  })
  const shown = shownQuestion(session, now)
  const skip = shown
    ? [{ text: t('quiz-skip'), data: eveningSkip.data({ evening, place: shown.place }) }]
    : []
  const stop = {
    text: t(isBegun(session.evening) ? 'quiz-stop' : 'quiz-call-off'),
    data: eveningStop.data({ evening }),
  }
  switch (state) {
    case 'announced':
      return [[stop]]
    case 'running':
      return [[press('pause'), ...skip], [stop]]
    case 'paused':
      return [[press('resume'), ...skip], [stop]]
    case 'over':
    case 'stopped':
      return []
  }
}

/** The host's own message: where it is, and what can be done. */
export function panel(t: T, view: PanelView): Public {
  const { title } = view
  const head = `<b>${t('quiz-plan-title', { group: escapeHtml(title) })}</b>`
  return publicMessage(`${head}\n${stateLine(t, view)}`, { buttons: panelButtons(t, view) })
}

/** Asked once more: a stopped evening does not go on. */
export function stopQuestion(t: T, { session, title }: PanelView): Public {
  const { id: evening } = session.evening
  const sure = { text: t('quiz-stop-sure'), data: eveningPress.data({ evening, how: 'stop' }) }
  const back = { text: t('quiz-stop-not'), data: eveningOpen.data({ evening }) }
  const key = isBegun(session.evening) ? 'quiz-stop-question' : 'quiz-call-off-question'
  return publicMessage(t(key, { group: escapeHtml(title) }), { buttons: [[sure], [back]] })
}

/** What is planned and what runs, a button each. */
export function eveningList(
  t: T,
  running: readonly { id: number; title: string }[],
  plans: readonly { id: number; title: string }[],
): Public {
  const rows = [
    ...running.map(({ id, title }) => [
      { text: t('quiz-list-running', { group: title }), data: eveningOpen.data({ evening: id }) },
    ]),
    ...plans.map(({ id, title }) => [
      { text: t('quiz-list-plan', { group: title }), data: quizPlanOpen.data({ plan: id }) },
    ]),
  ]
  return publicMessage(t(rows.length > 0 ? 'quizzes-list' : 'quizzes-none'), { buttons: rows })
}

/** A planned one: what, and when it comes. */
export const planCard = (
  t: T,
  title: string,
  plan: EveningPlan,
  schedule: string,
  buttons: Button[][],
): Public => publicMessage([...planLines(t, title, plan), schedule].join('\n'), { buttons })

/** Why what was planned did not take place; each has its words `quiz-not-held-<word>`. */
export const notHeldReasons = ['busy', 'unbound', 'night', 'empty'] as const
export type NotHeld = (typeof notHeldReasons)[number]

export const notHeldMessage = (t: T, title: string, why: NotHeld): Public =>
  publicMessage(`<b>${t('quiz-plan-title', { group: escapeHtml(title) })}</b>\n${t(`quiz-not-held-${why}`)}`)
