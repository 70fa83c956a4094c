import { optionKey } from '../keys.ts'
import { truthOf } from './truth-words.ts'

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:(?:正确|标准|参考)?答案\s*:?|答\s*:)\s*/, '')

/** Letters alone, however they are parted: `ABD`, `A,B,D`, `A、B、D。`, `【a b d】`, `A+B`, `选A`. Undefined: there is something else. */
function lettersOf(answer: string): string[] | undefined {
  const letters = plain(answer)
    .toUpperCase()
    .replace(/^(?:应?选|选项)\s*:?/, '')
    .replaceAll(/[\s,、;.。|/和&+()[\]【】"'“”‘’]+/g, '')
  return /^[A-Z]+$/.test(letters) ? [...letters] : undefined
}

/** The places in `options` that an answer names; a blank option (a column left empty) cannot be named. Undefined: it names none. */
export function placesOf(answer: string, options: readonly string[]): number[] | undefined {
  const named = lettersOf(answer)?.map((letter) => letter.charCodeAt(0) - 65)
  const isThere = (place: number) => (options[place] ?? '').trim() !== ''
  if (named?.every(isThere)) return named
  const same = options.findIndex((option) => option !== '' && optionKey(option) === optionKey(plain(answer)))
  if (same >= 0) return [same]
  const truth = truthOf(plain(answer))
  const meant = options.findIndex((option) => truth !== undefined && truthOf(option) === truth)
  return meant >= 0 ? [meant] : undefined
}

const chineseNumbers = '一二三四五六七八'

/**
 * The places that an answer names by numbers, `2`, `1,3`, `13`, `二`, where the options are called so. `unclear` when an option says the same
 * number and stands at another place; undefined when the answer is none of numbers.
 */
export function numberedPlaces(answer: string, options: readonly string[]): number[] | 'unclear' | undefined {
  const digits = plain(answer).replaceAll(/[\s,、;.。|/和&+()[\]【】"'“”‘’]+|^选项?/g, '')
  if (!/^(?:[1-8]+|[一二三四五六七八]+)$/.test(digits)) return undefined
  const places = [...digits].map((one) => (/\d/.test(one) ? Number(one) - 1 : chineseNumbers.indexOf(one)))
  const same = options.findIndex((option) => option !== '' && optionKey(option) === optionKey(plain(answer)))
  const isThere = places.every((place) => (options[place] ?? '').trim() !== '')
  if (same < 0) return isThere ? places : undefined
  return !isThere || (places.length === 1 && places[0] === same) ? [same] : 'unclear'
}

/** Of a true-or-false question without options: 0 for true, 1 for false; A and B are these two as well. */
export function truthPlace(answer: string): number | undefined {
  const truth = truthOf(plain(answer))
  if (truth !== undefined) return truth ? 0 : 1
  const [letter, more] = lettersOf(answer) ?? []
  if (more !== undefined) return undefined
  return letter === 'A' ? 0 : letter === 'B' ? 1 : undefined
}
