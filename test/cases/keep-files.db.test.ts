import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ToldFile } from '../../src/cases/entry.ts'
import {
  countFileStates,
  countFiles,
  eraseFiles,
  filesOf,
  insertFiles,
} from '../../src/cases/files/file-store.ts'
import { keepCaseFiles } from '../../src/cases/files/keep-files.ts'
import { letGoOfFiles } from '../../src/cases/files/let-go-of-files.ts'
import { timetable } from '../../src/jobs.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { testUnits } from '../support/people.ts'
import { pdf, phoneFilm, phonePhoto, voice } from '../support/sample-files.ts'

const minuteMs = 60_000

let sandbox: Sandbox
let app: TestApp
let caseId: number
let entryId: number
beforeEach(async () => {
  sandbox = await startSandbox({ clock: systemClock, flood: 'off' })
  const { token: botToken } = sandbox.createBot({ username: 'cunxun_bot' })
  sandbox.createUser({ firstName: '张三' }).start()
  app = await testApp({ config: { botToken, botApiRoot: sandbox.apiRoot } })
  const { hepingOne } = await testUnits(app)
  const at = app.clock.now()
  const one = await app.db.case.create({
    data: {
      key: 'u:1',
      number: '482-037',
      kind: 'water',
      urgency: 'usual',
      privacy: 'sealed',
      wayIn: 'self',
      state: 'filed',
      unitId: hepingOne.id,
      handlingUnitId: hepingOne.id,
      reporterMark: 'mark',
      alias: '7K2',
      filedAt: at,
    },
  })
  caseId = one.id
  entryId = await entryWith('u:1:told', [])
})
afterEach(() => sandbox.stop())

/** An entry of the case, with files. */
async function entryWith(key: string, files: ToldFile[]): Promise<number> {
  const at = app.clock.now()
  const { id } = await app.db.caseEntry.create({ data: { key, caseId, kind: 'told', body: '', at } })
  await app.db.transaction((tx) => insertFiles(tx, id, files, at))
  return id
}

/** What 张三 sends, as it is told with the case. */
function sends(kind: ToldFile['kind'], bytes: Buffer, mime?: string): ToldFile {
  const zhang = sandbox.users[0]
  const file = { bytes, name: '张三的文件.jpg', ...(mime && { mimeType: mime }) }
  const { message } =
    {
      photo: () => zhang?.sendsPhoto(file),
      document: () => zhang?.sendsDocument(file),
      voice: () => zhang?.sendsVoice(file),
      video: () => zhang?.sendsVideo(file),
    }[kind]() ?? {}
  const fileId = (kind === 'photo' ? message?.photo?.at(-1) : message?.[kind])?.file_id ?? ''
  return { kind, fileId, mime }
}

const tell = (...files: ToldFile[]) =>
  app.db.transaction((tx) => insertFiles(tx, entryId, files, app.clock.now()))
const rows = async () => (await filesOf(app.db, [entryId])).get(entryId) ?? []
const only = async () => {
  const [row, ...more] = await rows()
  if (!row || more.length > 0) throw new Error('there is not exactly one file')
  return row
}
const folder = () => app.config.filesUrl.slice('file:'.length)
/** The names of what the store holds. */
const stored = async () =>
  (await readdir(folder()).catch(() => [])).filter((name) => name !== 'unfinished').toSorted()

describe('what people send is kept by the town', () => {
  test('a photo, a paper, a voice and a film: fetched, cleaned, sealed, noted, once', async () => {
    const photo = await phonePhoto()
    await tell(
      sends('photo', photo),
      sends('document', photo, 'image/jpeg'),
      sends('document', pdf, 'application/pdf'),
      sends('voice', voice, 'audio/ogg'),
      sends('video', phoneFilm(), 'video/mp4'),
    )
    expect(await keepCaseFiles(app)).toEqual({ kept: 5, refused: 0, waiting: 0 })
    const kept = await rows()
    expect(kept.map(({ state, mime }) => [state, mime])).toEqual([
      ['kept', 'image/jpeg'],
      ['kept', 'image/jpeg'],
      ['kept', 'application/pdf'],
      ['kept', 'audio/ogg'],
      ['kept', 'video/mp4'],
    ])
    for (const { keptAs = '', size, sha256 } of kept) {
      const bytes = await app.files.get(keptAs)
      expect(bytes?.length).toBe(size)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      for (const trace of ['Zhang San', 'Qinghe', '+36.57', '和平村'])
        expect(bytes?.includes(trace)).toBe(false)
      expect(keptAs).toMatch(/^[0-9a-f]{40}$/)
    }
    const [first] = kept
    const picture = await sharp(await app.files.get(first?.keptAs ?? '')).metadata()
    expect(picture).toMatchObject({ width: 40, height: 60 })
    expect(await stored()).toEqual(kept.map(({ keptAs }) => keptAs).toSorted())

    const asked = sandbox.calls.length
    await app.clock.advance(24 * 60 * minuteMs)
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 0 })
    expect(sandbox.calls).toHaveLength(asked)
    expect(await rows()).toEqual(kept)
  })

  test('two that look at once fetch it once', async () => {
    await tell(sends('document', pdf), sends('voice', voice))
    const [one, two] = await Promise.all([keepCaseFiles(app), keepCaseFiles(app)])
    expect(one.kept + two.kept).toBe(2)
    expect(sandbox.calls.filter(({ method }) => method === 'getFile')).toHaveLength(2)
    expect(await stored()).toHaveLength(2)
  })

  test('the timetable looks every minute', () => {
    const jobs = new Map(timetable(app).map(({ name, cron }) => [name, cron]))
    expect(jobs.get('keep-case-files')).toBe('* * * * *')
    expect(jobs.has('let-go-of-files')).toBe(true)
  })

  test('the entry of another case has files of its own', async () => {
    const other = await entryWith('u:2', [sends('document', pdf)])
    await tell(sends('voice', voice), sends('document', pdf))
    await keepCaseFiles(app)
    const files = await filesOf(app.db, [entryId, other, 4_242])
    expect(files.get(entryId)?.map(({ kind }) => kind)).toEqual(['voice', 'document'])
    expect(files.get(other)).toHaveLength(1)
    expect(files.get(4_242)).toBeUndefined()
    expect(await countFiles(app.db, caseId)).toBe(3)
  })
})

