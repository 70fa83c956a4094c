import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import type { Case } from '../../src/cases/case.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { eventsOf } from '../../src/cases/event-store.ts'
import { agree } from '../../src/cases/mediation/agree.ts'
import { declareNeutral } from '../../src/cases/mediation/declare-neutral.ts'
import { inviteParty } from '../../src/cases/mediation/invite-party.ts'
import { joinAsParty } from '../../src/cases/mediation/join-as-party.ts'
import { mediateCase } from '../../src/cases/mediation/mediate-case.ts'
import { type Mediation, versionOf } from '../../src/cases/mediation/mediation.ts'
import { mediationOf } from '../../src/cases/mediation/mediation-store.ts'
import { type AgreementText, writeAgreement } from '../../src/cases/mediation/write-agreement.ts'
import type { CaseDraft } from '../../src/cases/telling/file-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import type { Operation } from '../../src/delivery/delivery.ts'
import type { Message } from '../../src/delivery/message.ts'
import type { Person } from '../../src/org/person.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

export const dayMs = 24 * 60 * 60 * 1000
export const hourMs = 60 * 60 * 1000

export const by = ({ id }: Pick<Person, 'id'>) => ({ personId: id })

/** 张三 and his neighbour 李四, and 孙和 between them. */
export interface Dispute extends CaseTown {
  caseId: number
  number: string
  /** Makes a key that no other update has. */
  key(): string
}

/** Told by 张三, taken in by 王芳; nobody mediates yet. */
export async function takenIn(more: Partial<CaseDraft> = {}, from?: Person): Promise<Dispute> {
  const town = await caseTown()
  await fillCalendar(town.app)
  const words = { text: '李四家的墙占了我家的地。', places: [] }
  const { id, number } = await town.file({ kind: 'neighbours', words, ...more }, from)
  await acceptCase(town.app, by(town.wang), id)
  let keys = 0
  return { ...town, caseId: id, number, key: () => `test:key:${++keys}` }
}

/** 孙和 was asked and has declared. */
export async function mediated(more: Partial<CaseDraft> = {}, from?: Person): Promise<Dispute> {
  const dispute = await takenIn(more, from)
  const { app, wang, sun, caseId } = dispute
  await mediateCase(app, by(wang), caseId, sun.id)
  await declareNeutral(app, by(sun), caseId)
  return dispute
}

export async function link({ app, sun, caseId, key }: Dispute): Promise<string> {
  return (await inviteParty(app, by(sun), caseId, key())).token
}

/** 李四 has come by the link. */
export async function withBothSides(more: Partial<CaseDraft> = {}): Promise<Dispute> {
  const dispute = await mediated(more)
  await joinAsParty(dispute.app, by(dispute.li), await link(dispute))
  return dispute
}

export const agreement: AgreementText = { text: '李四三天内把墙往回挪半米，张三不再追究。' }

/** The agreement lies with both sides. */
export async function written(text: AgreementText = agreement): Promise<Dispute> {
  const dispute = await withBothSides()
  await writeAgreement(dispute.app, by(dispute.sun), dispute.caseId, text)
  return dispute
}

/** Both have agreed. */
export async function agreed(): Promise<Dispute> {
  const dispute = await written()
  for (const side of [dispute.zhang, dispute.li]) await say(dispute, side)
  return dispute
}

/** "I agree", to what lies there now. */
export async function say(dispute: Dispute, side: Person): Promise<Case> {
  const { app, caseId } = dispute
  return agree(app, by(side), caseId, versionOf(await mediationNow(dispute)))
}

export async function caseNow({ app, caseId }: Dispute): Promise<Case> {
  const one = await caseById(app.db, caseId)
  if (!one) throw new Error('the case is gone')
  return one
}

export async function mediationNow({ app, caseId }: Dispute): Promise<Mediation> {
  const mediation = await mediationOf(app.db, app, caseId)
  if (!mediation) throw new Error('nobody mediates')
  return mediation
}

/** The history, as far as the mediation made it: `agree party`. */
export async function historyOf({ app, caseId }: Dispute): Promise<string[]> {
  return (await eventsOf(app.db, app, caseId)).map(({ what, actor }) => `${what} ${actor}`)
}

/** Runs it twice, as a replay after a kill would. */
export async function twice<Value>(act: () => Promise<Value>): Promise<Value> {
  await act()
  return act()
}

/** The messages that a chat was promised, whole, oldest first. */
export async function messagesTo({ app }: CaseTown, { chatId }: { chatId: number }): Promise<Message[]> {
  const rows = await app.db.delivery.findMany({
    where: { chatId },
    include: { content: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ content: { body, confidential } }) => {
    const operation: Operation = JSON.parse(confidential ? app.sealer.open(body) : body)
    return 'message' in operation ? [operation.message] : []
  })
}

export const buttonsOf = (messages: readonly Message[]): { text: string; data: string }[] =>
  messages.flatMap(({ buttons = [] }) => buttons.flat()).flatMap((one) => ('data' in one ? [one] : []))

/** Presses the newest button of that label that the outbox has for somebody. */
export async function pressesSent(dispute: CaseTown, who: Somebody, label: string): Promise<void> {
  const found = buttonsOf(await messagesTo(dispute, who)).findLast(({ text }) => text === label)
  if (!found) throw new Error(`${who.name} was sent no button ${label}`)
  await dispute.phone.hears(dispute.phone.press(who.user, found.data))
}
