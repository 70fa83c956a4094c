import pino, { type Logger } from 'pino'

export type Log = Logger

/** JSON lines to standard output. No message text and no names at info level: what we log are ids, counts and outcomes. */
export function createLog(level: string, hide: readonly string[] = []): Log {
  const secrets = hide.filter((secret) => secret.length > 0)
  const masked = (line: string) => secrets.reduce((text, secret) => text.replaceAll(secret, '[hidden]'), line)
  return pino({ level, base: null }, { write: (line: string) => process.stdout.write(masked(line)) })
}
