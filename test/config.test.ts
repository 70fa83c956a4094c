import { expect, test } from 'vitest'
import { ConfigError, readConfig, secretsOf } from '../src/config.ts'

const good = {
  BOT_TOKEN: '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
}

const hook = { WEBHOOK_URL: 'https://example.org/hook', WEBHOOK_SECRET: 'a'.repeat(16) }

function complaint(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

test('an operator who sets only the token and the key gets the defaults', () => {
  const config = readConfig(good)
  expect(config).toMatchObject({
    botApiRoot: 'https://api.telegram.org',
    databaseUrl: 'file:./data/cunxun.db',
    filesUrl: 'file:./data/files',
    townTimezone: 'Asia/Shanghai',
    webhook: undefined,
    port: 8080,
    messagesPerSecond: 30,
    logLevel: 'info',
  })
  expect(config.encryptionKey).toHaveLength(32)
})

test('an empty line in .env counts as not set', () => {
  expect(readConfig({ ...good, PORT: '', WEBHOOK_URL: '' }).port).toBe(8080)
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['TOWN_TIMEZONE', 'Asia/Atlantis'],
  ['BOT_API_ROOT', 'ftp://api'],
  ['BOT_API_ROOT', 'https://api.telegram.org/'],
  ['DATABASE_URL', 'mysql://somewhere'],
  ['WEBHOOK_URL', 'http://example.org/hook'],
  ['MESSAGES_PER_SECOND', '0'],
  ['LOG_LEVEL', 'loud'],
])('a bad %s is named with what it got and what it takes', (name, value) => {
  const line = complaint({ ...good, [name]: value })
  expect(line).toContain(`${name} got ${JSON.stringify(value)}; it takes `)
  expect(line).not.toContain('\n')
})

test('a bad secret is named, and never printed', () => {
  for (const name of ['BOT_TOKEN', 'ENCRYPTION_KEY', 'WEBHOOK_SECRET']) {
    const line = complaint({ ...good, ...hook, [name]: 'hush hush' })
    expect(line).toContain(`${name} got a value of 9 characters`)
    expect(line).not.toContain('hush')
  }
})

test('the password in a bad address is not printed, whatever signs it has', () => {
  expect(complaint({ ...good, DATABASE_URL: 'mysql://town:hush@host/db' })).not.toContain('hush')
  expect(complaint({ ...good, DATABASE_URL: 'mysql://town:a/hush@host/db' })).not.toContain('hush')
  expect(complaint({ ...good, DATABASE_URL: 'mysql://town:a@hush@host/db' })).not.toContain('hush')
  expect(complaint({ ...good, BOT_API_ROOT: 'ftp://town:hush@host' })).not.toContain('hush')
})

test('a bad address of the files is named, and its secret is not printed', () => {
  for (const url of ['s3://KEY:hush@host', 'ftp://KEY:hush@host/files', 's3://KEY:hush%zz@host/files']) {
    const line = complaint({ ...good, FILES_URL: url })
    expect(line).toContain(`FILES_URL got a value of ${url.length} characters; it takes file:`)
    expect(line).not.toContain('hush')
  }
  expect(readConfig({ ...good, FILES_URL: 's3://KEY:a/b@host/files' }).filesUrl).toBe(
    's3://KEY:a/b@host/files',
  )
})

test('a webhook without its secret is refused', () => {
  expect(complaint({ ...good, WEBHOOK_URL: 'https://example.org/hook' })).toContain('WEBHOOK_SECRET')
})

test('every secret is to be masked, as it is written and as it is meant', () => {
  const identity = Buffer.alloc(32, 8).toString('base64')
  const config = readConfig({
    ...good,
    ...hook,
    IDENTITY_KEY: identity,
    DATABASE_URL: 'postgresql://town:hush@localhost/cunxun',
    FILES_URL: 's3://KEY:ab%2Fcd@host/files',
  })
  expect(new Set(secretsOf(config))).toEqual(
    new Set([good.BOT_TOKEN, hook.WEBHOOK_SECRET, 'hush', 'ab/cd', 'ab%2Fcd', good.ENCRYPTION_KEY, identity]),
  )
})
