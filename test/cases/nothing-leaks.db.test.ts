import { readFileSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pino from 'pino'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { Case, Privacy } from '../../src/cases/case.ts'
import { caseFiles, caseOpen, caseThread } from '../../src/cases/case-buttons.ts'
import { caseById } from '../../src/cases/case-store.ts'
import { drawUpReport } from '../../src/cases/reports/draw-up-report.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { disputeCase } from '../../src/cases/working/settle-case.ts'
import { beginCase } from '../../src/cases/working/work-on-case.ts'
import { runCli } from '../../src/cli.ts'
import type { Operation } from '../../src/delivery/delivery.ts'
import { startDispatching } from '../../src/intake/dispatch.ts'
import { receive } from '../../src/intake/receive.ts'
import { openDatabase } from '../../src/lib/db.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import type { Person } from '../../src/org/person.ts'
import { updatePerson } from '../../src/org/person-store.ts'
import { newDatabaseUrl } from '../support/db.ts'
import { deliver, leading, promisedTo, ScriptedSender } from '../support/deliveries.ts'
import { human, me } from '../support/phone.ts'
import { type CaseTown, caseTown } from './town.ts'

const by = ({ id }: Person) => ({ personId: id })

/** Who told it. Their name and their number may stand where people and chats are known, and nowhere else. */
const reporter = { name: '马不具名', username: 'ma_bujuming', telegramId: 7_654_321_098 }

/** What they said, and what came with it. It may be read by those who work on it, and lies sealed. */
const told = {
  words: '赵大伟夜里偷接水管',
  phone: '13912345678',
  second: '他还打了孙二娘',
  place: '36.512345',
}

/** What came along and is nobody's business: it is not kept at all. */
const aside = { fileName: '马不具名的证据.pdf', forwardedFrom: '钱告密者' }

/** What those who work on it said to each other and to the reporter; sealed like the rest. */
const worked = { answer: '明早去挖开看', note: '这户去年也闹过', end: '管子封死了', dispute: '夜里又接上了' }

const sealedWords = [...Object.values(told), ...Object.values(worked), ...Object.values(aside)]

interface Story {
  town: CaseTown
  url: string
  log: string[]
  ma: Person & { chatId: number; user: ReturnType<typeof human> }
  one: Case
  /** The updates that the reporter sent. */
  updates: number[]
}

async function newTown(): Promise<{ town: CaseTown; url: string; log: string[] }> {
  const url = await newDatabaseUrl()
  const db = await openDatabase(url, { durable: false })
  onTestFinished(() => db.close())
  const town = await caseTown({ db })
  const log: string[] = []
  const write = (line: string) => void log.push(line)
  Object.assign(town.app, { log: pino({ level: 'trace', base: null }, { write }) })
  return { town, url, log }
}

async function villager({ app, units }: CaseTown): Promise<Story['ma']> {
  const { name, username, telegramId } = reporter
  const chat = { telegramId, kind: 'private', title: name } as const
  const { person, here } = await meetPerson(app, { telegramUserId: telegramId, name }, chat)
  await updatePerson(app.db, person.id, { unitId: units.hepingOne.id })
  return { ...person, chatId: here.chatId, user: human(telegramId, name, { username }) }
}

const privacyLabels: Record<Privacy, string> = {
  named: '办事的人都可以知道',
  confidential: '只让接件的人知道',
  sealed: '谁也不知道，我替您传话',
}

type Sent = Parameters<CaseTown['phone']['message']>[1]

/** A message of the reporter, through the inbox, so that it is written down as it is in life. */
async function telling({ town, ma, updates }: Omit<Story, 'one'>) {
  const { app, phone } = town
  const leadership = await leading(app)
  const dispatching = startDispatching(app, leadership, phone.handler)
  onTestFinished(async () => {
    const stopped = dispatching.stop(0)
    await app.clock.advance(1)
    await stopped
  })
  const take = async (update: Parameters<CaseTown['phone']['hears']>[0]) => {
    updates.push(update.update_id)
    await receive(app, me, [update])
    dispatching.wake()
    const settled = async () => {
      await app.clock.advance(100)
      const row = await app.db.inboxUpdate.findUnique({ where: { updateId: BigInt(update.update_id) } })
      return row?.state === 'done' || row?.state === 'parked'
    }
    await expect.poll(settled, { timeout: 15_000, interval: 2 }).toBe(true)
  }
  return {
    leadership,
    says: (more: Sent) => take(phone.message(ma.user, more)),
    presses: (label: string) => take(phone.press(ma.user, phone.dataOf(label))),
  }
}

type Telling = Awaited<ReturnType<typeof telling>>

const command = (text: string): Sent => ({
  text,
  entities: [{ type: 'bot_command', offset: 0, length: text.length }],
})

/** Told by buttons, with all that may come along: a file with a name, a forwarded message, a location. */
async function tells({ says, presses }: Telling, privacy: Privacy): Promise<void> {
  await says(command('/report'))
  await says({ text: `${told.words}，电话 ${told.phone}` })
  await says({
    document: {
      file_id: 'D1',
      file_unique_id: 'u1',
      file_name: aside.fileName,
      mime_type: 'application/pdf',
    },
  })
  await says({
    text: told.second,
    forward_origin: {
      type: 'user',
      date: 1,
      sender_user: human(8_888_777_666, aside.forwardedFrom),
    },
  })
  await says({ location: { latitude: 36.512345, longitude: 101.754321 } })
  await presses('说完了')
  await presses('水')
  await presses('就在一组')
  await presses('按平常办')
  await presses('谁能看到我的名字')
  await presses(privacyLabels[privacy])
  await presses('发出去')
}

/** Those who work on it do what they do; everything that can be looked at is looked at. */
async function goesOn({ town, ma }: Omit<Story, 'one'>, one: Case): Promise<void> {
  const { app, phone, wang, zhao, qian, li, zheng, sun } = town
  const { id } = one
  const said = (text: string) => ({ words: { text, places: [] }, files: [] })
  await acceptCase(app, by(wang), id)
  await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
  await beginCase(app, by(qian), id)
  await sayOfCase(app, by(qian), id, 'answer', said(worked.answer), 'x:1')
  await sayOfCase(app, by(qian), id, 'note', said(worked.note), 'x:2')
  await handleCase(app, by(qian), id, { outcome: 'solved', note: worked.end })
  await disputeCase(app, by(ma), id, worked.dispute)
  for (const { user } of [wang, zhao, qian, li, zheng, sun]) {
    await phone.says(user, `/case ${one.number}`)
    await phone.says(user, '/desk')
    for (const data of [
      caseOpen.data({ case: id }),
      caseThread.data({ case: id, page: 1 }),
      caseFiles.data({ case: id, page: 1 }),
    ])
      await phone.hears(phone.press(user, data))
  }
}

/** Telegram refuses answers until the update is given up; then it refuses what was promised; then a table is gone. */
async function goesWrong({ town, log }: Omit<Story, 'one'>, one: Case, { says, leadership }: Telling) {
  const { app, phone } = town
  const refused = { kind: 'rejected', reason: 'Bad Request: can’t parse entities' } as const
  const answering = (text: string): Sent => ({
    text,
    reply_to_message: {
      message_id: 1,
      date: 1,
      chat: { id: 1, type: 'private', first_name: '' },
      from: me,
      text: `诉求 ${one.number} · 水`,
    } as never,
  })
  phone.outcomes.push(refused, refused, refused)
  await says(answering(`${told.words}，又来了`))
  await expect.poll(() => log.join('\n'), { timeout: 10_000 }).toContain('an update was given up')
  const sender = new ScriptedSender()
  sender.outcomes.push(refused, refused, { kind: 'gone', reason: 'Forbidden: bot was blocked by the user' })
  await deliver(app, sender, leadership)
  expect(log.join('\n')).toContain('Telegram refused a delivery')
  await app.db.$executeRawUnsafe('ALTER TABLE "CaseEntry" RENAME TO "Elsewhere"')
  await says(answering(`${told.second}，${told.phone}`))
  await app.db.$executeRawUnsafe('ALTER TABLE "Elsewhere" RENAME TO "CaseEntry"')
  expect(await app.db.inboxUpdate.count({ where: { state: 'parked' } })).toBe(2)
}

async function wholeStory(privacy: Privacy): Promise<Story> {
  const made = await newTown()
  const ma = await villager(made.town)
  const story = { ...made, ma, updates: [] }
  const tell = await telling(story)
  await tells(tell, privacy)
  const [row] = await made.town.app.db.case.findMany({ select: { id: true } })
  const one = await caseById(made.town.app.db, row?.id ?? 0)
  if (!one) throw new Error('nothing was told')
  expect(one.privacy).toBe(privacy)
  await goesOn(story, one)
  await goesWrong(story, one, tell)
  return { ...story, one }
}

// ───── where to look ─────

type Row = Record<string, unknown>

/** Every row of every table, as the database has it. */
async function allRows({ app }: CaseTown): Promise<{ table: string; row: Row }[]> {
  const names =
    inject('dialect') === 'postgresql'
      ? await app.db.$queryRawUnsafe<{ name: string }[]>(
          `SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`,
        )
      : await app.db.$queryRawUnsafe<{ name: string }[]>(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
        )
  const found: { table: string; row: Row }[] = []
  for (const { name } of names)
    for (const row of await app.db.$queryRawUnsafe<Row[]>(`SELECT * FROM "${name}"`))
      found.push({ table: name, row })
  return found
}

const inWords = (row: Row) =>
  JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))

