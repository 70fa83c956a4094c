import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type App, openApp } from '../app.ts'
import { forgetDay, noteDay } from '../calendar/note-day.ts'
import { workOutAgain } from '../cases/clocks/work-out-again.ts'
import { countFileStates } from '../cases/files/file-store.ts'
import { rotateIdentities } from '../cases/trust/rotate-identities.ts'
import { verifyAudit } from '../cases/trust/verify-audit.ts'
import { readConfig, readDatabaseUrl, readFilesUrl } from '../config.ts'
import { countDeliveries } from '../delivery/claim-store.ts'
import { countInbox } from '../intake/inbox-store.ts'
import { backupDatabase, restoreDatabase } from '../lib/backup.ts'
import { systemClock } from '../lib/clock.ts'
import { filesUrlInWords } from '../lib/files-url.ts'
import { loadTexts, type T, type Texts } from '../lib/i18n.ts'
import { createLog } from '../lib/log.ts'
import { parseDay } from '../lib/parse-when.ts'
import { Refusal } from '../lib/refusal.ts'
import { importUnits, type UnitRow } from '../org/import-units.ts'
import { ensureOwnerLink } from '../org/owner-link.ts'
import { type UnitKind, unitKinds } from '../org/unit.ts'
import { importPrices } from '../prices/import-prices.ts'
import { tellAlerts } from '../prices/price-alert.ts'
import { refusedLines } from '../prices/price-texts.ts'
import { exportBank, importBank } from '../quiz/bank/operate-bank.ts'
import type { Options, Outcome, Outlet } from './outcome.ts'

/** The bot may be serving beside us: one look at a busy file is short, and what we do there too. */
async function withApp<T>(environment: Outlet['environment'], act: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig(environment)
  const database = { busyTimeoutMs: 2_000, poolSize: 2 }
  const app = await openApp(config, { log: createLog('silent'), database })
  try {
    return await act(app)
  } finally {
    await app.db.close()
  }
}

function readBytes(file: string): Buffer {
  if (!existsSync(file)) throw new Refusal('cli-file-missing', { file })
  if (!statSync(file).isFile()) throw new Refusal('cli-not-a-file', { file })
  return readFileSync(file)
}

/** A file that is there already is somebody's. */
function mustBeNew(file: string): void {
  if (existsSync(file)) throw new Refusal('cli-file-exists', { file })
  const folder = dirname(resolve(file))
  if (!existsSync(folder)) throw new Refusal('cli-folder-missing', { folder })
}

function writeNew(file: string, bytes: Buffer): void {
  mustBeNew(file)
  writeFileSync(file, bytes)
}

/** What a file may call each kind of unit: our own word, and that of every language. */
function kindNames(texts: Texts): Map<string, UnitKind> {
  return new Map(
    unitKinds.flatMap((kind) => [
      [kind, kind] as const,
      ...texts.languages.map((language) => [texts.in(language)(`unit-kind-${kind}`), kind] as const),
    ]),
  )
}

