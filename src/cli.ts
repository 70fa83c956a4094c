import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { parse } from 'csv-parse/sync'
import { type App, openApp } from './app.ts'
import { forgetDay, noteDay } from './calendar/note-day.ts'
import { workOutAgain } from './cases/clocks/work-out-again.ts'
import { countFileStates } from './cases/files/file-store.ts'
import { rotateIdentities } from './cases/trust/rotate-identities.ts'
import { verifyAudit } from './cases/trust/verify-audit.ts'
import { ConfigError, readConfig, readDatabaseUrl, readFilesUrl } from './config.ts'
import { countDeliveries } from './delivery/claim-store.ts'
import { countInbox } from './intake/inbox-store.ts'
import { backupDatabase, restoreDatabase } from './lib/backup.ts'
import { systemClock } from './lib/clock.ts'
import { isOutage, outage } from './lib/db.ts'
import { filesUrlInWords } from './lib/files-url.ts'
import { firstLanguage, loadTexts, type T, type Texts } from './lib/i18n.ts'
import { createLog } from './lib/log.ts'
import { parseDay } from './lib/parse-when.ts'
import { Refusal } from './lib/refusal.ts'
import { importUnits, type UnitRow } from './org/import-units.ts'
import { ensureOwnerLink } from './org/owner-link.ts'
import { type UnitKind, unitKinds } from './org/unit.ts'
import { importPrices } from './prices/import-prices.ts'
import { tellAlerts } from './prices/price-alert.ts'
import { refusedLines } from './prices/price-texts.ts'
import { exportBank, importBank } from './quiz/bank/operate-bank.ts'

export interface Outlet {
  environment: Record<string, string | undefined>
  out(line: string): void
  err(line: string): void
}

/** What a command did: words for the operator, and the same as data for `--json`. */
interface Outcome {
  key: string
  data: Record<string, string | number | boolean | null | object>
  /** What else is to be said. */
  more?: (t: T) => string[]
  /** It found something wrong: the exit code is 1. */
  isBad?: boolean
}

/** What may be said with a command; each command knows its own. */
interface Options {
  json?: boolean
  language: string
  market?: string
  unit?: string
  dryRun?: boolean
  format?: string
}

type Act = (given: string[], options: Options) => Promise<Outcome>

/** Exit codes: 0 done, 1 refused or failed, 2 called wrongly or badly configured. */
type ExitCode = 0 | 1 | 2

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
  return readFileSync(file)
}

/** A file that is there already is somebody's. */
function writeNew(file: string, bytes: Buffer): void {
  if (existsSync(file)) throw new Refusal('cli-file-exists', { file })
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

const verbs = {
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
  questions({ environment }: Outlet, file: string, { unit, dryRun = false }: Options): Promise<Outcome> {
    const bytes = readBytes(file)
    return withApp(environment, async (app) => {
      const { counts, problems, more } = await importBank(
        app,
        { fileName: basename(file), bytes },
        { unit, dryRun },
      )
      return {
        key: dryRun ? 'cli-questions-previewed' : 'cli-questions-imported',
        data: { ...counts, problems },
        more,
      }
    })
  },
  exportQuestions(outlet: Outlet, file: string, { unit, format, language }: Options): Promise<Outcome> {
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

function say(
  outlet: Outlet,
  { key, data, more }: Outcome,
  options: { json?: boolean; language: string },
): void {
  const plain = Object.entries(data).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  )
  const t = loadTexts().in(options.language)
  for (const line of [t(key, Object.fromEntries(plain)), ...(more?.(t) ?? [])]) outlet.out(line)
  if (options.json) outlet.out(JSON.stringify(data))
}

function program(outlet: Outlet): Command {
  const cli = new Command('cunxun').description(
    "The operator's commands. Settings come from the environment, or .env.",
  )
  cli.exitOverride().configureOutput({ writeOut: outlet.out, writeErr: outlet.err })
  const add = (parent: Command, usage: string, about: string, act: Act) =>
    parent
      .command(usage)
      .description(about)
      .option('--json', 'print one JSON object as the last line')
      .option('--language <code>', 'the language of the answers', firstLanguage)
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command
        const options = command.opts<Options>()
        try {
          const outcome = await act(command.args, options)
          say(outlet, outcome, options)
          if (outcome.isBad) throw new CommanderError(1, 'refused', '')
        } catch (fault) {
          const error = isOutage(fault) ? outage(fault) : fault
          if (!(error instanceof Refusal)) throw error
          outlet.err(loadTexts().in(options.language)(error.code, error.args))
          if (options.json) outlet.out(JSON.stringify({ refused: error.code, ...error.args }))
          throw new CommanderError(1, 'refused', '')
        }
      })
  const file =
    (act: (outlet: Outlet, file: string, options: Options) => Promise<Outcome>): Act =>
    ([name = ''], options) =>
      act(outlet, name, options)
  add(
    cli,
    'backup <file>',
    'write the whole database to a new file, while the bot serves',
    file(verbs.backup),
  )
  add(
    cli,
    'restore <file>',
    'put a backup in the place of the database; the bot must be stopped',
    file(verbs.restore),
  )
  add(cli, 'health', 'count what waits, what was given up and what could not be sent', () =>
    verbs.health(outlet),
  )
  add(
    cli,
    'day <day> <how> [name]',
    'note a day as off or worked, with its name, or forget what was noted',
    ([day = '', how = '', name = '']) => verbs.day(outlet, day, how, name),
  )
  add(cli, 'audit', 'check that no history of a case was changed afterwards', () => verbs.audit(outlet))
  add(cli, 'rotate-identities', 'seal who told the cases with the newest IDENTITY_KEY', () =>
    verbs.rotate(outlet),
  )
  add(cli, 'owner-link', 'a new link for the first owner', () => verbs.ownerLink(outlet))
  const imports = cli.command('import').description('take in a file')
  add(imports, 'prices <file>', "a market's CSV or XLSX", file(verbs.prices)).option(
    '--market <name>',
    'the market, where the file names none',
  )
  add(imports, 'units <file>', 'the tree of units: CSV with kind,name,parent', file(verbs.units))
  const unit = ['--unit <name>', 'whose bank it is; the town when left out'] as const
  add(imports, 'questions <file>', 'a bank of questions: CSV, XLSX, GIFT or Aiken', file(verbs.questions))
    .option(...unit)
    .option('--dry-run', 'say what would be done, and do nothing')
  const exports = cli.command('export').description('write a file')
  add(exports, 'questions <file>', 'a bank of questions to a new file', file(verbs.exportQuestions))
    .option(...unit)
    .option('--format <name>', 'xlsx, csv, gift or aiken; by the name of the file when left out')
  return cli
}

/** Runs one command, `argv` without node and script. */
export async function runCli(argv: string[], outlet: Outlet): Promise<ExitCode> {
  try {
    await program(outlet).parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof CommanderError && error.code === 'refused') return 1
    const isOperators = error instanceof CommanderError || error instanceof ConfigError
    const words = error instanceof Error ? error.message : String(error)
    // Commander has said it already.
    if (error instanceof ConfigError) outlet.err(words)
    else if (!isOperators) outlet.err((error instanceof Error && error.stack) || words)
    if (argv.includes('--json')) outlet.out(JSON.stringify({ failed: words }))
    return isOperators ? 2 : 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const write = (stream: NodeJS.WriteStream) => (line: string) =>
    void stream.write(`${line.replace(/\n$/, '')}\n`)
  process.exitCode = await runCli(process.argv.slice(2), {
    environment: process.env,
    out: write(process.stdout),
    err: write(process.stderr),
  })
}
