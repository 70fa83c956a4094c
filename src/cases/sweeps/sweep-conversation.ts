import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { confidential, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { askUnit, type UnitChoice } from '../../org/ask-unit.ts'
import { unitsWith } from '../../org/may.ts'
import { unitById } from '../../org/unit-store.ts'
import { askWhen, nextThree, type When } from '../../schedules/ask-when.ts'
import { planSweep } from './plan-sweep.ts'
import { answerMs, checkQuestion, usualQuestions } from './sweep.ts'
import { officersUnder } from './sweep-people.ts'
import { confirmSweep, questionMessage } from './sweep-texts.ts'

export const sweepName = 'sweep'

const askWhere = (talk: Talk): Promise<UnitChoice> =>
  askUnit(talk, {
    tops: ({ db }) => unitsWith(db, talk.personId, 'lead-cases'),
    question: talk.t('sweep-which-unit'),
    whole: ({ name }) => talk.t('sweep-whole-unit', { unit: name }),
    isOffered: ({ kind }) => kind !== 'branch',
  })

function readQuestion(text: string): string | Refusal {
  try {
    checkQuestion(text)
    return text.trim()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** One of the usual ones, or own words; about matters, not persons. */
async function askQuestion(talk: Talk): Promise<string> {
  const { t } = talk
  const rows = usualQuestions.map((id) => [{ id, label: t(`sweep-usual-${id}`) }])
  const answer = await talk.chooseOrAsk(publicMessage(t('sweep-which-question')), rows, (heard) =>
    heard.kind === 'text' ? readQuestion(heard.text) : new Refusal('sweep-question-empty'),
  )
  return 'said' in answer ? answer.said : answer.chose
}

type Choice = 'save' | 'question' | 'when' | 'drop'

/** Shows it as the officers will see it, whom it reaches and when. */
async function confirm(talk: Talk, unit: UnitChoice, question: string, when: When): Promise<Choice> {
  const { t } = talk
  const { timeZone, now, ...reach } = await talk.must(async ({ db, clock, config }) => {
    const found = await unitById(db, unit.id)
    const asked = found ? await officersUnder(db, found) : []
    return {
      timeZone: config.townTimezone,
      now: clock.now().getTime(),
      officers: new Set(asked.map(({ personId }) => personId)).size,
      units: new Set(asked.map(({ unitId }) => unitId)).size,
    }
  })
  const times = when.now ? [] : await nextThree(talk, when.rule)
  const at = times[0] ?? new Date(now)
  const view = { unit: unit.name, question, at, until: new Date(at.getTime() + answerMs), timeZone }
  const example = { askedId: 0, unit: unit.name, word: undefined }
  const { html } = questionMessage(t, { ...view, isDeputy: false, late: false, units: [example] })
  await talk.say(confidential(`${html}\n[${t('sweep-nothing')}] [${t('sweep-something')}]`))
  const rule = when.now ? undefined : when.rule
  return talk.choose<Choice>(confirmSweep(t, { unit: unit.name, ...reach }, { rule, times, timeZone }), [
    [{ id: 'save', label: t('notice-save') }],
    [
      { id: 'question', label: t('sweep-other-question') },
      { id: 'when', label: t('notice-other-time') },
    ],
    [{ id: 'drop', label: t('sweep-drop') }],
  ])
}

/** Unit, question, time; then how it will look, from which question and time can be changed. */
export const planSweepTalk: ConversationSpec = {
  name: sweepName,
  version: 1,
  async run(talk) {
    const { t, personId } = talk
    const unit = await askWhere(talk)
    let question = await askQuestion(talk)
    let when = await askWhen(talk, { allowNow: true })
    for (;;) {
      const choice = await confirm(talk, unit, question, when)
      if (choice === 'drop') return talk.say(publicMessage(t('sweep-dropped')))
      if (choice === 'question') question = await askQuestion(talk)
      if (choice === 'when') when = await askWhen(talk, { allowNow: true })
      if (choice !== 'save') continue
      const draft = { unitId: unit.id, question, time: when }
      const done = await talk.perform(async (app) => {
        await planSweep(app, { personId }, draft, talk.key)
        return true
      })
      if (done.ok) return talk.say(publicMessage(t('sweep-saved')))
      await talk.say(publicMessage(escapeHtml(t(done.refusal.code, done.refusal.args))))
      if (done.refusal.code !== 'schedule-past') return
    }
  },
}
