import { describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { extendCase } from '../../src/cases/clocks/extend-case.ts'
import { tellCaseClocks } from '../../src/cases/clocks/tell-case-clocks.ts'
import { joinCase } from '../../src/cases/duplicates/join-case.ts'
import type { Said } from '../../src/cases/entry.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { passOnCase, redirectCase } from '../../src/cases/working/pass-on-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase, pauseCase } from '../../src/cases/working/work-on-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { by, hourMs, withBothSides } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const words = (text: string): Said => ({ words: { text, places: [] }, files: [] })
const photo = (fileId: string) => ({ kind: 'photo', fileId }) as const

async function assigned(town: CaseTown, more = {}) {
  const { app, wang, zhao, qian } = town
  const filed = await town.file(more)
  await acceptCase(app, by(wang), filed.id)
  await assignCase(app, by(wang), filed.id, { leadId: zhao.id, handlerId: qian.id })
  return filed
}

async function cardOf({ phone }: CaseTown, { user }: Somebody, number: string): Promise<string> {
  await phone.says(user, `/case ${number}`)
  return phone.lastWords
}

async function lineOf({ phone }: CaseTown, { user }: Somebody, number: string): Promise<string> {
  await phone.says(user, '/mycases')
  return phone.lastLabels.find((label) => label.startsWith(number)) ?? ''
}

describe('whoever told it for another', () => {
  const onBehalf = { wayIn: 'phone', name: '马奶奶', contact: '', consented: true } as const

  test('and does not work on it sees neither how many notes there are, nor what is noted, nor why it was handed on', async () => {
    const town = await caseTown()
    const { app, wang, yang, zhou, units } = town
    const { id, number } = await town.file({ onBehalf, unitId: units.hepingTwo.id }, yang)
    await passOnCase(app, by(yang), id, { unitId: units.town.id, note: '这家不好缠' })
    await sayOfCase(app, by(zhou), id, 'note', { ...words('先拖着'), files: [photo('p1')] }, 'u:note')
    await app.db.roleGrant.updateMany({ where: { personId: yang.id }, data: { endedAt: app.clock.now() } })
    const card = await cardOf(town, yang, number)
    expect(card).toContain('马奶奶')
    expect(card).not.toMatch(/不好缠|一共/)
    expect(town.phone.lastLabels.join()).not.toContain('看文件')
    const staff = await cardOf(town, zhou, number)
    expect(staff).toContain('不好缠')
    expect(staff).toContain('一共 2 条话')
    expect(town.phone.lastLabels).toContain('看文件（1）')
    expect(await cardOf(town, wang, number)).not.toContain('马奶奶')
  })
})

describe('whoever told it', () => {
  test('comes to their files by a button; of a note there is none', async () => {
    const town = await caseTown()
    const { app, phone, zhang, wang, li } = town
    const { id, number } = await town.file({ files: [photo('p1')] })
    await sayOfCase(app, by(wang), id, 'note', { ...words('内部'), files: [photo('p2')] }, 'u:note')
    await cardOf(town, zhang, number)
    expect(phone.lastLabels).toContain('看文件（1）')
    await phone.presses(zhang.user, '看文件（1）')
    expect(phone.lastWords).toContain('第 1 个，共 1 个')
    await cardOf(town, li, number)
    expect(phone.lastLabels.join()).not.toContain('看文件')
  })

  test('reads in the list when a case that waits, or goes along with another, goes on', async () => {
    const town = await caseTown()
    const { app, wang, qian, li } = town
    await fillCalendar(app)
    const main = await assigned(town)
    const other = await town.file({}, li)
    await joinCase(app, by(wang), other.id, main.id)
    const [, day = ''] = / · (\d+月\d+日前)$/.exec(await lineOf(town, town.zhang, main.number)) ?? []
    expect(day).not.toBe('')
    expect(await lineOf(town, li, other.number)).toContain(day)
    await beginCase(app, by(qian), main.id)
    await pauseCase(app, by(qian), main.id, { reason: 'weather', note: '' })
    expect(await lineOf(town, town.zhang, main.number)).toMatch(/停着等 · 3月16日前$/)
  })

  test('reads no deadline of what is over', async () => {
    const town = await caseTown()
    const { app, zhang, wang } = town
    const { id, number } = await town.file()
    expect(await cardOf(town, zhang, number)).toContain('期限：')
    await withdrawCase(app, by(zhang), id, '')
    for (const who of [zhang, wang]) {
      const card = await cardOf(town, who, number)
      expect(card).toContain('撤回了')
      expect(card).not.toContain('期限')
    }
    expect(await lineOf(town, zhang, number)).toMatch(/撤回了$/)
  })
})

test('the list of the other party says nothing of "what you told"', async () => {
  const dispute = await withBothSides()
  await lineOf(dispute, dispute.li, dispute.number)
  expect(dispute.phone.lastWords).toBe('和您有关的事，一共 1 件：')
})

describe('a day that lies in a year whose holidays nobody knows yet', () => {
  const open = '放假安排还没公布，日子可能会变'
  const last = async ({ app }: CaseTown, { chatId }: Somebody) => (await promisedTo(app, chatId)).at(-1) ?? ''

  test('is said to be provisional at every step that names one', async () => {
    const town = await caseTown()
    const { app, zhang, wang, zhao, qian } = town
    // Nobody has filled the calendar.
    const { id } = await town.file()
    expect(await last(town, wang)).toContain(open)
    await acceptCase(app, by(wang), id)
    expect(await last(town, zhang)).toContain(open)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    for (const who of [zhang, qian, zhao]) expect(await last(town, who)).toContain(open)
    await extendCase(app, by(zhao), id, '要等水管')
    for (const who of [zhang, qian]) expect(await last(town, who)).toContain(open)
    await beginCase(app, by(qian), id)
    await pauseCase(app, by(qian), id, { reason: 'weather', note: '' })
    expect(await last(town, zhang)).toContain(open)
    const other = await town.file()
    await redirectCase(app, by(wang), other.id, '供电所')
    expect(await last(town, zhang)).toContain(open)
  })

  test('is said plainly once it is known', async () => {
    const town = await caseTown()
    await fillCalendar(town.app)
    const { id } = await town.file()
    await acceptCase(town.app, by(town.wang), id)
    for (const who of [town.zhang, town.wang]) expect(await last(town, who)).not.toContain(open)
  })
})

describe('what is life or death', () => {
  test('is to be taken in within hours, which are named, and goes up after them, by night too', async () => {
    const town = await caseTown()
    const { app, wang, yang, zheng, units } = town
    await fillCalendar(app)
    await app.clock.advance(14 * hourMs)
    const { id } = await town.file({ urgency: 'danger', kind: 'safety' })
    expect((await promisedTo(app, wang.chatId)).at(-1)).toMatch(/\d\d:\d\d以前要接件/)
    await app.clock.advance(2 * hourMs)
    await tellCaseClocks(app)
    expect(await caseById(app.db, id)).toMatchObject({ handlingUnitId: units.heping.id, state: 'filed' })
    const due = await app.db.delivery.findMany({ where: { chatId: yang.chatId } })
    expect(due.map(({ quiet }) => quiet)).toEqual([false])
    expect(await promisedTo(app, zheng.chatId)).toEqual([])
  })

  test('alone: an urgent one has its two working days', async () => {
    const town = await caseTown()
    const { app, units } = town
    await fillCalendar(app)
    const { id } = await town.file({ urgency: 'urgent' })
    await app.clock.advance(3 * hourMs)
    await tellCaseClocks(app)
    expect(await caseById(app.db, id)).toMatchObject({ handlingUnitId: units.hepingOne.id })
  })
})
