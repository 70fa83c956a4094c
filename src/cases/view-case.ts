import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { unitLabel } from '../org/org-texts.ts'
import { namesOf } from '../org/person-store.ts'
import { pathsTo } from '../org/unit-paths.ts'
import { type Case, type CaseStep, stepsFor } from './case.ts'
import type { CardView, Deadline, MineView } from './case-texts.ts'
import { type KeptClock, runningClocks } from './clocks/clock-store.ts'
import { canPush } from './clocks/push-case.ts'
import { supervisionOf } from './clocks/supervision-store.ts'
import { clockOwner } from './duplicates/joining.ts'
import { entriesOf } from './entry-store.ts'
import { countFiles } from './files/file-store.ts'
import { partyOf } from './mediation/party-store.ts'
import { knowsReporter } from './relation.ts'
import { reporterName } from './reporter-name.ts'
import type { Seen } from './see-case.ts'
import { eventsFor } from './shown-events.ts'
import { unsealedFor } from './trust/unsealing-store.ts'

/** The clock that a card shows: of one that stands, the end of the longest pause. */
function shownClock(clocks: readonly KeptClock[]): KeptClock | undefined {
  return (
    clocks.find(({ purpose }) => purpose === 'pause') ??
    clocks.find(({ purpose }) => purpose !== 'word' && purpose !== 'pause')
  )
}

async function deadlineOf(db: Tx, app: App, caseId: number): Promise<Deadline> {
  const clock = shownClock(await runningClocks(db, caseId))
  return { at: clock?.dueAt, timeZone: app.config.townTimezone, provisional: clock?.provisional ?? false }
}

async function unitNames(
  db: Tx,
  { unitId, handlingUnitId }: Case,
): Promise<{ unit: string; handlingUnit: string }> {
  const paths = await pathsTo(db, [unitId, handlingUnitId])
  return {
    unit: unitLabel(paths.get(unitId) ?? []),
    handlingUnit: unitLabel(paths.get(handlingUnitId) ?? []),
  }
}

/** One told together with another cannot be moved by itself. */
const stepsNow = ({ one, are }: Seen): CaseStep[] =>
  one.joinedToId === undefined || one.state === 'handled' || are.has('reporter') ? stepsFor(one, are) : []

/** What the card of a case shows to somebody who works on it. */
export async function cardView(db: Tx, app: App, t: T, seen: Seen, personId: number): Promise<CardView> {
  const { one, are } = seen
  const entries = await entriesOf(db, app, one.id, { partyId: null })
  const names = await namesOf(
    db,
    [one.leadId, one.handlerId, one.filedById, one.aboutId].flatMap((id) => id ?? []),
  )
  const nameOf = (id: number | undefined) => (id === undefined ? undefined : names.get(id))
  const isKnown = knowsReporter(one, personId, are, await unsealedFor(db, one.id))
  const name = isKnown ? await reporterName(db, app, one) : undefined
  const supervision = await supervisionOf(db, one.id)
  const marks = [
    one.privacy === 'named' ? '' : t(`case-mark-${one.privacy}`),
    one.filedById === undefined ? '' : t('case-mark-filed-by', { name: nameOf(one.filedById) ?? '' }),
    one.aboutId === undefined ? '' : t('case-mark-about', { name: nameOf(one.aboutId) ?? '' }),
    one.reopened > 0 ? t('case-mark-reopened', { times: one.reopened }) : '',
    one.disputes > 0 ? t('case-mark-disputed', { times: one.disputes }) : '',
    supervision ? escapeHtml(t('ladder-mark-supervised', { title: supervision.title })) : '',
  ]
  return {
    ...(await unitNames(db, one)),
    from: name ?? t('case-alias', { alias: one.alias }),
    lead: nameOf(one.leadId),
    handler: nameOf(one.handlerId),
    deadline: await deadlineOf(db, app, clockOwner(one)),
    steps: stepsNow(seen),
    text: entries.find(({ kind }) => kind === 'told')?.words.text ?? '',
    entries: entries.length,
    files: await countFiles(db, one.id),
    last: (await eventsFor(db, app, personId, one.id)).findLast(
      ({ note, what }) => note !== undefined && what !== 'file-for',
    ),
    hasParty: (await partyOf(db, one.id)) !== undefined,
    marks: marks.filter(Boolean),
  }
}

/** What a case shows to who told it. */
export async function mineView(db: Tx, app: App, seen: Seen): Promise<MineView> {
  const { one, are } = seen
  const answers = await entriesOf(db, app, one.id, { kinds: ['answer'], partyId: null })
  const names = one.handlerId === undefined ? undefined : await namesOf(db, [one.handlerId])
  const { handlingUnit } = await unitNames(db, one)
  return {
    handlingUnit,
    handler: one.handlerId === undefined ? undefined : names?.get(one.handlerId),
    deadline: await deadlineOf(db, app, clockOwner(one)),
    answer: answers.at(-1)?.words.text,
    canPush: are.has('reporter') && (await canPush(db, one)),
    // "Settled" and "not settled" stand above, as 1 to 5.
    steps: stepsNow(seen).filter((step) => step !== 'confirm' && step !== 'dispute'),
  }
}