/** A backup holds every byte of the database. */
async function backupOf({ url, one }: Story): Promise<{ bytes: Buffer; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-leaks-'))
  const file = join(folder, 'town.backup')
  const lines: string[] = []
  const out = (line: string) => void lines.push(line)
  const environment = {
    DATABASE_URL: url,
    BOT_TOKEN: '123456:a-token-for-tests-and-nothing-else',
    ENCRYPTION_KEY: '42'.repeat(32),
  }
  for (const argv of [['health', '--json'], ['health'], ['backup', file, '--json'], ['case', one.number]])
    await runCli(argv, { environment, out, err: out })
  const bytes = await readFile(file)
  return { bytes: inject('dialect') === 'postgresql' ? gunzipSync(bytes) : bytes, said: lines.join('\n') }
}

/** What lies on the disk now: the file itself, and what is not in it yet. */
async function onDisk({ town, url }: Story): Promise<Buffer[]> {
  if (inject('dialect') === 'postgresql') return []
  await town.app.db.$queryRawUnsafe('PRAGMA wal_checkpoint(PASSIVE)')
  const file = url.replace(/^file:/, '')
  return [readFileSync(file), readFileSync(`${file}-wal`)]
}

interface Heard {
  words: string
  data: string[]
}

/** All that went to one person: promised, answered at once, and what their buttons carry. */
async function heardBy(
  { app, phone }: CaseTown,
  who: { chatId: number; user: { id: number } },
): Promise<Heard> {
  const operations: Operation[] = (
    await app.db.delivery.findMany({ where: { chatId: who.chatId }, include: { content: true } })
  ).map(({ content: { body, confidential } }) => JSON.parse(confidential ? app.sealer.open(body) : body))
  const calls = phone.said.filter(({ to }) => to.telegramId === who.user.id).map(({ call }) => call)
  const messages = [...operations, ...calls].flatMap((one) => ('message' in one ? [one.message] : []))
  const buttons = messages.flatMap((message) => (message.buttons ?? []).flat())
  return {
    words: JSON.stringify([messages, await promisedTo(app, who.chatId)]),
    data: buttons.flatMap((button) => ('data' in button ? [button.data] : [])),
  }
}

