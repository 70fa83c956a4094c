import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from '../../src/lib/decode-text.ts'

test('text as people here save it is read, without its mark', () => {
  const text = '题目：红军长征'
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    iconv.encode(text, 'gb18030'),
  ])
    expect(decodeText(bytes)).toBe(text)
})
