import { z } from 'zod'
import { parseFilesUrl } from './lib/files-url.ts'

/** What the operator may set; every variable is explained in `.env.example`. */
export interface Config {
  botToken: string
  botApiRoot: string
  databaseUrl: string
  townTimezone: string
  webhook: { url: string; secret: string } | undefined
  host: string
  port: number
  messagesPerSecond: number
  encryptionKey: Buffer
  /** What the names of those who tell a grievance are sealed with, newest first. */
  identityKeys: readonly [Buffer, ...Buffer[]]
  /** The folder, or the S3-compatible storage, that keeps the files of cases. */
  filesUrl: string
  logLevel: string
}

/** A bad setting. The message is one line: the variable, what it got and what it takes. Secrets are never in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Record<string, string | undefined>

const secretNames = new Set([
  'BOT_TOKEN',
  'ENCRYPTION_KEY',
  'IDENTITY_KEY',
  'OLD_IDENTITY_KEYS',
  'WEBHOOK_SECRET',
  'FILES_URL',
])

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isFilesUrl(text: string): boolean {
  try {
    parseFilesUrl(text)
    return true
  } catch {
    return false
  }
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}

const key32 = (text: string) =>
  /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const wholeNumber = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to))

const fields = {
  BOT_TOKEN: {
    takes: 'the token that @BotFather gave, like 123456:ABC-DEF…',
    schema: z.string().regex(/^\d+:[\w-]{20,}$/),
  },
  BOT_API_ROOT: {
    takes: 'an http or https address without a slash at its end',
    schema: z
      .string()
      .default('https://api.telegram.org')
      .refine((text) => isUrl(text, ['http:', 'https:']) && !text.endsWith('/')),
  },
  DATABASE_URL: {
    takes: 'file:./path/to.db for SQLite or postgresql://user:password@host/database',
    schema: z
      .string()
      .default('file:./data/cunxun.db')
      .refine((text) => /^file:.+/.test(text) || isUrl(text, ['postgresql:', 'postgres:'])),
  },
  TOWN_TIMEZONE: {
    takes: 'a time zone name like Asia/Shanghai',
    schema: z.string().default('Asia/Shanghai').refine(isTimeZone),
  },
  WEBHOOK_URL: {
    takes: 'an https address (http only on this machine); leave it out for polling',
    schema: z
      .string()
      .refine((text) => isUrl(text, ['https:']) || /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(text))
      .optional(),
  },
  WEBHOOK_SECRET: {
    takes: '16 to 256 of the characters A-Z a-z 0-9 _ -',
    schema: z
      .string()
      .regex(/^[\w-]{16,256}$/)
      .optional(),
  },
  HOST: { takes: 'an address to listen on, like 127.0.0.1', schema: z.string().min(1).default('127.0.0.1') },
  PORT: { takes: 'a whole number from 0 to 65535', schema: wholeNumber(0, 65_535).prefault('8080') },
  MESSAGES_PER_SECOND: {
    takes: 'a whole number from 1 to 1000',
    schema: wholeNumber(1, 1000).prefault('30'),
  },
  ENCRYPTION_KEY: {
    takes: '32 random bytes as 64 hex digits or as base64 (openssl rand -base64 32)',
    schema: z
      .string()
      .transform(key32)
      .refine((bytes) => bytes.length === 32),
  },
  IDENTITY_KEY: {
    takes: '32 random bytes as 64 hex digits or as base64; leave it out to use ENCRYPTION_KEY',
    schema: z
      .string()
      .transform(key32)
      .refine((bytes) => bytes.length === 32)
      .optional(),
  },
  OLD_IDENTITY_KEYS: {
    takes: 'earlier values of IDENTITY_KEY with commas between them',
    schema: z
      .string()
      .transform((text) => text.split(',').map((one) => key32(one.trim())))
      .refine((keys) => keys.every(({ length }) => length === 32))
      .default([]),
  },
  FILES_URL: {
    takes: 'file:./path/to/folder, or s3://key:secret@host/bucket?region=name (https; s3+http:// for http)',
    schema: z.string().default('file:./data/files').refine(isFilesUrl),
  },
  LOG_LEVEL: { takes: `one of ${levels.join(', ')}`, schema: z.enum(levels).default('info') },
} as const

type Name = keyof typeof fields
type Value<N extends Name> = z.output<(typeof fields)[N]['schema']>

/** Who is named before the @ of an address, up to the last one: a password may hold any sign. */
const withoutPassword = (value: string) => value.replace(/:.*@/s, ':…@')

function got(name: Name, value: string | undefined): string {
  if (value === undefined) return 'nothing'
  if (secretNames.has(name)) return `a value of ${value.length} characters`
  return JSON.stringify(withoutPassword(value))
}

function read<N extends Name>(environment: Environment, name: N): Value<N> {
  // An empty line in .env means "not set".
  const value = environment[name] === '' ? undefined : environment[name]
  const result = fields[name].schema.safeParse(value)
  if (!result.success)
    throw new ConfigError(`${name} got ${got(name, value)}; it takes ${fields[name].takes}`)
  return result.data as Value<N>
}

function readWebhook(environment: Environment): Config['webhook'] {
  const url = read(environment, 'WEBHOOK_URL')
  const secret = read(environment, 'WEBHOOK_SECRET')
  if (url === undefined) return undefined
  if (secret === undefined)
    throw new ConfigError(
      `WEBHOOK_SECRET got nothing; with WEBHOOK_URL it takes ${fields.WEBHOOK_SECRET.takes}`,
    )
  return { url, secret }
}

/** Where the files of cases are, for commands that say so. Throws ConfigError. */
export function readFilesUrl(environment: Environment): string {
  return read(environment, 'FILES_URL')
}

/** What commands need that touch only the database. Throws ConfigError. */
export function readDatabaseUrl(environment: Environment): string {
  return read(environment, 'DATABASE_URL')
}

/** Reads every variable. Throws ConfigError on the first one that is bad. */
export function readConfig(environment: Environment): Config {
  const encryptionKey = read(environment, 'ENCRYPTION_KEY')
  const identityKey = read(environment, 'IDENTITY_KEY') ?? encryptionKey
  return {
    botToken: read(environment, 'BOT_TOKEN'),
    botApiRoot: read(environment, 'BOT_API_ROOT'),
    databaseUrl: read(environment, 'DATABASE_URL'),
    townTimezone: read(environment, 'TOWN_TIMEZONE'),
    webhook: readWebhook(environment),
    host: read(environment, 'HOST'),
    port: read(environment, 'PORT'),
    messagesPerSecond: read(environment, 'MESSAGES_PER_SECOND'),
    encryptionKey,
    identityKeys: [identityKey, ...read(environment, 'OLD_IDENTITY_KEYS')],
    filesUrl: read(environment, 'FILES_URL'),
    logLevel: read(environment, 'LOG_LEVEL'),
  }
}

/** Every secret of the configuration, so that the log can mask it. */
export function secretsOf(config: Config): string[] {
  const passwordOf = (url: string) => (URL.canParse(url) ? new URL(url).password : '')
  const keys = [config.encryptionKey, ...config.identityKeys].map((key) => key.toString('base64'))
  const files = parseFilesUrl(config.filesUrl)
  const passwords = [
    passwordOf(config.databaseUrl),
    ...('folder' in files ? [] : [files.secretAccessKey, encodeURIComponent(files.secretAccessKey)]),
  ]
  return [config.botToken, config.webhook?.secret ?? '', ...passwords, ...keys]
}