const names = [reporter.name, reporter.username, String(reporter.telegramId)]

// ───── what may be where ─────

/**
 * Where people and chats are known by their numbers and names: whoever has the file knows who writes to us. The inbox holds from
 * whose chat an update came for two days, a conversation whose it is; neither says about what.
 */
const knowsPeople: Record<string, string[]> = {
  Person: ['name', 'telegramUserId'],
  Chat: ['title', 'telegramId'],
  InboxUpdate: ['lane'],
  ConversationState: ['key'],
}

/** Columns that name somebody by our number of them. */
const personColumn =
  /^(personId|byId|authorId|filedById|intakeId|leadId|handlerId|aboutId|officerId|deputyId)$/

/** What a row says of the case, in the open. */
function ofTheCase(table: string, row: Row, one: Case, keys: ReadonlySet<string>): boolean {
  if (row.caseId === one.id || (table === 'Case' && row.id === one.id)) return true
  const texts = Object.values(row).filter((value) => typeof value === 'string')
  return texts.some(
    (text) =>
      text.includes(one.number) || keys.has(text) || new RegExp(`(^|:)case:${one.id}(:|$)`).test(text),
  )
}

/** What a row says of the reporter, in the open: by our number, by their chat, by Telegram's number, or by an update of theirs. */
function ofTheReporter({ ma, updates }: Story, row: Row): boolean {
  const isNumbered = Object.entries(row).some(
    ([name, value]) =>
      (personColumn.test(name) && value === ma.id) ||
      (name === 'chatId' && value === ma.chatId) ||
      ((name === 'updateId' || name === 'consumedUpdateId') && updates.includes(Number(value))),
  )
  const texts = Object.values(row).filter((value) => typeof value === 'string')
  const isTheirUpdate = (text: string) => updates.some((id) => new RegExp(`(^|\\W)u:${id}(\\W|$)`).test(text))
  return isNumbered || texts.some((text) => names.some((name) => text.includes(name)) || isTheirUpdate(text))
}

