import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadTexts } from '../../src/lib/i18n.ts'

function texts(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'cunxun-locales-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.ftl`), text)
  return loadTexts(folder)
}

const two = () =>
  texts({
    'zh-CN': 'hello = 您好，{ $name }\nonly-here = 只有中文\ntext-missing = 没写好',
    en: 'hello = Hello { $name }',
  })

test('each language speaks its own words, and names stand as they are', () => {
  expect(two().in('en')('hello', { name: 12345 })).toBe('Hello 12345')
  expect(two().in('zh-CN')('hello', { name: '桂兰' })).toBe('您好，桂兰')
})

test('a text missing in one language is said in Chinese and counted, a text missing everywhere is never shown as a key', () => {
  const all = two()
  expect(all.in('en')('only-here')).toBe('只有中文')
  expect(all.in('en')('nowhere')).toBe('没写好')
  expect(Object.fromEntries(all.missing())).toMatchObject({ 'en/only-here': 1, 'none/nowhere': 1 })
})

test('somebody whose language we do not know hears Chinese', () => {
  expect(two().in('bo')('only-here')).toBe('只有中文')
  expect(two().languages).toEqual(['zh-CN', 'en'])
})

test('a file that does not parse, and a missing zh-CN, stop the start', () => {
  expect(() => texts({ 'zh-CN': 'hello = { $name' })).toThrow('zh-CN')
  expect(() => texts({ en: 'hello = Hello' })).toThrow('zh-CN')
})
