import type { PrismaPg } from '@prisma/adapter-pg'
import {
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { asPrismaList, migrationAdapter } from '../migrate.ts'
import { migrationsOf } from './migration-files.ts'
import { allOfOurs, schemaEngine } from './schema-engine.ts'
import { parseDatabaseUrl } from './url.ts'

/** The engine sends whole scripts to a scratch database's `executeRaw`; SQLite's adapter takes one statement there. */
function takeScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const executeOne = adapter.executeRaw.bind(adapter)
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeOne(query)
    await adapter.executeScript(query.sql)
    return 0
  }
  return adapter
}

/** The types of the columns in PostgreSQL's catalogue, by their numbers; its adapter does not know "char". */
const catalogueTypes = new Map<number, ColumnType>([
  [16, ColumnTypeEnum.Boolean],
  [18, ColumnTypeEnum.Character],
  [20, ColumnTypeEnum.Int64],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [26, ColumnTypeEnum.Int64],
  [1009, ColumnTypeEnum.TextArray],
])

/** Lets the engine read PostgreSQL's catalogue. */
function readCatalogue(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const pool = (adapter as Awaited<ReturnType<PrismaPg['connect']>>).underlyingDriver()
  adapter.queryRaw = async ({ sql: text, args: values }) => {
    const { fields, rows } = await pool.query<unknown[]>({ text, values, rowMode: 'array' })
    const columnTypes = fields.map((field) => catalogueTypes.get(field.dataTypeID) ?? ColumnTypeEnum.Text)
    return { columnNames: fields.map((field) => field.name), columnTypes, rows }
  }
  return adapter
}

function forDescribing(
  factory: SqlMigrationAwareDriverAdapterFactory,
): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = factory
  const adapt = provider === 'sqlite' ? takeScripts : readCatalogue
  const connect = async () => adapt(await factory.connect())
  return {
    provider,
    adapterName,
    connect,
    connectToShadowDb: async () => adapt(await factory.connectToShadowDb()),
  }
}

/**
 * The SQL that leads from our migrations to `schema` (the text of a Prisma schema), or '' when they agree.
 * For developers: it makes and drops a scratch database next to the one at `url`.
 */
export async function differenceTo(schema: string, url: string): Promise<string> {
  const { dialect } = parseDatabaseUrl(url)
  const engine = await schemaEngine(forDescribing(migrationAdapter(url)))
  try {
    const migrations = asPrismaList(dialect, migrationsOf(dialect))
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: allOfOurs,
    })
    return exitCode === 0 ? '' : (stdout ?? '')
  } finally {
    engine.free()
  }
}
