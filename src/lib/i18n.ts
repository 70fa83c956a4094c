import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle'
import { projectRoot } from './root.ts'

export type Args = Record<string, string | number>

/** Speaks one language: the text under `key`, filled with `args`. */
export type T = (key: string, args?: Args) => string

export interface Texts {
  /** Language codes that have a file, zh-CN first. */
  readonly languages: readonly string[]
  /** The voice of one language; an unknown or missing one speaks zh-CN. */
  in(language: string | null | undefined): T
  /** How often a text was missing, by `language/key`. A text that no language has counts as `none/key`. */
  missing(): ReadonlyMap<string, number>
}

export const firstLanguage = 'zh-CN'

function bundleOf(path: string): FluentBundle {
  const language = basename(path, '.ftl')
  const bundle = new FluentBundle(language, { useIsolating: false })
  const source = readFileSync(path, 'utf8')
  const errors = bundle.addResource(new FluentResource(source))
  if (errors.length > 0) throw new Error(`locales/${language}.ftl: ${errors[0]?.message}`)
  // Fluent's parser drops what it cannot read without a word: a text that was written must be there.
  for (const [, key = ''] of source.matchAll(/^([a-zA-Z][\w-]*) *=/gm)) {
    if (!bundle.hasMessage(key)) throw new Error(`locales/${language}.ftl: the text ${key} cannot be read`)
  }
  return bundle
}

/** 12,345 is not how a Chinese number is read: digits stand without groups. */
function ungrouped(args: Args): Record<string, string | FluentNumber> {
  const of = (value: string | number) =>
    typeof value === 'number' ? new FluentNumber(value, { useGrouping: false }) : value
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, of(value)]))
}

/** Reads every `*.ftl` of `folder`. Throws when a file cannot be parsed or zh-CN is absent. */
export function loadTexts(folder = join(projectRoot, 'locales')): Texts {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ftl'))
  const bundles = new Map(files.map((name) => [basename(name, '.ftl'), bundleOf(join(folder, name))]))
  const first = bundles.get(firstLanguage)
  if (!first) throw new Error(`locales/${firstLanguage}.ftl is missing`)
  const counts = new Map<string, number>()
  const count = (language: string, key: string) =>
    counts.set(`${language}/${key}`, (counts.get(`${language}/${key}`) ?? 0) + 1)

  const speak = (bundle: FluentBundle, key: string, args: Args): string | undefined => {
    const pattern = bundle.getMessage(key)?.value
    if (!pattern) return undefined
    const errors: Error[] = []
    const text = bundle.formatPattern(pattern, ungrouped(args), errors)
    if (errors.length > 0) throw new Error(`text ${key}: ${errors[0]?.message}`)
    return text
  }
  const voice = (language: string, bundle: FluentBundle): T => {
    return (key, args = {}) => {
      const own = speak(bundle, key, args)
      if (own !== undefined) return own
      count(language, key)
      const fallback = speak(first, key, args)
      if (fallback !== undefined) return fallback
      count('none', key)
      return speak(first, 'text-missing', {}) ?? '……'
    }
  }
  const voices = new Map([...bundles].map(([language, bundle]) => [language, voice(language, bundle)]))
  const firstVoice = voice(firstLanguage, first)
  return {
    languages: [firstLanguage, ...[...bundles.keys()].filter((code) => code !== firstLanguage).sort()],
    in: (language) => voices.get(language ?? firstLanguage) ?? firstVoice,
    missing: () => counts,
  }
}
