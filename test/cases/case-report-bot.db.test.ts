import { readSheet } from 'read-excel-file/node'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { reportButtons, reportCommands } from '../../src/cases/reports/case-report-bot.ts'
import { reportOpen, reportPicture, reportTable } from '../../src/cases/reports/report-buttons.ts'
import { sendCaseReports } from '../../src/cases/reports/send-case-reports.ts'
import type { Operation } from '../../src/delivery/delivery.ts'
import type { Message } from '../../src/delivery/message.ts'
import type { Person } from '../../src/org/person.ts'
import { promisedTo } from '../support/deliveries.ts'
import { featureWith } from '../support/feature.ts'
import { personNamed } from '../support/people.ts'
import { groupChat, Phone } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

let town: CaseTown
let phone: Phone

beforeEach(async () => {
  town = await caseTown()
  phone = new Phone(town.app, [featureWith({ commands: reportCommands }, reportButtons)])
})

/** The messages that were promised to somebody with a file. */
async function filesFor({ chatId }: Person): Promise<{ message: Message; bytes: Buffer }[]> {
  const { app } = town
  const rows = await app.db.delivery.findMany({
    where: { chatId: chatId ?? 0, key: { startsWith: 'made:' } },
    include: { content: true },
    orderBy: { id: 'asc' },
  })
  const found = rows.map(async ({ content }) => {
    expect(content.confidential).toBe(true)
    const operation: Operation = JSON.parse(app.sealer.open(content.body))
    if (operation.do !== 'send' || !operation.message.media || !('kept' in operation.message.media))
      throw new Error('no file')
    const bytes = await app.files.get(operation.message.media.kept.key)
    return { message: operation.message, bytes: bytes ?? Buffer.alloc(0) }
  })
  return Promise.all(found)
}

test('a leader sees the report of their unit, of another time, and of the units beneath', async () => {
  await town.file()
  await phone.says(town.yang.user, '/casereport')
  expect(phone.lastWords).toContain('<b>诉求报表：和平村，2026 年 3 月</b>')
  expect(phone.lastWords).toContain('收到 1 件')
  expect(phone.said.at(-1)?.call).toMatchObject({ message: { privacy: 'confidential' } })
  await phone.presses(town.yang.user, '上月')
  expect(phone.lastWords).toContain('2026 年 2 月')
  expect(phone.lastWords).toContain('没有收到诉求')
  await phone.presses(town.yang.user, '本季度')
  expect(phone.lastWords).toContain('2026 年第 1 季度')
  await phone.presses(town.yang.user, '看下面的单位')
  expect(phone.lastLabels).toEqual(['一组', '二组', '第一党支部', '和平村'])
  await phone.presses(town.yang.user, '一组')
  expect(phone.lastWords).toContain('诉求报表：一组，2026 年第 1 季度')
  expect(phone.lastWords).toContain('收到 1 件')
})

test('who leads in two places is asked whose report it is', async () => {
  const { units, app } = town
  const both = await personNamed(app, '两村书记', {
    roles: [
      ['leader', units.heping],
      ['leader', units.tuanjie],
    ],
  })
  const user = { ...town.yang.user, id: both.telegramUserId ?? 0 }
  await phone.says(user, '/casereport')
  expect(phone.lastLabels).toEqual(['和平村', '团结村'])
  await phone.presses(user, '团结村')
  expect(phone.lastWords).toContain('诉求报表：团结村')
})

test('nobody else has such a command, and no button of it opens anything for them', async () => {
  const { zhang, wang, qian, zheng, units, yang } = town
  await town.file()
  for (const outsider of [zhang, wang, qian, zheng]) {
    await phone.says(outsider.user, '/casereport')
    expect(phone.lastWords).toContain('没有这个命令')
    const said = phone.said.length
    const asked = { unit: units.heping.id, period: '2026-03' }
    for (const data of [
      reportOpen.data(asked),
      reportTable.data(asked),
      reportPicture.data({ ...asked, by: 'week' }),
      `case-report-below:${units.heping.id}:2026-03:1`,
    ])
      await phone.hears(phone.press(outsider.user, data))
    expect(phone.said.length).toBe(said)
    expect(await filesFor(outsider)).toEqual([])
  }
  await phone.hears(phone.press(yang.user, reportOpen.data({ unit: units.tuanjie.id, period: '2026-03' })))
  expect(phone.toasts.at(-1)).toContain('没有这个单位')
})

test('in a group no button shows a number', async () => {
  const { yang, units } = town
  await town.file()
  const group = groupChat(7, '和平村')
  const asked = { unit: units.heping.id, period: '2026-03' }
  await phone.hears(phone.press(yang.user, reportOpen.data(asked), group))
  await phone.hears(phone.press(yang.user, reportTable.data(asked), group))
  expect(phone.words).toEqual([])
  expect(await filesFor(yang)).toEqual([])
})