/** Rows `kind,name,parent` under a header; parents first. */
function unitRows(bytes: Buffer): UnitRow[] {
  const kinds = kindNames(loadTexts())
  const rows: string[][] = parse(bytes, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  return rows.slice(1).map(([word = '', name = '', parent = ''], at) => {
    const kind = kinds.get(word)
    if (!kind) throw new Refusal('cli-unit-kind', { line: at + 2, kind: word })
    return { kind, name, parent }
  })
}

/** The operator notes a day off, or one that is worked, or takes back what was noted. */
async function changeDay(app: App, text: string, how: string, name: string): Promise<Outcome> {
  const day = parseDay(text, app.clock.now(), app.config.townTimezone)
  if (day === undefined) throw new Refusal('days-not-a-day')
  if (how !== 'off' && how !== 'worked' && how !== 'forget') throw new Refusal('cli-day-how')
  const row =
    how === 'forget'
      ? await forgetDay(app, 'cli', day)
      : await noteDay(app, 'cli', { day, isWorked: how === 'worked', name })
  const data = { day, name: row.name, ...(await workOutAgain(app)) }
  return { key: how === 'forget' ? 'cli-day-forgotten' : `cli-day-noted-${how}`, data }
}

export const verbs = {
  async backup({ environment }: Outlet, file: string): Promise<Outcome> {
    const files = filesUrlInWords(readFilesUrl(environment))
    await backupDatabase(readDatabaseUrl(environment), file)
    return { key: 'cli-backed-up', data: { file, files } }
  },
  async restore({ environment }: Outlet, file: string): Promise<Outcome> {
    const kept = await restoreDatabase(readDatabaseUrl(environment), file, systemClock.now())
    return { key: kept ? 'cli-restored-kept' : 'cli-restored', data: { file, kept: kept ?? null } }
  },
  prices({ environment }: Outlet, file: string, { market = '' }: Options): Promise<Outcome> {
    const bytes = readBytes(file)
    return withApp(environment, async (app) => {
      const report = await importPrices(app, 'cli', { fileName: basename(file), bytes, market })
      await tellAlerts(app)
      const more = (t: T) => refusedLines(t, report)
      return { key: 'price-import-done', data: { ...report }, more }
    })
  },
  questions({ environment }: Outlet, file: string, options: Options): Promise<Outcome> {
    const { unit, dryRun = false, refused, language } = options
    const bytes = readBytes(file)
    if (refused !== undefined) mustBeNew(refused)
    return withApp(environment, async (app) => {
      const how = { unit, dryRun, language }
      const { data, more, refusedFile } = await importBank(app, { fileName: basename(file), bytes }, how)
      if (refused !== undefined && refusedFile) writeNew(refused, await refusedFile())
      return { key: dryRun ? 'cli-questions-previewed' : 'cli-questions-imported', data: { ...data }, more }
    })
  },
  exportQuestions(outlet: Outlet, file: string, { unit, format, language }: Options): Promise<Outcome> {
    mustBeNew(file)
    return withApp(outlet.environment, async (app) => {
      const { bytes, ...counts } = await exportBank(app, file, { unit, format, language })
      writeNew(file, bytes)
      return { key: 'cli-questions-exported', data: { file, ...counts } }
    })
  },
  units({ environment }: Outlet, file: string): Promise<Outcome> {
    const rows = unitRows(readBytes(file))
    return withApp(environment, async (app) => ({ key: 'cli-units', data: await importUnits(app, rows) }))
  },
  day({ environment }: Outlet, day: string, how: string, name: string): Promise<Outcome> {
    return withApp(environment, (app) => changeDay(app, day, how, name))
  },
  health({ environment }: Outlet): Promise<Outcome> {
    return withApp(environment, async ({ db, clock }) => {
      const { waiting, parked } = await countInbox(db)
      const deliveries = await countDeliveries(db, clock.now())
      const files = await countFileStates(db)
      return { key: 'cli-health', data: { waiting, parked, ...deliveries, ...files } }
    })
  },
  audit({ environment }: Outlet): Promise<Outcome> {
    return withApp(environment, async (app) => {
      const audited = await verifyAudit(app)
      const more = (t: T) =>
        audited.broken.map(({ number, seq, wrong }) =>
          t('cli-audit-broken', { number, seq, wrong: t(`cli-audit-${wrong}`) }),
        )
      const isBad = audited.broken.length > 0
      return { key: isBad ? 'cli-audit-bad' : 'cli-audit', data: { ...audited }, more, isBad }
    })
  },
  rotate({ environment }: Outlet): Promise<Outcome> {
    return withApp(environment, async (app) => ({
      key: 'cli-rotated',
      data: { ...(await rotateIdentities(app)) },
    }))
  },
  ownerLink({ environment }: Outlet): Promise<Outcome> {
    return withApp(environment, async (app) => {
      const token = await ensureOwnerLink(app)
      return token
        ? { key: 'cli-owner-token', data: { start: `invite-${token}` } }
        : { key: 'cli-has-owner', data: {} }
    })
  },
}
