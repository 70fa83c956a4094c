import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import type { Options, Outcome, Outlet } from './cli/outcome.ts'
import { verbs } from './cli/verbs.ts'
import { ConfigError } from './config.ts'
import { isOutage, outage } from './lib/db.ts'
import { firstLanguage, loadTexts } from './lib/i18n.ts'
import { Refusal } from './lib/refusal.ts'

type Act = (given: string[], options: Options) => Promise<Outcome>

/** Exit codes: 0 done, 1 refused or failed, 2 called wrongly or badly configured. */
type ExitCode = 0 | 1 | 2

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
          if (options.json) outlet.out(JSON.stringify({ ...error.args, why: error.code }))
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
    .option('--refused <file>', 'write the file back as XLSX, with a column of reasons')
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
