import { beforeEach, expect, test } from 'vitest'
import type { App } from '../../src/app.ts'
import { casesOf } from '../../src/cases/list-cases.ts'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { markOf, openIdentity, partyMarkOf, sealIdentity } from '../../src/cases/trust/identity.ts'
import { sealedIdentity } from '../../src/cases/trust/identity-store.ts'
import { rotateIdentities } from '../../src/cases/trust/rotate-identities.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { testRandom } from '../support/app.ts'
import { type CaseTown, caseTown } from './town.ts'

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

let town: CaseTown
let filed = 0

/** The same town with other keys. */
function withKeys(...keys: [Buffer, ...Buffer[]]): App {
  return { ...town.app, identities: createKeyRing(keys, testRandom(`keys ${keys.length}`), 'identities') }
}

/** What each of them finds as theirs, by number. */
async function found(app: App) {
  const numbers = async (id: number) => (await casesOf(app.db, app, id)).map(({ number }) => number).sort()
  return {
    zhang: await numbers(town.zhang.id),
    li: await numbers(town.li.id),
    sun: await numbers(town.sun.id),
  }
}

/** 李四, as he lies in that row of the disputed case. */
const sealedParty = (partyId: number) =>
  sealIdentity(town.app, { personId: town.li.id }, { caseId: disputed, partyId })

let before: Awaited<ReturnType<typeof found>>
let disputed: number

/** 张三 told one under each privacy; 李四 is the other side of the last; 王芳 told one for somebody without a phone. */
beforeEach(async () => {
  town = await caseTown()
  Object.assign(town.app, withKeys(oldKey))
  const key = () => `rotate:${++filed}`
  for (const privacy of ['named', 'confidential', 'sealed'] as const)
    disputed = (await town.file({ privacy }, town.zhang, key())).id
  const { app, li } = town
  const { id } = await app.db.caseParty.create({ data: { caseId: disputed, alias: 'ABC' } })
  const who = { sealed: sealedParty(id), mark: partyMarkOf(app, li.id), joinedAt: app.clock.now() }
  await app.db.caseParty.update({ where: { id }, data: who })
  const onBehalf = { name: '赵奶奶', contact: '邻居转', wayIn: 'visit', consented: true } as const
  await town.file({ onBehalf }, town.wang, key())
  before = await found(town.app)
})

test('there is something to be found', () => {
  expect(before).toMatchObject({ zhang: { length: 3 }, li: { length: 1 }, sun: [] })
})

test('with both keys all is found before, half way and afterwards; then the old key may go', async () => {
  const both = withKeys(newKey, oldKey)
  expect(await found(both)).toEqual(before)
  // Somebody killed it after the first cases: two of four are done.
  const { db } = both
  const first = await db.case.findMany({ take: 2, orderBy: { id: 'asc' }, include: { identity: true } })
  for (const { id, privacy, identity } of first) {
    const of = { caseId: id }
    const who = openIdentity(both, identity?.sealed ?? '', of)
    await db.caseIdentity.update({ where: of, data: { sealed: sealIdentity(both, who, of) } })
    await db.case.update({ where: { id }, data: { reporterMark: markOf(both, who.personId ?? 0, privacy) } })
  }
  expect(await found(both)).toEqual(before)
  expect(await rotateIdentities(both)).toEqual({ rotated: 3, current: 2 })
  expect(await rotateIdentities(both)).toEqual({ rotated: 0, current: 5 })
  expect(await found(both)).toEqual(before)
  expect(await found(withKeys(newKey))).toEqual(before)
})

test('afterwards, without the old key, everything is still found and opened, and by nobody else', async () => {
  expect(await rotateIdentities(withKeys(newKey, oldKey))).toEqual({ rotated: 5, current: 0 })
  const only = withKeys(newKey)
  expect(await found(only)).toEqual(before)
  expect((await otherSide(only.db, only, disputed))?.name).toBe('李四')
  const who = await Promise.all(
    (await only.db.case.findMany({ orderBy: { id: 'asc' } })).map(async ({ id }) =>
      openIdentity(only, (await sealedIdentity(only.db, id)) ?? '', { caseId: id }),
    ),
  )
  expect(who.map(({ personId, name }) => personId ?? name)).toEqual([
    ...Array(3).fill(town.zhang.id),
    '赵奶奶',
  ])
  const late = await rotateIdentities(withKeys(oldKey)).catch((error) => error)
  expect(late).toMatchObject({ code: 'identities-key-missing' })
})

test('a mark that nobody had stays blank', async () => {
  await rotateIdentities(withKeys(newKey, oldKey))
  const forAnother = await town.app.db.case.findFirstOrThrow({ where: { filedById: town.wang.id } })
  expect(forAnother.reporterMark).toBe('')
})

test('more than go into one transaction are all rotated', async () => {
  const { db } = town.app
  await db.caseParty.createMany({
    data: Array.from({ length: 120 }, () => ({ caseId: disputed, alias: 'X' })),
  })
  for (const { id } of await db.caseParty.findMany({ where: { sealed: null } }))
    await db.caseParty.update({ where: { id }, data: { sealed: sealedParty(id) } })
  expect(await rotateIdentities(withKeys(newKey, oldKey))).toEqual({ rotated: 125, current: 0 })
})

test('one that was moved there from another case stops it, and is not sealed anew for the wrong one', async () => {
  const { db } = town.app
  const [own, other] = await db.case.findMany({
    take: 2,
    orderBy: { id: 'asc' },
    include: { identity: true },
  })
  const moved = { sealed: other?.identity?.sealed ?? '' }
  await db.caseIdentity.update({ where: { caseId: own?.id ?? 0 }, data: moved })
  const fault = await rotateIdentities(withKeys(newKey, oldKey)).catch((error) => error)
  expect(fault).toMatchObject({ code: 'identities-damaged', args: { number: own?.number } })
  expect(await db.caseIdentity.findUnique({ where: { caseId: own?.id ?? 0 } })).toMatchObject(moved)
})