describe('what is not taken is refused with its reason, and stops no other', () => {
  test('a text that calls itself a photo, a damaged photo, one that is too large', async () => {
    const photo = await phonePhoto()
    await tell(
      sends('document', Buffer.from('我不是照片'), 'image/jpeg'),
      sends('photo', photo.subarray(0, photo.length - 300)),
      sends('document', Buffer.alloc(21_000_000, 'a'), 'text/plain'),
      sends('document', pdf),
    )
    expect(await keepCaseFiles(app)).toEqual({ kept: 1, refused: 3, waiting: 0 })
    expect((await rows()).map(({ state, reason }) => reason ?? state)).toEqual([
      'kind',
      'unreadable',
      'too-large',
      'kept',
    ])
    expect(await stored()).toHaveLength(1)
    expect(await countFileStates(app.db)).toEqual({ filesWaiting: 0, filesLate: 0, filesRefused: 3 })
  })
})

describe('Telegram does not give it at once', () => {
  test('429: it waits as long as it says, and that is no failure', async () => {
    await tell(sends('document', pdf))
    sandbox.faults.add({ what: 'too-many-requests', method: 'getFile', retryAfterS: 300 })
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 1 })
    expect(await only()).toMatchObject({ state: 'waiting', tries: 0 })
    await app.clock.advance(300_000 - 1)
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 0 })
    await app.clock.advance(1)
    expect(await keepCaseFiles(app)).toEqual({ kept: 1, refused: 0, waiting: 0 })
  })

  test('5xx, a dropped connection, a page of a proxy: again after 1, 2, 4 minutes', async () => {
    await tell(sends('document', pdf))
    for (const [at, what] of (['server-error', 'drop-before', 'bad-gateway-page'] as const).entries()) {
      sandbox.faults.add({ what, method: 'getFile' })
      expect(await keepCaseFiles(app), what).toEqual({ kept: 0, refused: 0, waiting: 1 })
      expect(await only()).toMatchObject({ state: 'waiting', tries: at + 1 })
      await app.clock.advance(2 ** at * minuteMs - 1)
      expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 0 })
      await app.clock.advance(1)
    }
    expect(await countFileStates(app.db)).toEqual({ filesWaiting: 1, filesLate: 1, filesRefused: 0 })
    expect(await keepCaseFiles(app)).toEqual({ kept: 1, refused: 0, waiting: 0 })
  })

  test('the bytes break off on their way, or are not there: again', async () => {
    await tell(sends('document', pdf))
    let status = 404
    const server = createServer((request, response) => {
      const result = { file_id: 'a', file_unique_id: 'a', file_path: 'a.pdf' }
      if (!request.url?.startsWith('/file/'))
        return void response.writeHead(200).end(JSON.stringify({ ok: true, result }))
      response.writeHead(status, { 'content-length': 1_000 }).write('%PDF')
      setImmediate(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const botApiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ill = { ...app, config: { ...app.config, botApiRoot } }
    expect(await keepCaseFiles(ill)).toEqual({ kept: 0, refused: 0, waiting: 1 })
    status = 200
    await app.clock.advance(minuteMs)
    expect(await keepCaseFiles(ill)).toEqual({ kept: 0, refused: 0, waiting: 1 })
    expect(await stored()).toEqual([])
    await app.clock.advance(2 * minuteMs)
    expect(await keepCaseFiles(app)).toEqual({ kept: 1, refused: 0, waiting: 0 })
  })

  test('"gone" is believed the third time', async () => {
    await tell({ kind: 'photo', fileId: 'AgAC-forgotten' })
    for (const waitMs of [1, 2]) {
      expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 1 })
      await app.clock.advance(waitMs * minuteMs)
    }
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 1, waiting: 0 })
    expect(await only()).toMatchObject({ state: 'refused', reason: 'gone' })
  })

  test('a network that is away for a day is waited for; after 25 hours the file is given up', async () => {
    await tell(sends('document', pdf))
    await sandbox.stop()
    const began = app.clock.now().getTime()
    let refused = 0
    while (refused === 0) {
      refused = (await keepCaseFiles(app)).refused
      if (refused === 0) await app.clock.advance(minuteMs)
    }
    const hours = (app.clock.now().getTime() - began) / 3_600_000
    expect(hours).toBeGreaterThan(24)
    expect(hours).toBeLessThan(26)
    expect(await only()).toMatchObject({ state: 'refused', reason: 'failed', tries: 30 })
    sandbox = await startSandbox({ clock: systemClock })
  })
})

