/**
 * The quasigroup of H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): a check digit that finds every single
 * wrong digit and every two neighbours that changed places.
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The digit that is put behind `digits`; 0 of digits that end with theirs. */
export const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => damm[Number(interim)]?.[Number(digit)] ?? '', '0')
