import type { Option, Talk } from '../bot/talk.ts'
import { publicMessage } from '../delivery/message.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { shorten } from '../lib/shorten.ts'
import { unitById } from '../org/unit-store.ts'
import { chaptersFor, type SetPart, tagsFor } from './bank/set-store.ts'
import { everything, type QuestionSet } from './question-set.ts'
import { idsToAsk } from './question-store.ts'

/** Which questions, and how many of them may be asked today. */
export interface ChosenSet {
  set: QuestionSet
  size: number
}

const perPage = 12
/** A longer label does not fit a small phone. */
const longestLabel = 24

interface Offered {
  all: number
  chapters: SetPart[]
  tags: SetPart[]
}

/** What may be asked in that unit today. Refused `quiz-set-empty` where there is nothing. */
function offered(talk: Talk, unitId: number): Promise<Offered> {
  return talk.must(async ({ db, clock, config }) => {
    const unit = await unitById(db, unitId)
    const day = localDate(clock.now(), config.townTimezone)
    if (!unit) throw new Refusal('unit-unknown')
    const all = (await idsToAsk(db, unit.path, everything, day)).length
    if (all === 0) throw new Refusal('quiz-set-empty')
    return { all, chapters: await chaptersFor(db, unit.path, day), tags: await tagsFor(db, unit.path, day) }
  })
}

/**
 * Asks which questions of the banks of a unit and those above it: all, of a chapter, or with a tag. Where there is only one way to
 * choose, nothing is asked. Whether one may use them there is for the caller to know. Throws Refusal `quiz-set-empty`.
 */
export async function askSet(talk: Talk, unitId: number): Promise<ChosenSet> {
  const { t } = talk
  const { all, chapters, tags } = await offered(talk, unitId)
  const whole: ChosenSet = { set: everything, size: all }
  const ways: Option<'chapter' | 'tag'>[] = [
    ...(chapters.length > 0 ? [{ id: 'chapter' as const, label: t('quiz-set-by-chapter') }] : []),
    ...(tags.length > 0 ? [{ id: 'tag' as const, label: t('quiz-set-by-tag') }] : []),
  ]
  if (ways.length === 0) return whole
  for (;;) {
    const rows = [[{ id: 'all' as const, label: t('quiz-set-all', { count: all }) }], ways]
    const way = await talk.choose<'all' | 'chapter' | 'tag'>(publicMessage(t('quiz-set-which')), rows)
    if (way === 'all') return whole
    const part = await askPart(talk, way, way === 'chapter' ? chapters : tags)
    if (part) return chosen(way, part)
  }
}

const chosen = (way: 'chapter' | 'tag', { name, count }: SetPart): ChosenSet => ({
  set: way === 'chapter' ? { chapters: [name], tags: [] } : { chapters: [], tags: [name] },
  size: count,
})

/** One of the parts, page by page; undefined to choose in another way. */
async function askPart(
  talk: Talk,
  way: 'chapter' | 'tag',
  parts: readonly SetPart[],
): Promise<SetPart | undefined> {
  const { t } = talk
  const pages = Math.ceil(parts.length / perPage)
  for (let page = 0; ; ) {
    const shown = parts.slice(page * perPage, (page + 1) * perPage)
    const labels = shown.map(({ name, count }, at) => ({
      id: String(page * perPage + at),
      label: t('quiz-set-part', { name: shorten(name, longestLabel), count }),
    }))
    const turning = [
      ...(page > 0 ? [{ id: 'before', label: t('list-before') }] : []),
      { id: 'back', label: t('quiz-set-back') },
      ...(page < pages - 1 ? [{ id: 'after', label: t('list-after') }] : []),
    ]
    const question = publicMessage(t(`quiz-set-which-${way}`))
    const answer = await talk.choose(question, [...inRows(labels, 2), turning])
    if (answer === 'back') return undefined
    if (answer === 'before') page--
    else if (answer === 'after') page++
    else return parts[Number(answer)]
  }
}
