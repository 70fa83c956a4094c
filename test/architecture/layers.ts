import { type Import, importsOf, type Source } from './source.ts'

/**
 * Who may import whom, room by room: main, cli, demo → serve → jobs, web, bot → intake; features → calendar → org, schedules →
 * delivery → app → files, pictures → lib. A folder that is not named here is a feature.
 */
const base = ['lib', 'config', 'files', 'app']
const beneathFeatures = [...base, 'pictures', 'delivery', 'org', 'schedules', 'calendar']
const doors = ['intake', 'bot', 'web']
const mayImport: Record<string, string[]> = {
  lib: ['generated'],
  config: ['lib'],
  files: ['lib'],
  pictures: ['lib'],
  app: ['lib', 'config', 'files'],
  delivery: base,
  schedules: [...base, 'delivery', 'bot'],
  org: [...base, 'delivery', 'bot'],
  calendar: [...base, 'delivery', 'org', 'bot'],
  feature: [...beneathFeatures, 'bot'],
  sandbox: ['lib'],
  intake: beneathFeatures,
  bot: [...beneathFeatures, 'intake', 'feature'],
  web: [...beneathFeatures, 'intake'],
  jobs: [...beneathFeatures, ...doors, 'feature'],
  serve: [...beneathFeatures, ...doors, 'jobs', 'feature'],
  cli: [...beneathFeatures, ...doors, 'jobs', 'serve', 'feature'],
  main: [...beneathFeatures, ...doors, 'jobs', 'serve', 'feature', 'cli'],
  demo: [...beneathFeatures, ...doors, 'jobs', 'serve', 'feature', 'sandbox'],
}

/** `src/prices/price.ts` → `prices`, `src/main.ts` → `main`. */
const folderOf = (path: string) => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''

function roomOf(path: string): string {
  const folder = folderOf(path)
  return folder in mayImport || folder === 'generated' ? folder : 'feature'
}

const isHandler = (path: string) => /-bot\.ts$/.test(path)
/** Files that hear and ask: the share of a room in the bot. */
const isEdge = (path: string) => /(-bot|-buttons|-conversation)\.ts$|\/ask-[\w-]+\.ts$/.test(path)
const isStore = (path: string) => path.endsWith('-store.ts')
const isDatabase = (path: string) => /^src\/lib\/(db|migrate)\.ts$|^src\/lib\/database\//.test(path)
const edgeTools = /^src\/bot\/(context|reply|talk|feature|callback-data|press|files|hear)\.ts$/

/** A rule says what is wrong with one import, or nothing. */
type ImportRule = (path: string, what: Import) => string | undefined

const layers: ImportRule = (path, { file }) => {
  if (!file?.startsWith('src/') || folderOf(path) === folderOf(file)) return undefined
  const [from, to] = [roomOf(path), roomOf(file)]
  if (from === to && from === 'feature') return `features do not import each other`
  return mayImport[from]?.includes(to) ? undefined : `${from} may not import ${to}`
}

const bot: ImportRule = (path, { file = '' }) => {
  const from = roomOf(path)
  const isOwn = folderOf(path) === folderOf(file) && isHandler(path)
  if (
    isHandler(file) &&
    !isOwn &&
    ['feature', 'org', 'schedules', 'calendar', 'web', 'intake'].includes(from)
  )
    return 'only bot/bot.ts and what stands above it import handlers'
  if (from === 'bot' && path !== 'src/bot/bot.ts' && (isHandler(file) || roomOf(file) === 'feature'))
    return file.startsWith('src/') ? 'in bot/ only bot.ts knows the features' : undefined
  if (path === 'src/bot/bot.ts' && roomOf(file) === 'feature' && file.startsWith('src/') && !isHandler(file))
    return 'bot.ts imports nothing of a feature but its handler'
  if (!['feature', 'org', 'schedules', 'calendar'].includes(from) || roomOf(file) !== 'bot') return undefined
  if (!isEdge(path)) return 'only handlers and conversations use the bot'
  return edgeTools.test(file) ? undefined : 'handlers use only the tools that bot/ has for them'
}

const database: ImportRule = (path, { file = '', specifier, names }) => {
  const prisma = specifier.startsWith('@prisma/') || file.startsWith('src/generated/')
  if (prisma && !isDatabase(path) && !isStore(path)) return 'Prisma only in lib/db.ts and stores'
  if (file === 'src/lib/db.ts' && names.includes('Prisma') && !isStore(path)) return 'Prisma only in stores'
  if (/^(better-sqlite3|pg)$/.test(specifier) && roomOf(path) !== 'lib') return `${specifier} only in lib`
  return undefined
}

/** serve.ts puts the house together: it makes the one Api that all calls go out by. */
const serveMakesTheApi = (path: string, names: string[]) =>
  path === 'src/serve.ts' && names.every((name) => name === 'Api')

/** What goes out to Telegram, and the files that it hands us. */
const callsTelegram = /^src\/delivery\/(telegram-sender|fetch-file)\.ts$/

const grammy: ImportRule = (path, { specifier, names }) => {
  if (/^@grammyjs\//.test(specifier)) return roomOf(path) === 'bot' ? undefined : `${specifier} only in bot/`
  if (!/^grammy(\/|$)/.test(specifier) || serveMakesTheApi(path, names)) return undefined
  const speaks = ['bot', 'intake'].includes(roomOf(path)) || isHandler(path)
  return speaks || callsTelegram.test(path) ? undefined : 'grammy only where Telegram is'
}

const pureTexts: ImportRule = (path, { file = '' }) => {
  if (/-texts\.ts$/.test(path) && (isStore(file) || /^src\/(app|lib\/(db|clock))\.ts$/.test(file)))
    return 'texts are pure: no database, no clock, no app'
  if (/-conversation\.ts$/.test(path) && file === 'src/lib/db.ts')
    return 'conversations only ask: queries go through perform'
  return undefined
}

/** A token that is drawn by itself cannot be repeated in a test. */
const chance: ImportRule = (path, { specifier, names }) => {
  const draws = names.some((name) => /^(random|getRandom)/.test(name))
  return specifier === 'node:crypto' && draws && roomOf(path) !== 'lib'
    ? 'chance only by app.random'
    : undefined
}

const aliases: ImportRule = (_path, { file, specifier }) => {
  if (/^[#~@]\/|^#|^src\/|^\//.test(specifier)) return 'no path aliases'
  return file && !/\.(ts|js|json)$/.test(specifier) ? 'an import names its file in full' : undefined
}

export const importRules = { layers, bot, database, grammy, pureTexts, chance, aliases }

/** What is wrong with the imports of `sources`, a line each: `src/a/b.ts:3 why`. */
export function wrongImports(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((what) =>
      Object.values(importRules).flatMap((rule) => {
        const wrong = rule(source.path, what)
        return wrong ? [`${source.path}:${what.line} ${wrong} (${what.specifier})`] : []
      }),
    ),
  )
}
