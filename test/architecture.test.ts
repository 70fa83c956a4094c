import { describe, expect, test } from 'vitest'
import { wrongExpressions } from './architecture/expressions.ts'
import { wrongImports } from './architecture/layers.ts'
import { barrels, cycles, waitingTexts } from './architecture/shapes.ts'
import { importsOf, ourSources, parse, type Source } from './architecture/source.ts'

const rules = [wrongImports, wrongExpressions, barrels, cycles, waitingTexts]
const wrongIn = (sources: Source[]) => rules.flatMap((rule) => rule(sources))

/** What the rules say about files that nobody wrote. */
const wrong = (files: Record<string, string>) =>
  wrongIn(Object.entries(files).map(([path, text]) => parse(path, text)))

const importing = (specifier: string, names = '{ a }') => `import ${names} from '${specifier}'`

test('the house is built as its plan says', () => {
  const sources = ourSources()
  expect(sources.length).toBeGreaterThan(50)
  expect(wrongIn(sources)).toEqual([])
})

test('every way to import is seen', () => {
  const text = `import a, { b as c } from './a.ts'
    export { d } from './d.ts'
    type E = import('./e.ts').E
    const f = await import('./f.ts')
    import * as g from 'g'
    import './h.ts'`
  const seen = importsOf(parse('src/lib/x.ts', text)).map(({ specifier, names }) => [specifier, ...names])
  expect(seen).toEqual([
    ['./a.ts', 'default', 'b'],
    ['./d.ts', '*'],
    ['./e.ts', '*'],
    ['./f.ts', '*'],
    ['g', '*'],
    ['./h.ts', '*'],
  ])
})

