/** The databases we run on. */
export type Dialect = 'sqlite' | 'postgresql'

export type DatabaseUrl = { dialect: 'sqlite'; file: string } | { dialect: 'postgresql'; url: string }

/** Reads a `DATABASE_URL`: `file:PATH` or `postgresql://…`. Throws an Error that does not repeat the URL (it may hold a password). */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  if (/^file:./.test(url)) return { dialect: 'sqlite', file: url.slice('file:'.length).split('?')[0] ?? '' }
  if (/^postgres(ql)?:\/\/./.test(url)) return { dialect: 'postgresql', url }
  throw new Error('the database URL must begin with file: or postgresql://')
}
