import type { App } from '../../app.ts'
import { fetchFile } from '../../delivery/fetch-file.ts'
import { checkFile } from '../../files/check-file.ts'
import { newFileKey } from '../../files/files.ts'
import type { T } from '../../lib/i18n.ts'
import { caseById } from '../case-store.ts'
import { tellOneReporter } from '../tell-case.ts'
import { fileLostMessage } from '../thread-texts.ts'
import { type CaseFileRow, type FileRefusal, goneAfterTries, mostTries, waitMs } from './case-file.ts'
import { caseThatTold, claimFile, dueFiles, noteKept, noteRefused, postponeFile } from './file-store.ts'
import { fileInWords } from './file-texts.ts'

/** So many in one go, and so many of these at once: each may need the memory for a large picture. */
const mostInOneGo = 60
const atOnce = 3
/** How long one may take on its way. */
const patienceMs = 180_000
/** When our own storage does not take it: the file is not to blame, and its tries do not count. */
const storageWaitMs = 10 * 60_000

type End = 'kept' | 'refused' | 'waiting'

const after = (app: App, ms: number) => new Date(app.clock.now().getTime() + ms)

/** Whoever told it hears that it did not arrive, and can send it in another way. */
async function refuse(app: App, file: CaseFileRow, reason: FileRefusal, why: string): Promise<End> {
  const { id } = file
  app.log.warn({ file: id, reason, why }, 'a file is not kept')
  await app.db.transaction(async (tx) => {
    await noteRefused(tx, id, reason, app.clock.now())
    const caseId = await caseThatTold(tx, id)
    const one = caseId === undefined ? undefined : await caseById(tx, caseId)
    if (!one) return
    const what = (t: T) => fileInWords(t, { ...file, state: 'refused', reason })
    await tellOneReporter(tx, app, one, `file:${id}`, fileLostMessage(what))
  })
  return 'refused'
}

/** Not yet: it comes again at its next time, which the claim has set. */
function wait(app: App, { id, tries }: CaseFileRow, why: string): End {
  app.log.warn({ file: id, tries: tries + 1, why }, 'a file could not be fetched yet')
  return 'waiting'
}

/** Checks, cleans and stores. Undefined: it was erased while we did. */
async function store(app: App, file: CaseFileRow, key: string, bytes: Buffer): Promise<End | undefined> {
  const clean = await checkFile(bytes, file)
  if ('refused' in clean) return refuse(app, file, clean.refused, clean.why)
  const { mime, sha256 } = clean
  try {
    await app.files.put(key, clean.bytes)
  } catch (error) {
    app.log.error({ file: file.id, err: error }, 'the storage did not take a file')
    await postponeFile(app.db, file.id, file.tries, after(app, storageWaitMs))
    return 'waiting'
  }
  const kept = { keptAs: key, mime, sha256, size: clean.bytes.length }
  if (await noteKept(app.db, file.id, kept)) return 'kept'
  await app.files.remove(key)
  return undefined
}

/** One try. Undefined: somebody else has it, or nobody wants it any more. */
async function keep(app: App, file: CaseFileRow): Promise<End | undefined> {
  if (file.tries >= mostTries) return refuse(app, file, 'failed', `${file.tries} tries`)
  const tries = file.tries + 1
  const key = file.keptAs ?? newFileKey(app.random)
  const claim = { keptAs: key, now: app.clock.now(), nextAt: after(app, waitMs(tries)) }
  if (!(await claimFile(app.db, file, claim))) return undefined
  const fetched = await fetchFile(app, file.fileId, { patienceMs })
  switch (fetched.kind) {
    case 'here':
      return store(app, file, key, fetched.bytes)
    case 'too-large':
      return refuse(app, file, 'too-large', 'Telegram does not give it')
    case 'gone':
      if (tries >= goneAfterTries) return refuse(app, file, 'gone', fetched.reason)
      return wait(app, file, fetched.reason)
    case 'later':
      // Asked to wait: that is no failure.
      if (fetched.afterMs !== undefined)
        await postponeFile(app.db, file.id, file.tries, after(app, fetched.afterMs))
      return wait(app, file, fetched.reason)
  }
}

/** One that cannot be dealt with stops no other; its claim lets it wait. */
async function keepOne(app: App, file: CaseFileRow): Promise<End | undefined> {
  try {
    return await keep(app, file)
  } catch (error) {
    app.log.error({ file: file.id, err: error }, 'a file could not be kept')
    return 'waiting'
  }
}

/**
 * Fetches what people sent with their cases from Telegram, and keeps it: checked, without what it says beside its content,
 * sealed. Called twice, or after a crash in the middle, it goes on where it was: a file keeps the key that it was given first,
 * so what was stored and not noted is replaced.
 */
export async function keepCaseFiles(app: App): Promise<{ kept: number; refused: number; waiting: number }> {
  const counts = { kept: 0, refused: 0, waiting: 0 }
  const due = await dueFiles(app.db, app.clock.now(), mostInOneGo)
  for (let at = 0; at < due.length; at += atOnce) {
    const ends = await Promise.all(due.slice(at, at + atOnce).map((file) => keepOne(app, file)))
    for (const end of ends) if (end) counts[end]++
  }
  return counts
}
