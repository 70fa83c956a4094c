import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { letGoOfFiles } from '../../src/cases/files/let-go-of-files.ts'
import { casesOf } from '../../src/cases/list-cases.ts'
import { eraseOldCases } from '../../src/cases/trust/erase-case.ts'
import { eraseMine } from '../../src/cases/trust/erase-mine.ts'
import { sealedIdentity } from '../../src/cases/trust/identity-store.ts'
import { verifyAudit } from '../../src/cases/trust/verify-audit.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import type { Person } from '../../src/org/person.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })
const dayMs = 24 * 60 * 60 * 1000

async function withdrawn(town: CaseTown, kind: string): Promise<number> {
  const { app, zhang, wang } = town
  const file = { kind: 'photo', fileId: 'p1' } as const
  const { id } = await town.file({ kind, files: [file] })
  await acceptCase(app, by(wang), id)
  await withdrawCase(app, by(zhang), id, '不说了')
  return id
}

async function isErased({ app }: CaseTown, id: number): Promise<boolean> {
  const row = await app.db.case.findUniqueOrThrow({ where: { id }, include: { events: true } })
  const words = (await entriesOf(app.db, app, id)).map((entry) => entry.words.text).join('')
  const traces = [
    words,
    row.reporterMark,
    (await sealedIdentity(app.db, id)) ?? '',
    ...row.events.map(({ note }) => note ?? ''),
  ]
  return row.erasedAt !== null && traces.every((trace) => trace === '')
}

describe('what was told', () => {
  test('is erased when its time is over, by kind; its history can still be checked', async () => {
    const town = await caseTown()
    const { app } = town
    const [water, money] = [await withdrawn(town, 'water'), await withdrawn(town, 'money')]
    await app.clock.advance(1_094 * dayMs)
    expect(await eraseOldCases(app)).toEqual({ erased: 0 })
    await app.clock.advance(2 * dayMs)
    expect(await eraseOldCases(app)).toEqual({ erased: 1 })
    expect(await eraseOldCases(app)).toEqual({ erased: 0 })
    expect([await isErased(town, water), await isErased(town, money)]).toEqual([true, false])
    expect((await verifyAudit(app)).broken).toEqual([])
    expect(await app.db.caseFile.count({ where: { state: 'erased' } })).toBe(1)
    await letGoOfFiles(app)
    expect(await app.db.case.findUnique({ where: { id: water } })).toMatchObject({
      kind: 'water',
      outcome: 'withdrawn',
    })
  })

  test('is erased at once for who told it, when it has ended; nobody erases another’s', async () => {
    const town = await caseTown()
    const { app, zhang, li } = town
    const ended = await withdrawn(town, 'water')
    const open = await town.file()
    expect(await eraseMine(app, by(li))).toEqual({ ended: 0, open: 0, agreed: 0 })
    expect(await isErased(town, ended)).toBe(false)
    expect(await eraseMine(app, by(zhang))).toEqual({ ended: 1, open: 1, agreed: 0 })
    expect([await isErased(town, ended), await isErased(town, open.id)]).toEqual([true, false])
    expect((await casesOf(app.db, app, zhang.id)).map(({ id }) => id)).toEqual([open.id])
    expect((await verifyAudit(app)).broken).toEqual([])
  })

  test('stays when an agreement binds the other side too', async () => {
    const town = await caseTown()
    const { app, zhang, sun } = town
    const ended = await withdrawn(town, 'neighbours')
    const now = app.clock.now()
    await app.db.caseMediation.create({
      data: { caseId: ended, mediatorId: sun.id, declaredAt: now, agreedAt: now },
    })
    expect(await eraseMine(app, by(zhang))).toEqual({ ended: 0, open: 0, agreed: 1 })
    expect(await isErased(town, ended)).toBe(false)
  })

  test('goes by two taps, after it was said what stays', async () => {
    const town = await caseTown()
    const { phone, zhang } = town
    const ended = await withdrawn(town, 'water')
    await phone.says(zhang.user, '/erase')
    expect(phone.lastWords).toContain('办结了的 1 件')
    expect(await isErased(town, ended)).toBe(false)
    await phone.presses(zhang.user, '删掉，我想好了')
    expect(phone.lastWords).toContain('删掉了：1 件')
    expect(await isErased(town, ended)).toBe(true)
  })
})
