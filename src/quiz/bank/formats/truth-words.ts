const words: readonly (readonly [readonly string[], boolean])[] = [
  [['对', '正确', '是', '√', '✓', '✔', '☑', 't', 'true', 'yes', 'y', 'right', 'correct'], true],
  [['错', '错误', '不对', '不正确', '否', '×', '✗', '✘', '✕', 'x', 'f', 'false', 'no', 'n', 'wrong'], false],
]

/** `对`, `正确`, `√`, `T` → true; `错`, `×`, `F` → false; undefined for other words. */
export function truthOf(text: string): boolean | undefined {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s。.()]+/g, '')
  return words.find(([known]) => known.includes(word))?.[1]
}
