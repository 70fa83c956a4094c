import { expect, test } from 'vitest'
import {
  type CaseFileRow,
  fileRefusals,
  mediaOf,
  mostTries,
  waitMs,
} from '../../src/cases/files/case-file.ts'
import { fileInWords } from '../../src/cases/files/file-texts.ts'
import { loadTexts } from '../../src/lib/i18n.ts'

const waiting: CaseFileRow = {
  id: 1,
  entryId: 1,
  position: 0,
  kind: 'photo',
  fileId: 'telegrams',
  mime: 'image/jpeg',
  size: 1_000,
  state: 'waiting',
  sha256: undefined,
  keptAs: 'k',
  reason: undefined,
  tries: 0,
}
const kept: CaseFileRow = { ...waiting, state: 'kept' }

test('a file that we keep goes up under the name that is given, with the ending of its kind', () => {
  for (const mayUseTelegrams of [true, false])
    expect(mediaOf(kept, '482-037-1', mayUseTelegrams)).toEqual({
      kind: 'photo',
      kept: { key: 'k', name: '482-037-1.jpg', mime: 'image/jpeg' },
    })
})

test('Telegram’s copy is used only where it may be, and only while we have none', () => {
  expect(mediaOf(waiting, 'a', true)).toEqual({ kind: 'photo', fileId: 'telegrams' })
  expect(mediaOf(waiting, 'a', false)).toBeUndefined()
  for (const state of ['refused', 'erased'] as const)
    expect(mediaOf({ ...waiting, state }, 'a', true)).toBeUndefined()
})

test('what Telegram would not show as photo or film goes up as a document', () => {
  expect(mediaOf({ ...kept, size: 10_000_001 }, 'a', false)).toMatchObject({ kind: 'document' })
  const film: CaseFileRow = { ...kept, kind: 'video', mime: 'video/quicktime' }
  expect(mediaOf(film, 'a', false)).toMatchObject({ kind: 'document', kept: { name: 'a.mov' } })
  expect(mediaOf({ ...film, mime: 'video/mp4' }, 'a', false)).toMatchObject({ kind: 'video' })
})

test('all tries together take a day', () => {
  const minutes = Array.from({ length: mostTries }, (_, n) => waitMs(n + 1) / 60_000)
  expect(minutes.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  expect(minutes.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(24 * 60)
})

test.each(['zh-CN', 'en'])('what became of a file is said in words (%s)', (language) => {
  const texts = loadTexts()
  const t = texts.in(language)
  const refused = fileRefusals.map((reason) => fileInWords(t, { ...waiting, state: 'refused', reason }))
  const said = [fileInWords(t, kept), fileInWords(t, waiting), ...refused]
  expect(new Set(said).size).toBe(said.length)
  for (const kind of ['photo', 'document', 'voice', 'video'] as const)
    expect(fileInWords(t, { ...waiting, kind })).toContain(t(`case-file-${kind}`))
  expect(texts.missing().size).toBe(0)
})
