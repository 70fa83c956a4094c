import { type Button, type Public, publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { localDate } from '../../lib/local-time.ts'
import { inRows } from '../../lib/rows.ts'
import type { Unit } from '../../org/unit.ts'
import { caseKinds } from '../case.ts'
import { bulletinOpen, bulletinSend, bulletinUnit } from './bulletin-buttons.ts'
import type { BulletinLines } from './case-bulletin.ts'
import { periodInWords } from './case-report-texts.ts'
import type { Period } from './report-period.ts'

export interface BulletinView {
  unit: Unit
  period: Period
  lines: BulletinLines
  publishedAt: Date
  timeZone: string
}

/** 10 件以上; of nothing: 不到 5 件, or, where it is put together from parts, that it is not said. */
function countInWords(t: T, { kind }: Unit, count: number): string {
  if (count > 0) return t('case-bulletin-at-least', { count })
  return t(kind === 'town' ? 'case-bulletin-scattered' : 'case-bulletin-few')
}

/** 水 10 件以上，路 5 件以上; then what is to be thought of those that are not named. */
function kindLines(t: T, { unit, lines }: BulletinView): string[] {
  const named = caseKinds.filter((kind) => (lines.kinds[kind] ?? 0) > 0)
  const list = named.map((kind) =>
    t('case-bulletin-kind', {
      name: t(`case-kind-${kind}`),
      count: countInWords(t, unit, lines.kinds[kind] ?? 0),
    }),
  )
  const rest = `case-bulletin-${named.length > 0 ? 'rest' : 'all'}-${unit.kind === 'town' ? 'scattered' : 'few'}`
  return [
    ...(list.length > 0 ? [t('case-bulletin-kinds', { list: list.join(t('list-comma')) })] : []),
    ...(named.length < caseKinds.length ? [t(rest)] : []),
  ]
}

/** As the groups read it: counts in bands, and not a word of any case. */
export function bulletinMessage(t: T, view: BulletinView): Public {
  const { unit, period, lines, publishedAt, timeZone } = view
  const say = (count: number) => countInWords(t, unit, count)
  const head = t('case-bulletin-head', { unit: escapeHtml(unit.name), period: periodInWords(t, period) })
  return publicMessage(
    [
      `<b>${head}</b>`,
      t('case-bulletin-received', { count: say(lines.received) }),
      t('case-bulletin-closed', { count: say(lines.closed), day: localDate(publishedAt, timeZone) }),
      t('case-bulletin-in-time', { count: say(lines.inTime) }),
      ...kindLines(t, view),
      `<i>${t('case-bulletin-why')}</i>`,
      t('case-bulletin-private'),
    ].join('\n'),
  )
}

interface Reach {
  groups: number
  heard: number
}

/** Under the bulletin as it will look: how many groups will hear it, and the button that sends it. */
export function bulletinQuestion(
  t: T,
  view: BulletinView,
  { groups, heard, waitsForMorning, seal }: Reach & { waitsForMorning: boolean; seal: string },
): Public {
  const { unit, period } = view
  const send: Button = {
    text: t('case-bulletin-send'),
    data: bulletinSend.data({ unit: unit.id, month: period.name, seal }),
  }
  const lines = [
    bulletinMessage(t, view).html,
    '',
    t(groups > 0 ? 'case-bulletin-reach' : 'case-bulletin-no-groups', { groups }),
    ...(heard > 0 ? [t('case-bulletin-heard', { heard })] : []),
    ...(groups > 0 ? [t('case-bulletin-for-good')] : []),
    ...(groups > 0 && waitsForMorning ? [t('case-bulletin-morning')] : []),
  ]
  return publicMessage(lines.join('\n'), { buttons: groups > 0 ? [[send]] : [] })
}

export function bulletinSent(t: T, { unit, period }: BulletinView, groups: number): Public {
  return publicMessage(
    t('case-bulletin-sent', { unit: escapeHtml(unit.name), period: periodInWords(t, period), groups }),
  )
}

export function whichBulletin(t: T, units: readonly Unit[]): Public {
  const buttons = units.map(({ id, name }) => ({ text: name, data: bulletinUnit.data({ unit: id }) }))
  return publicMessage(t('case-bulletin-which-unit'), { buttons: inRows(buttons, 2) })
}

export function whichMonth(t: T, unit: Unit, months: readonly Period[]): Public {
  const buttons = months.map((month) => ({
    text: periodInWords(t, month),
    data: bulletinOpen.data({ unit: unit.id, month: month.name }),
  }))
  return publicMessage(t('case-bulletin-which-month', { unit: escapeHtml(unit.name) }), {
    buttons: inRows(buttons, 1),
  })
}
