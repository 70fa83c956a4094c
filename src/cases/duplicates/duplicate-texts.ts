import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { firstWords } from '../../lib/shorten.ts'
import { dayInWords } from '../../schedules/schedule-texts.ts'
import type { Case, Relation } from '../case.ts'
import { caseOpen } from '../case-buttons.ts'
import { caseHead, stateForStaff } from '../case-texts.ts'
import { isStaff } from '../relation.ts'
import { caseAlike, caseJoin, caseUnjoin } from './duplicate-buttons.ts'
import type { Duplicates, LikelyCase, OtherCase } from './likely-duplicates.ts'

/** The way to the other cases of the same matter, under the card of a case; none where there is nothing to see. */
export function duplicateActions(
  t: T,
  one: Pick<Case, 'id'>,
  are: ReadonlySet<Relation>,
  facts: Duplicates | undefined,
): Button[] {
  if (!isStaff(are) || !facts) return []
  const data = caseAlike.data({ case: one.id })
  const together = facts.joined.length + (facts.main ? 1 : 0)
  if (facts.likely.length > 0) return [{ text: t('duplicate-likely', { count: facts.likely.length }), data }]
  return together > 0 ? [{ text: t('duplicate-together', { count: together }), data }] : []
}

const mostWords = 5
const glance = 100

/** 相同：水管漏、一组 · 相距 120 米 */
function nearness(t: T, { shared, metres }: LikelyCase): string {
  const words = shared.slice(0, mostWords).join(t('list-comma'))
  return [
    words === '' ? '' : t('duplicate-shared', { words: escapeHtml(words) }),
    metres === undefined ? '' : t('duplicate-metres', { metres: Math.round(metres / 10) * 10 }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function likelyLines(t: T, other: LikelyCase, timeZone: string): string[] {
  const day = dayInWords(t, other.one.filedAt, timeZone)
  const state = stateForStaff(t, other.one.state)
  return [
    '',
    `<b>${other.one.number}</b> ${t('duplicate-told-on', { day, state })}`,
    nearness(t, other),
    escapeHtml(firstWords(other.text, glance)),
  ]
}

const open = ({ id, number }: Case): Button => ({ text: number, data: caseOpen.data({ case: id }) })

function joinButton(t: T, at: number, { one: { number }, join }: LikelyCase): Button[] {
  if (!join) return []
  const key = join.caseId === at ? 'duplicate-join-to' : 'duplicate-join-here'
  return [{ text: t(key, { number }), data: caseJoin.data({ case: join.caseId, to: join.toId, at }) }]
}

const unjoinButton = (t: T, at: number, caseId: number, { canUnjoin }: OtherCase): Button[] =>
  canUnjoin ? [{ text: t('duplicate-unjoin'), data: caseUnjoin.data({ case: caseId, at }) }] : []

/** What goes along with a case, and what may be the same matter, each with what may be done about it by one tap. */
export function duplicatesMessage(t: T, duplicates: Duplicates, timeZone: string): Confidential {
  const { one, main, joined, likely } = duplicates
  const isAlone = !main && joined.length === 0 && likely.length === 0
  const lines = [
    caseHead(t, one),
    isAlone ? t('duplicate-none') : '',
    main ? t('duplicate-goes-with', { number: main.one.number }) : '',
    joined.length > 0
      ? t('duplicate-go-along', { numbers: joined.map((other) => other.one.number).join(t('list-comma')) })
      : '',
    likely.length > 0 ? t('duplicate-maybe') : '',
    likely.some(({ join }) => join) ? t('duplicate-how') : '',
  ]
  const details = likely.flatMap((other) => likelyLines(t, other, timeZone))
  const buttons = [
    ...(main ? [[open(main.one), ...unjoinButton(t, one.id, one.id, main)]] : []),
    ...joined.map((other) => [open(other.one), ...unjoinButton(t, one.id, other.one.id, other)]),
    ...likely.map((other) => [open(other.one), ...joinButton(t, one.id, other)]),
    [{ text: t('duplicate-back'), data: caseOpen.data({ case: one.id }) }],
  ]
  return confidential([...lines.filter(Boolean), ...details].join('\n'), { buttons })
}
