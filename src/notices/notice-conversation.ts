import type { ConversationSpec, Heard, Talk } from '../bot/talk.ts'
import type { TelegramMedia } from '../delivery/message.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import type { Rule } from '../lib/schedule.ts'
import { askUnit, type UnitChoice } from '../org/ask-unit.ts'
import { type Audience, countAudience } from '../org/audience.ts'
import { unitsWith } from '../org/may.ts'
import { type Role, roles } from '../org/permission.ts'
import { askWhen, nextThree, type When } from '../schedules/ask-when.ts'
import {
  checkText,
  leavesAtOnce,
  type NoticeDraft,
  type NoticeKind,
  noticeKinds,
  waitsForMorning,
} from './notice.ts'
import { confirmQuestion, noticeMessage } from './notice-texts.ts'
import { sendNotice } from './send-notice.ts'

function askKind(talk: Talk): Promise<NoticeKind> {
  const options = noticeKinds.map((id) => ({ id, label: talk.t(`notice-kind-${id}`) }))
  return talk.choose<NoticeKind>(publicMessage(talk.t('notice-which-kind')), inRows(options, 3))
}

/** From the topmost units one may send in, downwards. */
const askWhere = (talk: Talk): Promise<UnitChoice> =>
  askUnit(talk, {
    tops: ({ db }) => unitsWith(db, talk.personId, 'send-notice'),
    question: talk.t('notice-which-unit'),
    whole: ({ name }) => talk.t('notice-whole-unit', { unit: name }),
  })

async function askAudience(talk: Talk, unitId: number): Promise<Audience> {
  const { t } = talk
  const chosen = await talk.choose<'both' | 'groups' | 'people' | 'role'>(
    publicMessage(t('notice-to-whom')),
    [
      [{ id: 'both', label: t('notice-to-both') }],
      [
        { id: 'groups', label: t('notice-to-groups') },
        { id: 'people', label: t('notice-to-people') },
      ],
      [{ id: 'role', label: t('notice-to-role') }],
    ],
  )
  if (chosen !== 'role') return { unitId, groups: chosen !== 'people', people: chosen !== 'groups' }
  const options = roles.map((id) => ({ id, label: t(`role-${id}`) }))
  const role = await talk.choose<Role>(publicMessage(t('notice-which-role')), inRows(options, 2))
  return { unitId, groups: false, people: true, role }
}

interface Words {
  text: string
  media?: TelegramMedia
}

function readWords(heard: Heard): Words | Refusal {
  if (heard.kind !== 'text' && heard.kind !== 'file') return new Refusal('notice-words-please')
  const words: Words =
    heard.kind === 'text'
      ? { text: heard.text }
      : { text: heard.caption, media: { kind: heard.file.kind, fileId: heard.file.fileId } }
  try {
    checkText(words)
    return words
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

const askWords = (talk: Talk): Promise<Words> => talk.ask(publicMessage(talk.t('notice-what')), readWords)

/** Shows it as it will look, and under it the exact count; says what is to be done. */
async function confirm(talk: Talk, draft: NoticeDraft, unit: string, when: When): Promise<Choice> {
  const { t } = talk
  await talk.say(noticeMessage(t, draft, unit))
  const rule: Rule | undefined = when.now ? undefined : when.rule
  const times = rule ? await nextThree(talk, rule) : []
  const { reach, timeZone, ...night } = await talk.must(async ({ db, clock, config }) => ({
    reach: await countAudience(db, draft.audience),
    timeZone: config.townTimezone,
    waitsForMorning: when.now && waitsForMorning(draft, clock.now(), config.townTimezone),
    leavesAtOnce: when.now && leavesAtOnce(draft),
  }))
  return talk.choose<Choice>(confirmQuestion(t, reach, { times, rule, timeZone, ...night }), [
    [{ id: 'send', label: t(when.now ? 'notice-send' : 'notice-save') }],
    [
      { id: 'words', label: t('notice-other-words') },
      { id: 'when', label: t('notice-other-time') },
    ],
    [
      { id: 'audience', label: t('notice-other-audience') },
      { id: 'drop', label: t('notice-drop') },
    ],
  ])
}

type Choice = 'send' | 'words' | 'when' | 'audience' | 'drop'

/** What somebody had told before the questions changed or a day went by. */
function keptWords(draft: unknown): Words | undefined {
  const { text, media } = (draft ?? {}) as Partial<Words>
  return typeof text === 'string' ? { text, ...(media && { media }) } : undefined
}

async function wordsAgain(talk: Talk): Promise<Words> {
  const kept = keptWords(talk.draft)
  if (!kept) return askWords(talk)
  await talk.say(publicMessage(escapeHtml(kept.text), kept.media ? { media: kept.media } : {}))
  const chosen = await talk.choose<'kept' | 'new'>(publicMessage(talk.t('notice-kept-words')), [
    [
      { id: 'kept', label: talk.t('notice-use-kept') },
      { id: 'new', label: talk.t('notice-use-new') },
    ],
  ])
  return chosen === 'kept' ? kept : askWords(talk)
}

/** Kind, unit, audience, words, time; then the preview, from which every answer can be changed. */
export const writeNotice: ConversationSpec = {
  name: 'notice',
  version: 2,
  async run(talk) {
    const { t, personId } = talk
    const kind = await askKind(talk)
    let unit = await askWhere(talk)
    let audience = await askAudience(talk, unit.id)
    let words = await wordsAgain(talk)
    await talk.keep(words)
    let when = await askWhen(talk, { allowNow: true })
    for (;;) {
      const draft: NoticeDraft = { kind, audience, ...words }
      const choice = await confirm(talk, draft, unit.name, when)
      if (choice === 'drop') return talk.say(publicMessage(t('notice-dropped')))
      if (choice === 'words') words = await askWords(talk)
      if (choice === 'when') when = await askWhen(talk, { allowNow: true })
      if (choice === 'audience') {
        unit = await askWhere(talk)
        audience = await askAudience(talk, unit.id)
      }
      if (choice === 'send') {
        const time = when
        const done = await talk.perform(async (app) => {
          await sendNotice(app, { personId }, draft, time, talk.key)
          return true
        })
        if (done.ok) return talk.say(publicMessage(t(when.now ? 'notice-on-its-way' : 'notice-saved')))
        await talk.say(publicMessage(escapeHtml(t(done.refusal.code, done.refusal.args))))
        if (done.refusal.code !== 'schedule-past') return
      }
    }
  },
}
