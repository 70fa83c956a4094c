import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { unitLabel } from '../../org/org-texts.ts'
import { namesOf } from '../../org/person-store.ts'
import { pathTo } from '../../org/unit-paths.ts'
import type { Case } from '../case.ts'
import { nextDateOf } from '../next-date.ts'
import { askedToMediate, isMediating, isUnderWay, type Mediation, type Side, versionOf } from './mediation.ts'
import type { MediationFacts, SideFacts } from './mediation-facts.ts'
import { mediationOf, namingsOf } from './mediation-store.ts'
import { nextMeeting } from './meeting-store.ts'
import { awaitedParty, countPartyFiles } from './party-store.ts'
import { hasChat, otherSide } from './sides.ts'

async function nameOf(db: Tx, personId: number | undefined): Promise<string | undefined> {
  return personId === undefined ? undefined : (await namesOf(db, [personId])).get(personId)
}

function agreementFacts(mediation: Mediation | undefined): MediationFacts['agreement'] {
  const { agreement: text, writtenAt, reporterAgreedAt, partyAgreedAt, agreedAt } = mediation ?? {}
  if (!mediation || text === undefined || !writtenAt) return undefined
  return {
    text,
    version: versionOf(mediation),
    hasReporter: reporterAgreedAt !== undefined,
    hasParty: partyAgreedAt !== undefined,
    isAgreed: agreedAt !== undefined,
  }
}

async function partyFacts(db: Tx, app: App, caseId: number): Promise<MediationFacts['party']> {
  const party = await otherSide(db, app, caseId)
  if (!party) return undefined
  const { partyId: id, name, alias, personId } = party
  return { id, name, alias, hasChat: personId !== undefined, files: await countPartyFiles(db, id) }
}

/** How far it is, for somebody who works on it. Ask `isStaff` before. */
export async function mediationFacts(db: Tx, app: App, personId: number, one: Case): Promise<MediationFacts> {
  const mediation = await mediationOf(db, app, one.id)
  const { mediatorId } = mediation ?? {}
  const mediator = await nameOf(db, mediatorId)
  const awaited = await awaitedParty(db, one.id)
  return {
    asked: await nameOf(db, askedToMediate(await namingsOf(db, app, one.id))?.mediatorId),
    mediator:
      mediator === undefined
        ? undefined
        : { name: mediator, isYou: mediatorId === personId, isActive: isMediating(one, mediation) },
    party: await partyFacts(db, app, one.id),
    reporterHasChat: await hasChat(db, app, one, 'reporter'),
    isAwaited: awaited?.expiresAt !== undefined && awaited.expiresAt > app.clock.now(),
    meeting: await nextMeeting(db, app, one.id, app.clock.now()),
    agreement: agreementFacts(mediation),
    timeZone: app.config.townTimezone,
  }
}

/** How far it is, for one of the sides. */
export async function sideFacts(db: Tx, app: App, one: Case, side: Side): Promise<SideFacts> {
  const mediation = await mediationOf(db, app, one.id)
  const isActive = isMediating(one, mediation)
  const written = agreementFacts(mediation)
  const party = side === 'party' ? await otherSide(db, app, one.id) : undefined
  const isOpen = isActive && written !== undefined && !written.isAgreed
  return {
    unit: unitLabel(await pathTo(db, one.unitId)),
    mediator: isActive || written?.isAgreed ? await nameOf(db, mediation?.mediatorId) : undefined,
    meeting: isUnderWay(one) ? await nextMeeting(db, app, one.id, app.clock.now()) : undefined,
    agreement: written && {
      text: written.text,
      version: written.version,
      isAgreed: written.isAgreed,
      isMine: side === 'reporter' ? written.hasReporter : written.hasParty,
      isOpen,
    },
    nextAt: isUnderWay(one) ? await nextDateOf(db, one) : undefined,
    files: party ? await countPartyFiles(db, party.partyId) : 0,
    timeZone: app.config.townTimezone,
  }
}
