import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../src/lib/root.ts'

function wordsOf(language: string): Map<string, string[]> {
  const text = readFileSync(join(projectRoot, 'locales', `${language}.ftl`), 'utf8')
  const entries = text.split(/\n(?=[a-z])/).flatMap((entry) => {
    const key = /^([a-z][\w-]*) =/.exec(entry)?.[1]
    return key ? [[key, [...entry.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? '').sort()] as const] : []
  })
  return new Map(entries.map(([key, args]) => [key, [...new Set(args)]]))
}

test('English says everything that Chinese says, with the same blanks to fill', () => {
  expect(Object.fromEntries(wordsOf('en'))).toEqual(Object.fromEntries(wordsOf('zh-CN')))
})

test('no sentence shouts', () => {
  for (const language of ['zh-CN', 'en']) {
    expect(readFileSync(join(projectRoot, 'locales', `${language}.ftl`), 'utf8')).not.toMatch(/[!！]/)
  }
})
