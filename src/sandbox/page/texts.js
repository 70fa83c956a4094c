import { WORDS } from './words.js'

/** 'zh' unless the reader chose English. */
export const language = localStorage.getItem('language') === 'en' ? 'en' : 'zh'

/** Says a text in the reader's language, with what stands in braces filled in. */
export function t(key, args = {}) {
  const words = WORDS[language][key] ?? WORDS.zh[key] ?? key
  return words.replace(/\{(\w+)\}/g, (_, name) => String(args[name] ?? ''))
}

/** Chooses among words the host program gave in both languages. */
export function of(words) {
  return words?.[language] ?? words?.zh ?? ''
}

/** Switches to the other language. */
export function switchLanguage() {
  localStorage.setItem('language', language === 'zh' ? 'en' : 'zh')
  location.reload()
}

const locale = language === 'zh' ? 'zh-CN' : 'en-GB'

/** Formats moments in the town's time zone. */
export function timeFormats(timeZone) {
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const day = format({ month: 'long', day: 'numeric', weekday: 'long' })
  const short = format({
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return {
    time: (ms) => time.format(ms),
    day: (ms) => day.format(ms),
    short: (ms) => short.format(ms),
  }
}
