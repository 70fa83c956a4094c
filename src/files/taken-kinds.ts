import iconv from 'iconv-lite'

/** The most that Telegram gives a bot. */
export const largestBytes = 20 * 1024 * 1024

/** How a file was sent. */
export type SentAs = 'photo' | 'document' | 'voice' | 'video'

type Shape = 'picture' | 'sound' | 'film' | 'paper'

/** A kind of file that the town takes. */
export interface TakenKind {
  shape: Shape
  mime: string
  /** What its name ends with, without the dot. */
  ending: string
}

const kind = (shape: Shape, ending: string, mime: string): TakenKind => ({ shape, mime, ending })

const jpg = kind('picture', 'jpg', 'image/jpeg')
const png = kind('picture', 'png', 'image/png')
const webp = kind('picture', 'webp', 'image/webp')
const ogg = kind('sound', 'ogg', 'audio/ogg')
const mp3 = kind('sound', 'mp3', 'audio/mpeg')
const m4a = kind('sound', 'm4a', 'audio/mp4')
const aac = kind('sound', 'aac', 'audio/aac')
const amr = kind('sound', 'amr', 'audio/amr')
const wav = kind('sound', 'wav', 'audio/wav')
const mp4 = kind('film', 'mp4', 'video/mp4')
const mov = kind('film', 'mov', 'video/quicktime')
const threeGp = kind('film', '3gp', 'video/3gpp')
const pdf = kind('paper', 'pdf', 'application/pdf')
const docx = kind('paper', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
const xlsx = kind('paper', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
const doc = kind('paper', 'doc', 'application/msword')
const xls = kind('paper', 'xls', 'application/vnd.ms-excel')
const txt = kind('paper', 'txt', 'text/plain')
const csv = kind('paper', 'csv', 'text/csv')

/** By the endings that the bytes stand for, as the package file-type names them. */
const byBytes = new Map<string, TakenKind>([
  ...[jpg, png, webp, mp3, aac, amr, wav, mov, pdf, docx, xlsx].map((one) => [one.ending, one] as const),
  ...['ogg', 'oga', 'opus'].map((found) => [found, ogg] as const),
  ...['m4a', 'm4b', 'f4a'].map((found) => [found, m4a] as const),
  ...['mp4', 'm4v'].map((found) => [found, mp4] as const),
  ...['3gp', '3g2'].map((found) => [found, threeGp] as const),
])

/** Old Word and Excel look alike from outside, and like an installer: what they call themselves decides. */
const oldOffice = new Map([doc, xls].map((one) => [one.mime, one] as const))

/** Text has no sign of its own: it is taken when it says that it is text, or says nothing. */
const texts = new Map([
  ['', txt],
  ['text/plain', txt],
  ['text/csv', csv],
  ['text/comma-separated-values', csv],
])

const sentAs: Record<SentAs, readonly Shape[]> = {
  photo: ['picture'],
  voice: ['sound'],
  video: ['film'],
  document: ['picture', 'sound', 'film', 'paper'],
}

/** `application/pdf; x=y` → `application/pdf` */
const plain = (mime: string | undefined) => mime?.split(';')[0]?.trim().toLowerCase() ?? ''

/**
 * What a file is taken as: `found` is the ending that its bytes stand for, if any, `told` how it was sent and what it calls
 * itself. Undefined: it is not taken.
 */
export function takenKind(
  found: string | undefined,
  bytes: Uint8Array,
  told: { kind: SentAs; mime?: string | undefined },
): TakenKind | undefined {
  const mime = plain(told.mime)
  const known = found === 'cfb' ? oldOffice.get(mime) : byBytes.get(found ?? '')
  const taken = found === undefined && isText(bytes) ? texts.get(mime) : known
  return taken && sentAs[told.kind].includes(taken.shape) ? taken : undefined
}

const lookedAt = 64 * 1024

/** Written text begins without control characters, in UTF-8, UTF-16 or as it is usual in China. Looks at the first 64 kB. */
export function isText(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, lookedAt))
  const isUtf16 = ['fffe', 'feff'].includes(start.toString('hex', 0, 2))
  const readAs = (encoding: string) => {
    const text = iconv.decode(start, encoding)
    // The last character may be cut in two.
    const whole = bytes.length > lookedAt ? text.slice(0, -2) : text
    return !/\p{Cc}|\ufffd/u.test(whole.replaceAll(/\s/g, ''))
  }
  if (bytes.length === 0) return false
  return isUtf16 ? readAs('utf16') : readAs('utf8') || readAs('gb18030')
}

const endings = new Map(
  [...byBytes.values(), ...oldOffice.values(), ...texts.values()].map(({ mime, ending }) => [mime, ending]),
)

/** What the name of a file that we keep ends with. */
export const endingOf = (mime: string): string => endings.get(mime) ?? 'bin'
