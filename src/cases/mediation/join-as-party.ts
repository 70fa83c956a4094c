import type { App } from '../../app.ts'
import type { Tx } from '../../lib/db.ts'
import { Refusal } from '../../lib/refusal.ts'
import { hashOf } from '../../org/invite.ts'
import { unitLabel } from '../../org/org-texts.ts'
import type { Actor } from '../../org/person.ts'
import { namesOf } from '../../org/person-store.ts'
import { grantsOf } from '../../org/role-store.ts'
import { pathTo } from '../../org/unit-paths.ts'
import type { Case } from '../case.ts'
import { caseById } from '../case-store.ts'
import { plainNews } from '../case-texts.ts'
import { noteAct } from '../note-act.ts'
import { isInLineOf, isStaff, relationsOf } from '../relation.ts'
import { standingOf, surroundingsOf } from '../see-case.ts'
import { tellStaff } from '../tell-case.ts'
import { marksOf, partyMarkOf, sealIdentity } from '../trust/identity.ts'
import { joinedMessage } from './case-mediation-texts.ts'
import { isNeutralTo } from './mediate-case.ts'
import { isMediating, type Mediation } from './mediation.ts'
import { mediationOf } from './mediation-store.ts'
import { noteJoined, type Party, partyByLink, takeLink } from './party-store.ts'
import { otherSide } from './sides.ts'

/** What a link leads to, as far as who opened it may know: of what it is, where, and who mediates. */
interface LookedAt {
  one: Case
  unit: string
  mediator: string
  /** They are the other side already. */
  isJoined: boolean
}

interface Opened {
  one: Case
  party: Party
  mediation: Mediation
  isJoined: boolean
}

const over = () => new Refusal('mediation-link-over')

/** For an official's line the case does not exist, by whatever door. */
async function mustNotBeInLine(tx: Tx, one: Case, personId: number): Promise<void> {
  if (one.aboutId === undefined) return
  const own = await grantsOf(tx, personId)
  if (personId === one.aboutId || isInLineOf(own, await grantsOf(tx, one.aboutId))) throw over()
}

/** Neither who told it nor who works on it can be the other side. */
async function mustBeOtherSide(tx: Tx, app: App, one: Case, personId: number): Promise<void> {
  await mustNotBeInLine(tx, one, personId)
  const around = (await surroundingsOf(tx, [one])).get(one.id)
  if (!around) throw over()
  const are = relationsOf(one, await standingOf(tx, app, personId), around)
  if (are.has('reporter') || are.has('filer')) throw new Refusal('mediation-link-own')
  if (isStaff(are)) throw new Refusal('mediation-link-staff')
}

/** The link, for who may follow it. Throws Refusal `mediation-link-over` for one that leads nowhere, whatever the reason. */
async function open(tx: Tx, app: App, by: Actor, token: string): Promise<Opened> {
  const party = await partyByLink(tx, hashOf(token))
  const one = party && (await caseById(tx, party.caseId))
  const mediation = one && (await mediationOf(tx, app, one.id))
  if (!party || !one || !mediation) throw over()
  const isJoined = party.mark !== undefined && marksOf(app, by.personId).includes(party.mark)
  if (isJoined) return { one, party, mediation, isJoined }
  const isPast = !party.expiresAt || party.expiresAt <= app.clock.now()
  if (party.joinedAt || isPast || !isMediating(one, mediation)) throw over()
  await mustBeOtherSide(tx, app, one, by.personId)
  return { one, party, mediation, isJoined }
}

/** A link only shows what it is: a slip of the finger joins nothing. */
export async function lookAtLink(app: App, by: Actor, token: string): Promise<LookedAt> {
  return app.db.transaction(async (tx) => {
    const { one, mediation, isJoined } = await open(tx, app, by, token)
    const names = await namesOf(tx, [mediation.mediatorId])
    const unit = unitLabel(await pathTo(tx, one.unitId))
    return { one, unit, mediator: names.get(mediation.mediatorId) ?? '', isJoined }
  })
}

/** A mediator who turns out to be above or below them, or who does: those who can change it hear that. */
async function tellIfUnfit(tx: Tx, app: App, { one, mediation }: Opened, by: Actor): Promise<void> {
  if (await isNeutralTo(tx, mediation.mediatorId, by.personId)) return
  const seq = await noteAct(tx, app, one, { what: 'mediator-unfit', actor: 'clock' })
  const people = [one.handlerId, one.leadId]
  await tellStaff(tx, app, one, people, { what: seq }, plainNews('mediation-news-unfit'))
}

/** They come to it as the other side. From now on they hear of it, and the mediator hears them. Safe to call twice. */
export async function joinAsParty(app: App, by: Actor, token: string): Promise<Case> {
  return app.db.transaction(async (tx) => {
    const opened = await open(tx, app, by, token)
    const { one, party, isJoined } = opened
    if (isJoined) return one
    const who = {
      sealed: sealIdentity(app, { personId: by.personId }, { caseId: one.id, partyId: party.id }),
      mark: partyMarkOf(app, by.personId),
      at: app.clock.now(),
    }
    if (!(await noteJoined(tx, party.id, who))) throw over()
    const seq = await noteAct(tx, app, one, { what: 'join-as-party', actor: 'party' })
    const name = (await otherSide(tx, app, one.id))?.name ?? ''
    await tellStaff(tx, app, one, [one.handlerId], { what: seq }, joinedMessage(name))
    await tellIfUnfit(tx, app, opened, by)
    return one
  })
}

/** Somebody has said no to it already. */
async function isRefused(tx: Tx, token: string): Promise<boolean> {
  const party = await partyByLink(tx, hashOf(token))
  return party !== undefined && !party.joinedAt && !party.expiresAt
}

/** They do not want to: the link is spent, and the mediator hears it. Done twice it is done once. */
export async function refuseToJoin(app: App, by: Actor, token: string): Promise<void> {
  await app.db.transaction(async (tx) => {
    if (await isRefused(tx, token)) return
    const { one, party, isJoined } = await open(tx, app, by, token)
    if (isJoined) throw new Refusal('mediation-joined-already')
    await takeLink(tx, party.id)
    const seq = await noteAct(tx, app, one, { what: 'refuse-to-join', actor: 'party' })
    await tellStaff(tx, app, one, [one.handlerId], { what: seq }, plainNews('mediation-news-refused'))
  })
}
