/** At most the first `longest` UTF-16 units of a text. A sign made of two is kept whole or left out: half of one is refused by Telegram. */
export function shorten(text: string, longest: number): string {
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(longest - 1))
  return text.slice(0, isHalf ? longest - 1 : longest)
}

/** The same, with a sign that there is more when something was left out; the sign counts. */
export const firstWords = (text: string, longest: number): string =>
  text.length > longest ? `${shorten(text, longest - 1)}…` : text
