import type { App } from '../app.ts'
import type { Tx } from '../lib/db.ts'
import { escapeHtml } from '../lib/html.ts'
import type { T } from '../lib/i18n.ts'
import { unitLabel } from '../org/org-texts.ts'
import type { Actor } from '../org/person.ts'
import { namesOf } from '../org/person-store.ts'
import { pathsTo } from '../org/unit-paths.ts'
import type { Case } from './case.ts'
import { canPush } from './clocks/push-case.ts'
import { supervisionOf } from './clocks/supervision-store.ts'
import { entryKinds, readByTellers } from './entry.ts'
import { entriesOf } from './entry-store.ts'
import { countFiles } from './files/file-store.ts'
import { partyOf } from './mediation/party-store.ts'
import { deadlineOf } from './next-date.ts'
import { isStaff, knowsReporter } from './relation.ts'
import { reporterName } from './reporter-name.ts'
import type { MineView } from './reporter-texts.ts'
import type { Seen } from './see-case.ts'
import { eventsFor } from './shown-events.ts'
import type { CardView } from './staff-texts.ts'
import { stepsNow } from './steps-now.ts'
import { unsealedFor } from './trust/unsealing-store.ts'

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

/** The last act about which something was said. */
async function lastNoted(db: Tx, app: App, personId: number, caseId: number): Promise<CardView['last']> {
  const events = await eventsFor(db, app, personId, caseId)
  return events.findLast(({ note, what }) => note !== undefined && what !== 'file-for')
}

/** What the card of a case shows to somebody who works on it, or told it for somebody. */
export async function cardView(db: Tx, app: App, t: T, seen: Seen, personId: number): Promise<CardView> {
  const { one, are } = seen
  const isWorking = isStaff(are)
  const kinds = isWorking ? entryKinds : readByTellers
  const entries = await entriesOf(db, app, one.id, { kinds, partyId: null })
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
    one.filedById === undefined
      ? ''
      : escapeHtml(t('case-mark-filed-by', { name: nameOf(one.filedById) ?? '' })),
    one.aboutId === undefined ? '' : escapeHtml(t('case-mark-about', { name: nameOf(one.aboutId) ?? '' })),
    one.reopened > 0 ? t('case-mark-reopened', { times: one.reopened }) : '',
    one.disputes > 0 ? t('case-mark-disputed', { times: one.disputes }) : '',
    supervision ? escapeHtml(t('ladder-mark-supervised', { title: supervision.title })) : '',
  ]
  return {
    ...(await unitNames(db, one)),
    from: name ?? t('case-alias', { alias: one.alias }),
    lead: nameOf(one.leadId),
    handler: nameOf(one.handlerId),
    deadline: await deadlineOf(db, app, one),
    steps: await stepsNow(db, app, { personId }, seen),
    text: entries.find(({ kind }) => kind === 'told')?.words.text ?? '',
    entries: entries.length,
    files: await countFiles(db, one.id, kinds),
    // What those who work on it say to each other is not for the one who told it for somebody.
    last: isWorking ? await lastNoted(db, app, personId, one.id) : undefined,
    isStaff: isWorking,
    hasParty: (await partyOf(db, one.id)) !== undefined,
    marks: marks.filter(Boolean),
  }
}

/** What a case shows to who told it. */
export async function mineView(db: Tx, app: App, by: Actor, seen: Seen): Promise<MineView> {
  const { one, are } = seen
  const answers = await entriesOf(db, app, one.id, { kinds: ['answer'], partyId: null })
  const names = one.handlerId === undefined ? undefined : await namesOf(db, [one.handlerId])
  const { handlingUnit } = await unitNames(db, one)
  return {
    handlingUnit,
    handler: one.handlerId === undefined ? undefined : names?.get(one.handlerId),
    deadline: await deadlineOf(db, app, one),
    answer: answers.at(-1)?.words.text,
    files: await countFiles(db, one.id, readByTellers),
    canPush: are.has('reporter') && (await canPush(db, app, one)),
    // "Settled" and "not settled" stand above, as 1 to 5.
    steps: (await stepsNow(db, app, by, seen)).filter((step) => step !== 'confirm' && step !== 'dispute'),
  }
}
