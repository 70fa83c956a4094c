import { readFileSync } from 'node:fs'
import { fontFiles } from './font-files.ts'

/** The map from characters to glyphs, as a font carries it (OpenType, table `cmap`). */
function mapOf(font: Buffer): Buffer {
  const tables = font.readUInt16BE(4)
  for (let n = 0; n < tables; n++) {
    const at = 12 + n * 16
    if (font.toString('latin1', at, at + 4) === 'cmap') return font.subarray(font.readUInt32BE(at + 8))
  }
  throw new Error('a font without a map of its characters')
}

/** Format 4: characters of two bytes in segments, whose glyphs follow each other or stand in a list. */
function* inSegments(table: Buffer): Generator<number> {
  const size = table.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const [last, first] = [table.readUInt16BE(14 + at), table.readUInt16BE(16 + size + at)]
    const [delta, offset] = [table.readUInt16BE(16 + 2 * size + at), table.readUInt16BE(16 + 3 * size + at)]
    for (let character = first; character <= last; character++) {
      const list = 16 + 3 * size + at + offset + 2 * (character - first)
      const glyph = offset === 0 ? (character + delta) & 0xffff : table.readUInt16BE(list)
      if (glyph !== 0) yield character
    }
  }
}

/** Format 12: characters of four bytes in groups, whose glyphs follow each other. */
function* inGroups(table: Buffer): Generator<number> {
  const groups = table.readUInt32BE(12)
  for (let n = 0; n < groups; n++) {
    const [first, last] = [table.readUInt32BE(16 + n * 12), table.readUInt32BE(20 + n * 12)]
    for (let character = first; character <= last; character++) yield character
  }
}

function* charactersOf(file: string): Generator<number> {
  const map = mapOf(readFileSync(file))
  const tables = map.readUInt16BE(2)
  for (let n = 0; n < tables; n++) {
    const table = map.subarray(map.readUInt32BE(8 + n * 8))
    const format = table.readUInt16BE(0)
    if (format === 4) yield* inSegments(table)
    if (format === 12) yield* inGroups(table)
  }
}

/** Read when the first picture needs it. */
let known: ReadonlySet<number> | undefined

function drawn(): ReadonlySet<number> {
  known ??= new Set(fontFiles.flatMap((file) => [...charactersOf(file)]))
  return known
}

/** What printers set for a character of a name that they have no type for: without it, it would be another name. */
const geta = '〓'

function shownAs(character: string): string {
  if (/[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(character)) return ''
  if (drawn().has(character.codePointAt(0) ?? 0)) return character
  return /\p{Script=Han}/u.test(character) ? geta : ''
}

/**
 * What our fonts can draw of a text that somebody chose, in one line: no signs without a glyph, none that only steer how others are
 * shown (\p{Cf}, turns of direction, fillers); 〓 for a Chinese character without one. Nothing may be left.
 */
export function drawable(text: string): string {
  const characters = [...text.normalize('NFC').replaceAll(/\s+/gu, ' ')]
  return characters.map(shownAs).join('').replaceAll(/ +/g, ' ').trim()
}