describe('the plan is broken by', () => {
  test.each<[what: string, path: string, text: string]>([
    ['a lower room that uses a higher one', 'src/lib/x.ts', importing('../app.ts')],
    ['the app that knows a feature', 'src/app.ts', importing('./notices/notice.ts')],
    ['delivery that knows the people', 'src/delivery/x.ts', importing('../org/person.ts')],
    ['delivery that knows a feature', 'src/delivery/x.ts', importing('../prices/price.ts')],
    ['schedules that know a feature', 'src/schedules/x.ts', importing('../notices/notice.ts')],
    ['a calendar that knows a feature', 'src/calendar/x.ts', importing('../cases/case.ts')],
    ['org that knows the calendar', 'src/org/x.ts', importing('../calendar/working-time.ts')],
    ['org that knows a feature', 'src/org/x.ts', importing('../notices/notice.ts')],
    ['a feature that uses another', 'src/notices/x.ts', importing('../prices/price.ts')],
    ['a feature nobody has thought of that uses another', 'src/weather/x.ts', importing('../quiz/quiz.ts')],
    ['a feature that uses a door', 'src/prices/x.ts', importing('../intake/handler.ts')],
    ['a feature that knows the timetable', 'src/prices/x.ts', importing('../jobs.ts')],
    ['the door in that knows a feature', 'src/intake/x.ts', importing('../quiz/quiz.ts')],
    ['the web that speaks for a feature', 'src/web/x.ts', importing('../prices/price.ts')],
    ['a sandbox that knows the bot', 'src/sandbox/x.ts', importing('../delivery/message.ts')],
    ['a program that needs the demo', 'src/main.ts', importing('./demo/start.ts')],
    ['a type that crosses a wall', 'src/lib/x.ts', `type X = import('../app.ts').App`],
    ['an export that crosses a wall', 'src/lib/x.ts', `export { a } from '../app.ts'`],

    ['a verb that uses a handler', 'src/prices/x.ts', importing('./prices-bot.ts')],
    ['a base room that uses a handler', 'src/org/x.ts', importing('./org-bot.ts')],
    ['a calendar that uses a handler', 'src/calendar/x.ts', importing('./calendar-bot.ts')],
    ['a calendar that speaks by the bot', 'src/calendar/note-day.ts', importing('../bot/reply.ts')],
    ['a door that uses a handler', 'src/web/x.ts', importing('../org/org-bot.ts')],
    ['a second file of bot/ that knows a handler', 'src/bot/x.ts', importing('../org/org-bot.ts')],
    ['a second file of bot/ that knows a feature', 'src/bot/x.ts', importing('../prices/price.ts')],
    ['bot.ts reaching past the handler', 'src/bot/bot.ts', importing('../prices/price.ts')],
    ['a verb that speaks by the bot', 'src/prices/import-prices.ts', importing('../bot/reply.ts')],
    ['a handler in the kernel of the bot', 'src/prices/prices-bot.ts', importing('../bot/identify.ts')],

    ['Prisma in a verb', 'src/prices/import-prices.ts', importing('@prisma/client')],
    ['the generated client in a verb', 'src/org/x.ts', importing('../generated/sqlite/client.ts')],
    ['Prisma by the back door', 'src/org/x.ts', importing('../lib/db.ts', '{ Prisma, type Tx }')],
    ['a database driver outside lib', 'src/web/health.ts', importing('pg', 'pg')],
    ['a query in a verb', 'src/prices/x.ts', 'const rows = await tx.unit.findMany({})'],
    ['a query on app.db in a handler', 'src/org/org-bot.ts', 'await app.db.person.count()'],
    ['raw SQL in a verb', 'src/prices/x.ts', 'await tx.$queryRaw`SELECT 1`'],
    ['SQL out of a string', 'src/prices/x.ts', `await tx.$executeRawUnsafe('DELETE')`],
    ['app.db in a transaction', 'src/org/x.ts', 'app.db.transaction(async (tx) => ask(app.db))'],
    ['the db of a transaction in it', 'src/lib/x.ts', 'db.transaction(async (tx) => { await ask(db) })'],
    [
      'app.db deep in a transaction',
      'src/org/x.ts',
      'db.transaction((tx) => all((one) => ask(app.db, one)))',
    ],
    ['a transaction in a transaction', 'src/org/x.ts', 'db.transaction((tx) => db.transaction(() => 1))'],

    ['grammY in a verb', 'src/prices/import-prices.ts', importing('grammy')],
    ["grammY's types in a verb", 'src/prices/import-prices.ts', importing('grammy/types')],
    ['grammY in a conversation', 'src/org/start-conversation.ts', importing('grammy')],
    ['more of grammY than the Api in serve.ts', 'src/serve.ts', importing('grammy', '{ Api, Bot }')],
    ['a plugin outside of bot/', 'src/org/org-bot.ts', importing('@grammyjs/conversations')],

    ['a second reader of the environment', 'src/delivery/x.ts', 'const url = process.env.URL'],
    ['the environment in config.ts itself', 'src/config.ts', 'read(process.env)'],
    ['a new Date', 'src/prices/x.ts', 'const now = new Date()'],
    ['a new Date without brackets', 'src/prices/x.ts', 'const now = new Date'],
    ['Date.now', 'src/prices/x.ts', 'const now = Date.now()'],
    ['Date.now handed on', 'src/prices/x.ts', 'start(Date.now)'],
    ['a library that reads the clock', 'src/prices/x.ts', 'const now = DateTime.now()'],
    ['a stop watch of its own', 'src/delivery/x.ts', 'const began = performance.now()'],
    ['chance out of the air', 'src/quiz/x.ts', 'const n = Math.random()'],
    ['tokens out of the air', 'src/org/x.ts', importing('node:crypto', '{ randomUUID }')],

    ['texts that read the database', 'src/prices/price-texts.ts', importing('./price-store.ts')],
    ['texts that take the app', 'src/prices/price-texts.ts', importing('../app.ts')],
    ['texts that wait', 'src/prices/price-texts.ts', 'export const a = async () => 1'],
    ['a conversation that holds the database', 'src/org/a-conversation.ts', importing('../lib/db.ts')],

    ['a barrel', 'src/org/all.ts', `export { a } from './a.ts'\nexport { b } from './b.ts'`],
    ['a file that hands on everything', 'src/org/a.ts', `export * from './b.ts'\nexport const a = 1`],
    ['an index', 'src/org/index.ts', 'export const a = 1'],
    ['a path alias', 'src/org/a.ts', importing('#lib/db.ts')],
    ['a path from the root', 'src/org/a.ts', importing('src/lib/db.ts')],
    ['a file named by half', 'src/org/a.ts', importing('../lib/db')],
  ])('%s', (_what, path, text) => {
    expect(wrong({ [path]: text })).not.toEqual([])
  })

  test('two files that need each other, and three in a ring', () => {
    const ring = {
      'src/org/a.ts': importing('./b.ts'),
      'src/org/b.ts': importing('./c.ts'),
      'src/org/c.ts': importing('./a.ts'),
    }
    expect(wrong(ring)).toEqual(['src/org/a.ts → src/org/b.ts → src/org/c.ts → src/org/a.ts'])
    expect(wrong({ 'src/org/a.ts': importing('./a.ts') })).not.toEqual([])
  })
})

describe('the plan allows', () => {
  test.each<[what: string, path: string, text: string]>([
    ['a feature that stands on the base', 'src/prices/x.ts', importing('../org/person.ts')],
    ['a feature that counts working days', 'src/cases/x.ts', importing('../calendar/working-time.ts')],
    ['a handler that replies', 'src/prices/prices-bot.ts', importing('../bot/reply.ts')],
    [
      'a question that both notices and digests ask',
      'src/schedules/ask-when.ts',
      importing('../bot/talk.ts'),
    ],
    ['bot.ts that knows the handlers', 'src/bot/bot.ts', importing('../prices/prices-bot.ts')],
    ['a timetable that knows the verbs', 'src/jobs.ts', importing('./prices/import-prices.ts')],
    ['a demo that has it all', 'src/demo/start.ts', importing('../sandbox/sandbox.ts')],
    ['queries in a store', 'src/org/unit-store.ts', 'tx.unit.findMany({})\ntx.$queryRaw`SELECT 1`'],
    ['a list that is counted', 'src/org/x.ts', 'votes.unit.total()'],
    [
      'a transaction that uses its tx',
      'src/org/x.ts',
      'app.db.transaction((tx) => enqueue(tx, app, { db: 1 }))',
    ],
    ['the Api that serve.ts makes', 'src/serve.ts', importing('grammy', '{ Api }')],
    ['a moment that is known', 'src/org/x.ts', 'new Date(ms)\nnew Date(0)\nDate.UTC(2026, 1)'],
  ])('%s', (_what, path, text) => {
    expect(wrong({ [path]: text })).toEqual([])
  })
})
