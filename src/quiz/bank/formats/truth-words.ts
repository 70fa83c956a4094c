const words: readonly (readonly [readonly string[], boolean])[] = [
  [
    [
      '对',
      '对的',
      '正确',
      '正确的',
      '是',
      '是的',
      '√',
      '✓',
      '✔',
      '☑',
      't',
      'true',
      'yes',
      'y',
      'right',
      'correct',
    ],
    true,
  ],
  [
    [
      '错',
      '错的',
      '错误',
      '错误的',
      '不对',
      '不正确',
      '否',
      '×',
      '✗',
      '✘',
      '✕',
      'x',
      'f',
      'false',
      'no',
      'n',
      'wrong',
    ],
    false,
  ],
]

/** Pairs that are asked for nothing but the truth; 是 and 否, T and F may be the options of any question. */
const plainPairs = ['对错', '正确错误', '√×', 'truefalse']

/** Whether two options are true and false, and the first of them is true; undefined: they are options like others. */
export function truthPair(options: readonly string[], isSaidSo: boolean): boolean | undefined {
  const [first, second] = options.map(truthOf)
  if (options.length !== 2 || first === undefined || second !== !first) return undefined
  const inOrder = first ? options : options.toReversed()
  const pair = inOrder.join('').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
  return isSaidSo || plainPairs.includes(pair) ? first : undefined
}

/** `对`, `正确`, `√`, `T` → true; `错`, `×`, `F` → false; undefined for other words. */
export function truthOf(text: string): boolean | undefined {
  const word = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s。.()]+|\ufe0f/g, '')
  return words.find(([known]) => known.includes(word))?.[1]
}
