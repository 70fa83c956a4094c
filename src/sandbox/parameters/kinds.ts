import { z } from 'zod'

/*
 * Kinds of parameters. Telegram takes every parameter as JSON, or as text in a form or query; so each kind first reads text
 * the way Telegram does, and then checks strictly.
 */

const reading = <S extends z.ZodType>(read: (text: string) => unknown, schema: S) =>
  z.preprocess((value) => (typeof value === 'string' ? read(value) : value), schema)

const readNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text)
const readFlag = (text: string) =>
  /^(true|1|yes|t)$/i.test(text) ? true : /^(false|0|no|f|)$/i.test(text) ? false : text

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const integer = reading(readNumber, z.int())
export const float = reading(readNumber, z.number())
export const flag = reading(readFlag, z.boolean())
export const string = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string())
/** An object or array, as JSON or as text that holds JSON. */
export const json = <S extends z.ZodType>(schema: S) => reading(readJson, schema)
/** A chat by number, or a public one by @name. */
export const chatId = reading(
  readNumber,
  z.union([z.int(), z.string().regex(/^@\w{4,32}$/, 'expected a number or @name')]),
)
/** A file id, a URL or attach://NAME; a part of the form with the parameter's own name is read as attach://NAME. */
export const file = z.string()
