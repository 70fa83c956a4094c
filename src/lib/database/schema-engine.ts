import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

export type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Nothing in our databases is left to others to look after. */
export const allOfOurs: bindings.SchemaFilter = { externalTables: [], externalEnums: [] }

/** Node has it; TypeScript declares it only for browsers. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>
}

/** On the process, not in this module: the bindings hold one engine, and a test runner may load this module twice. */
const shared = globalThis as { cunxunSchemaEngine?: Promise<void> }

/** Where the engine leaves its last words when it panics. */
const panics = { set_message: (message: string) => process.stderr.write(`${message}\n`) }

/** The engine's time-out for its lock is never cleared: without this every program that migrates would end 10 s late. */
const unrefTimer = (wake: () => void, ms: number) => setTimeout(wake, ms).unref()

const imports = Object.fromEntries(
  Object.entries(bindings).map(([name, value]) => [name, /setTimeout/.test(name) ? unrefTimer : value]),
)

async function load(): Promise<void> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
}

/** Prisma's own engine for migrations, as WebAssembly: nothing is downloaded. Loads in about 50 ms, once. */
export async function schemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<bindings.SchemaEngine> {
  shared.cunxunSchemaEngine ??= load()
  await shared.cunxunSchemaEngine
  const ignoreLog = () => undefined
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    ignoreLog,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
}
