import { existsSync, readFileSync } from 'node:fs'

interface Field {
  name: string
  types: string[]
  required: boolean
}

interface Specification {
  methods: Record<string, { fields?: Field[]; returns: string[] }>
  types: Record<string, { fields?: Field[]; subtypes?: string[] }>
}

const path = new URL('../../../../shared/reference/telegram-bot-api-10.1.json', import.meta.url)

/** The machine-readable Bot API, or undefined where it does not lie beside the repository. */
export const specification: Specification | undefined = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : undefined

const PLAIN: Record<string, (value: unknown) => boolean> = {
  Integer: Number.isInteger,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
}

/** What in `value` the specification does not know as one of `types`; empty when all is well. */
export function complaints(spec: Specification, value: unknown, types: string[], where: string): string[] {
  const tried = types.map((type) => complaintsOf(spec, value, type, where))
  return tried.find((list) => list.length === 0) ?? tried.sort((a, b) => a.length - b.length)[0] ?? []
}

function complaintsOf(spec: Specification, value: unknown, type: string, where: string): string[] {
  const plain = PLAIN[type]
  if (plain) return plain(value) ? [] : [`${where} is ${JSON.stringify(value)}, not ${type}`]
  if (type.startsWith('Array of ')) return ofEach(spec, value, type.slice(9), where)
  const known = spec.types[type]
  if (!known) return [`${where}: the specification has no ${type}`]
  if (known.subtypes) return complaints(spec, value, known.subtypes, where)
  return ofObject(spec, value, { type, fields: known.fields ?? [] }, where)
}

function ofEach(spec: Specification, value: unknown, type: string, where: string): string[] {
  if (!Array.isArray(value)) return [`${where} is no array`]
  return value.flatMap((item, index) => complaintsOf(spec, item, type, `${where}[${index}]`))
}

function ofObject(
  spec: Specification,
  value: unknown,
  { type, fields }: { type: string; fields: Field[] },
  where: string,
): string[] {
  if (typeof value !== 'object' || value === null) return [`${where} is no ${type}`]
  const given = new Map(Object.entries(value).filter(([, one]) => one !== undefined))
  const unknown = [...given.keys()].filter((name) => !fields.some((field) => field.name === name))
  const missing = fields.filter((field) => field.required && !given.has(field.name))
  return [
    ...unknown.map((name) => `${where}.${name} is no field of ${type}`),
    ...missing.map((field) => `${where}.${field.name} of ${type} is missing`),
    ...fields
      .filter((field) => given.has(field.name))
      .flatMap((field) => complaints(spec, given.get(field.name), field.types, `${where}.${field.name}`)),
  ]
}
