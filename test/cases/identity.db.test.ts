import { expect, test } from 'vitest'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { openIdentity, sealIdentity } from '../../src/cases/trust/identity.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by, withBothSides } from './dispute.ts'
import { type CaseTown, caseTown } from './town.ts'

/** Somebody who can write to the database puts who told one case into another. */
async function moveIdentity({ app }: CaseTown, from: number, to: number): Promise<void> {
  const { sealed } = await app.db.caseIdentity.findUniqueOrThrow({ where: { caseId: from } })
  await app.db.caseIdentity.update({ where: { caseId: to }, data: { sealed } })
}

/** A fault as it is written down, with what lies beneath. */
const inWords = (fault: unknown): string =>
  fault instanceof Error ? `${fault.message} ${fault.stack} ${inWords(fault.cause)}` : String(fault)

test('who told one case, copied into another, is not shown there: a fault is noted, and no name is in it', async () => {
  const town = await caseTown()
  const { phone, wang, li } = town
  const [sealed, open] = [await town.file({ privacy: 'sealed' }), await town.file({}, li)]
  await moveIdentity(town, sealed.id, open.id)
  const said = phone.said.length
  const fault = await phone.says(wang.user, `/case ${open.number}`).catch((error: unknown) => error)
  expect(phone.said).toHaveLength(said)
  expect(inWords(fault)).toContain(`reporter of case ${open.id}`)
  expect(inWords(fault)).not.toMatch(/张三|李四/)
})

test('nobody is told what becomes of the case of another', async () => {
  const town = await caseTown()
  const { app, zhang, li, wang } = town
  const [theirs, other] = [await town.file({ privacy: 'sealed' }), await town.file({}, li)]
  await moveIdentity(town, theirs.id, other.id)
  const before = (await promisedTo(app, zhang.chatId)).length
  await expect(acceptCase(app, by(wang), other.id)).rejects.toThrow('is that of another')
  expect(await promisedTo(app, zhang.chatId)).toHaveLength(before)
})

test('the other side of a dispute is bound to it too, and is not its reporter', async () => {
  const dispute = await withBothSides()
  const { app, caseId } = dispute
  const elsewhere = await dispute.file()
  const party = await app.db.caseParty.findFirstOrThrow({ where: { caseId } })
  expect((await otherSide(app.db, app, caseId))?.name).toBe('李四')
  expect(() => openIdentity(app, party.sealed ?? '', { caseId })).toThrow('is that of another')
  await app.db.caseParty.update({ where: { id: party.id }, data: { caseId: elsewhere.id } })
  await expect(otherSide(app.db, app, elsewhere.id)).rejects.toThrow('is that of another')
})

test('a key that is not here is told apart from a row that was moved', async () => {
  const { app, zhang } = await caseTown()
  const [, encoded] = sealIdentity(app, { personId: zhang.id }, { caseId: 1 }).split('.')
  expect(() => openIdentity(app, `00000000.${encoded}`, { caseId: 1 })).toThrow('a key that is not here')
})