test.each(['sealed', 'confidential'] as const)(
  'of a %s case nothing leaks, whatever goes wrong',
  async (privacy) => {
    const story = await wholeStory(privacy)
    const { town, log, ma, one } = story
    const { app, wang, zhao, qian, yang, li, zheng, sun } = town
    const rows = await allRows(town)
    expect(rows.filter(({ table }) => table === 'CaseEntry').length).toBeGreaterThan(2)

    // The log says that things went wrong, and neither about what nor for whom.
    const logged = log.join('\n')
    expect(log.length).toBeGreaterThan(5)
    for (const word of [...sealedWords, ...names, one.number]) expect(logged, 'the log').not.toContain(word)

    // At rest the words are sealed, and what came along was never written down.
    const { bytes, said } = await backupOf(story)
    expect(bytes.includes(reporter.name), 'the backup is one of this town').toBe(true)
    for (const word of sealedWords) {
      for (const part of [bytes, ...(await onDisk(story))])
        expect(part.includes(word), `${word} lies open on the disk`).toBe(false)
      for (const { table, row } of rows) expect(inWords(row), `${word} in ${table}`).not.toContain(word)
    }
    for (const word of [...sealedWords, ...names, one.number])
      expect(said, 'the command line').not.toContain(word)

    // Who writes to us is known where people and chats are, and in no other table or column.
    for (const { table, row } of rows)
      for (const [column, value] of Object.entries(row)) {
        if (knowsPeople[table]?.includes(column)) continue
        for (const name of names) expect(String(value), `${name} in ${table}.${column}`).not.toContain(name)
      }

    // No row says in the open both which case and who told it: not by a number, nor a chat, nor an update.
    const keys = new Set(
      rows
        .filter(({ table, row }) => table === 'Case' || (table === 'CaseEntry' && row.caseId === one.id))
        .map(({ row }) => String(row.key)),
    )
    for (const { table, row } of rows) {
      const isBoth = ofTheCase(table, row, one, keys) && ofTheReporter(story, row)
      expect(isBoth, `${table} links the case with who told it: ${inWords(row)}`).toBe(false)
    }
    // Nor do two rows that belong together: what is promised to them names no case in what it says, nor in its key.
    const promised = rows.filter(({ table, row }) => table === 'Delivery' && row.chatId === ma.chatId)
    expect(promised.length).toBeGreaterThan(3)
    const contents = rows.filter(
      ({ table, row }) =>
        table === 'Content' && promised.some((delivery) => delivery.row.contentId === row.id),
    )
    expect(contents.length).toBeGreaterThan(3)
    for (const { table, row } of contents)
      expect(ofTheCase(table, row, one, keys), `what they are told: ${inWords(row)}`).toBe(false)

    // What others are told: the words to those who work on it, the name to none of them.
    for (const who of [wang, zhao, qian, yang, li, zheng, sun]) {
      const { words, data } = await heardBy(town, who)
      const mayKnow = privacy === 'confidential' && who.id === wang.id
      if (!mayKnow) expect(words, `${who.name} reads who told it`).not.toContain(reporter.name)
      for (const name of [reporter.username, String(reporter.telegramId), ...Object.values(aside), 'D1'])
        expect(words, who.name).not.toContain(name)
      for (const promise of await promisedTo(app, who.chatId)) expect(promise).not.toContain(reporter.name)
      for (const one of data) expect(one).toMatch(/^[\w-]+(:[\w-]*)*$/)
    }
    expect((await heardBy(town, qian)).words).toContain(told.words)
    if (privacy === 'confidential') expect((await heardBy(town, wang)).words).toContain(reporter.name)
    for (const who of [li, zheng, sun]) {
      const { words } = await heardBy(town, who)
      for (const word of [...sealedWords, one.alias]) expect(words, who.name).not.toContain(word)
    }
    // The reporter never reads what those who work on it note.
    const own = await heardBy(town, ma)
    expect(own.words).toContain(worked.answer)
    expect(own.words).not.toContain(worked.note)

    // No button of anybody says more than which case it is, by our number.
    for (const { data } of await Promise.all([wang, qian, ma].map((who) => heardBy(town, who))))
      for (const word of [...names, one.number, one.alias]) expect(data.join('\n')).not.toContain(word)

    // What a leader counts knows no person and no word.
    const report = await drawUpReport(app.db, app, by(zhao), {
      unitId: town.units.heping.id,
      period: one.filedAt.toISOString().slice(0, 7),
    })
    expect(report.rows).toHaveLength(1)
    for (const word of [...sealedWords, ...names, one.alias]) expect(inWords({ report })).not.toContain(word)
  },
  120_000,
)