test('the bars come as a picture, into the private chat, under the name of the report', async () => {
  await town.file()
  await phone.says(town.yang.user, '/casereport')
  await phone.presses(town.yang.user, '按周画图')
  await phone.presses(town.yang.user, '按单位画图')
  const files = await filesFor(town.yang)
  expect(files.map(({ message }) => message.html)).toEqual(Array(2).fill('诉求报表：和平村，2026 年 3 月'))
  for (const { message, bytes } of files) {
    expect(message.media).toMatchObject({
      kind: 'photo',
      kept: { name: '和平村-2026-03.png', mime: 'image/png' },
    })
    expect((await sharp(bytes).metadata()).format).toBe('png')
  }
})

test('the table has the same cases, without a word or a name of anybody', async () => {
  const { yang, zhang, units } = town
  const { number } = await town.file({ words: { text: '水管坏了，找过王会计', places: [] } })
  await town.file({ unitId: units.tuanjieOne.id })
  await phone.says(yang.user, '/casereport')
  await phone.presses(yang.user, '要表格（XLSX）')
  const [file] = await filesFor(yang)
  expect(file?.message.media).toMatchObject({ kind: 'document', kept: { name: '和平村-2026-03.xlsx' } })
  const sheets = await Promise.all(
    ['汇总', '按类', '按单位', '明细'].map((name) => readSheet(file?.bytes ?? '', name)),
  )
  const [summary, , , cases] = sheets
  expect(summary?.[1]).toEqual(['收到', 1, null])
  expect(cases?.length).toBe(2)
  expect(cases?.[1]?.slice(0, 5)).toEqual([number, '水', '一组', '组', '等着接件'])
  expect(JSON.stringify(sheets)).not.toMatch(new RegExp(`水管|王会计|${zhang.name}`))
})

test('the table of the official it is about has no line of it; their colleague above has', async () => {
  const { yang, zhou, units } = town
  const { number } = await town.file({ aboutId: yang.id })
  for (const who of [yang, zhou])
    await phone.hears(phone.press(who.user, reportTable.data({ unit: units.heping.id, period: '2026-03' })))
  const tables = await Promise.all(
    [yang, zhou].map(async (who) => readSheet((await filesFor(who))[0]?.bytes ?? '', 4)),
  )
  expect(JSON.stringify(tables[0])).not.toContain(number)
  expect(JSON.stringify(tables[1])).toContain(number)
})

test('pressed again by a replay there is one file', async () => {
  const { yang, units } = town
  await town.file()
  const press = phone.press(yang.user, reportTable.data({ unit: units.heping.id, period: '2026-03' }))
  await phone.hears(press)
  await phone.hears(press)
  expect((await filesFor(yang)).length).toBe(1)
})

test('on the first of the month each leader gets what is theirs, once, and an official nothing of a case about them', async () => {
  const { app, yang, zhao, zhou, wu, zhang, wang, qian } = town
  await town.file()
  await town.file({ aboutId: yang.id })
  const reportsOf = async ({ chatId }: { chatId: number }) =>
    (await promisedTo(app, chatId)).filter((words) => words.includes('诉求报表'))
  app.clock.setWall('2026-03-31T23:00:00Z')
  expect(await sendCaseReports(app)).toEqual({ sent: 0 })
  app.clock.setWall('2026-04-01T00:00:00Z')
  expect(await sendCaseReports(app)).toEqual({ sent: 4 })
  expect(await sendCaseReports(app)).toEqual({ sent: 0 })
  for (const who of [yang, zhao]) expect((await reportsOf(who))[0]).toContain('收到 1 件')
  for (const who of [zhou, wu]) expect((await reportsOf(who))[0]).toContain('青禾镇，2026 年 3 月')
  for (const who of [zhou, wu]) expect((await reportsOf(who))[0]).toContain('收到 2 件')
  for (const who of [zhang, wang, qian]) expect(await reportsOf(who)).toEqual([])
  const rows = await app.db.delivery.findMany({ where: { key: { startsWith: 'case-report:2026-03' } } })
  expect(rows.every(({ quiet }) => quiet)).toBe(true)
})

test('a month of which they may count nothing is not spoken of, whatever there was', async () => {
  const { app, yang, zhao, zhou } = town
  await town.file({ aboutId: yang.id })
  app.clock.setWall('2026-04-01T00:00:00Z')
  expect(await sendCaseReports(app)).toEqual({ sent: 2 })
  for (const who of [yang, zhao]) expect(await promisedTo(app, who.chatId)).toEqual([])
  expect((await promisedTo(app, zhou.chatId)).join()).toContain('收到 1 件')
})

test('what was missed on the first is made up for, but not late in the month', async () => {
  const { app } = town
  await town.file()
  app.clock.setWall('2026-04-20T04:00:00Z')
  expect(await sendCaseReports(app)).toEqual({ sent: 0 })
  app.clock.setWall('2026-04-03T04:00:00Z')
  expect(await sendCaseReports(app)).toEqual({ sent: 4 })
})