describe('our own storage does not take it', () => {
  test('a full disk leaves it waiting for as long as the disk is full', async () => {
    await tell(sends('document', pdf), sends('voice', voice))
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const put = vi.spyOn(app.files, 'put').mockRejectedValue(full)
    for (let hour = 0; hour < 48; hour++) {
      expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 2 })
      await app.clock.advance(60 * minuteMs)
    }
    for (const file of await rows()) expect(file).toMatchObject({ state: 'waiting', tries: 0 })
    put.mockRestore()
    expect(await keepCaseFiles(app)).toEqual({ kept: 2, refused: 0, waiting: 0 })
  })
})

describe('a crash in the middle', () => {
  test('stored and not noted: the next try puts it in the same place, and nothing is left over', async () => {
    await tell(sends('document', pdf))
    const update = vi.spyOn(app.db.caseFile, 'updateMany')
    const put = app.files.put
    // The process dies when the bytes are there.
    vi.spyOn(app.files, 'put').mockImplementation(async (key, bytes) => {
      await put(key, bytes)
      update.mockRejectedValueOnce(new Error('killed'))
    })
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 1 })
    vi.restoreAllMocks()
    const [left] = await stored()
    expect(await only()).toMatchObject({ state: 'waiting', tries: 1, keptAs: left })
    await app.clock.advance(minuteMs)
    expect(await keepCaseFiles(app)).toEqual({ kept: 1, refused: 0, waiting: 0 })
    expect(await only()).toMatchObject({ state: 'kept', keptAs: left })
    expect(await stored()).toEqual([left])
  })

  test('stored, and then Telegram has it no more: what was stored goes', async () => {
    const told = sends('document', pdf)
    await tell(told)
    await app.db.caseFile.updateMany({ data: { keptAs: '0'.repeat(40), tries: 2 } })
    await app.files.put('0'.repeat(40), pdf)
    sandbox.faults.add({ what: 'server-error', code: 400, method: 'getFile' })
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 1, waiting: 0 })
    expect(await letGoOfFiles(app)).toEqual({ removed: 1, left: 0 })
    expect(await stored()).toEqual([])
    expect(await letGoOfFiles(app)).toEqual({ removed: 0, left: 0 })
  })

  test('one that kills the process each time is given up after so many tries, and is not tried once more', async () => {
    await tell(sends('document', pdf))
    await app.db.caseFile.updateMany({ data: { tries: 30 } })
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 1, waiting: 0 })
    expect(sandbox.calls.filter(({ method }) => method === 'getFile')).toHaveLength(0)
  })
})

describe('erasing', () => {
  test('the files of a case go, in the rows and in the store, and those of another stay', async () => {
    await tell(sends('document', pdf), sends('voice', voice))
    await keepCaseFiles(app)
    expect(await app.db.transaction((tx) => eraseFiles(tx, caseId + 1, app.clock.now()))).toBe(0)
    expect(await app.db.transaction((tx) => eraseFiles(tx, caseId, app.clock.now()))).toBe(2)
    expect(await rows()).toEqual([])
    expect(await countFiles(app.db, caseId)).toBe(0)
    expect(await stored()).toHaveLength(2)
    const remove = vi.spyOn(app.files, 'remove').mockRejectedValueOnce(new Error('away'))
    expect(await letGoOfFiles(app)).toEqual({ removed: 1, left: 1 })
    remove.mockRestore()
    expect(await letGoOfFiles(app)).toEqual({ removed: 1, left: 0 })
    expect(await stored()).toEqual([])
    const left = await app.db.caseFile.findMany()
    for (const row of left)
      expect(row).toMatchObject({
        state: 'erased',
        fileId: '',
        mime: null,
        sha256: null,
        keptAs: null,
        nextAt: null,
      })
  })

  test('erased while it is being stored: nothing of it stays', async () => {
    await tell(sends('document', pdf))
    const put = app.files.put
    vi.spyOn(app.files, 'put').mockImplementation(async (key, bytes) => {
      await app.db.transaction((tx) => eraseFiles(tx, caseId, app.clock.now()))
      await letGoOfFiles(app)
      await put(key, bytes)
    })
    expect(await keepCaseFiles(app)).toEqual({ kept: 0, refused: 0, waiting: 0 })
    expect(await stored()).toEqual([])
    expect(await app.db.caseFile.findFirst()).toMatchObject({ state: 'erased' })
  })
})
