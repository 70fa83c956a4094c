/** The signs that HTML names, those that people write in questions. */
const named: Record<string, string> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', sbquo: '‚', bdquo: '„', laquo: '«', raquo: '»' },
  ...{ lsaquo: '‹', rsaquo: '›', hellip: '…', middot: '·', bull: '•', mdash: '—', ndash: '–', shy: '' },
  ...{ times: '×', divide: '÷', minus: '−', plusmn: '±', deg: '°', permil: '‰', prime: '′', Prime: '″' },
  ...{ frac12: '½', frac14: '¼', frac34: '¾', sup1: '¹', sup2: '²', sup3: '³', radic: '√', infin: '∞' },
  ...{ ne: '≠', le: '≤', ge: '≥', asymp: '≈', equiv: '≡', sum: '∑', pi: 'π', micro: 'µ', Omega: 'Ω' },
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', Delta: 'Δ', theta: 'θ', lambda: 'λ', mu: 'μ' },
  ...{ larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔', yen: '¥', euro: '€', pound: '£', cent: '¢' },
  ...{ sect: '§', para: '¶', copy: '©', reg: '®', trade: '™', check: '✓', cross: '✗' },
  ...{ eacute: 'é', egrave: 'è', agrave: 'à', uuml: 'ü', ouml: 'ö', auml: 'ä', szlig: 'ß', ccedil: 'ç' },
}

function numbered(code: number): string | undefined {
  const isSign = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isSign ? String.fromCodePoint(code) : undefined
}

/** `&ldquo;`, `&#8220;` and `&#x201c;` are “; what is not known stays as it is written. */
export const readEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,9}));/gi, (all, decimal, hex, name: string) => {
    if (decimal !== undefined) return numbered(Number(decimal)) ?? all
    if (hex !== undefined) return numbered(Number.parseInt(hex, 16)) ?? all
    return Object.hasOwn(named, name) ? (named[name] ?? all) : all
  })
