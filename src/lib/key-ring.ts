import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import type { Random } from './random.ts'

/**
 * Encrypts and marks what needs a key of its own, with keys that can be changed: the newest seals, all of them open.
 * AES-256-GCM with a fresh 96-bit nonce for every text (NIST SP 800-38D); marks are HMAC-SHA-256 (RFC 2104).
 */
export interface KeyRing {
  /** With the newest key, whose name stands in front. `place` is not in it, but must be the same to open it. */
  seal(text: string, place: string): string
  /** Throws KeyMissing when none of the keys sealed it; an Error when it was changed since, or sealed for another place. */
  open(sealed: string, place: string): string
  /** False: an older key sealed it. */
  isCurrent(sealed: string): boolean
  /** The same text gives the same mark, which says nothing without the key. With the newest key. */
  mark(text: string): string
  /** What `mark` gives, or gave with an older key. */
  marks(text: string): string[]
}

/** The key that sealed it is not here. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing'
}

interface Key {
  name: string
  cipher: Buffer
  hmac: Buffer
}

/** Two keys out of one, bound to what they are for, so that no use shares a key with another. */
function derive(key: Buffer, use: string): Key {
  const of = (what: string) => createHash('sha256').update(`cunxun ${use} ${what}`).update(key).digest()
  return { name: of('name').toString('hex').slice(0, 8), cipher: of('seal'), hmac: of('mark') }
}

function sealWith({ name, cipher }: Key, random: Random, text: string, place: string): string {
  const nonce = random.bytes(12)
  const aes = createCipheriv('aes-256-gcm', cipher, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([aes.update(text, 'utf8'), aes.final()])
  return `${name}.${Buffer.concat([nonce, aes.getAuthTag(), body]).toString('base64')}`
}

function openWith({ cipher }: Key, encoded: string, place: string): string {
  const bytes = Buffer.from(encoded, 'base64')
  const aes = createDecipheriv('aes-256-gcm', cipher, bytes.subarray(0, 12), { authTagLength: 16 })
  aes.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([aes.update(bytes.subarray(28)), aes.final()]).toString('utf8')
}

const markWith = ({ hmac }: Key, text: string) => createHmac('sha256', hmac).update(text).digest('base64url')

/** `keys` of 32 bytes each, newest first; `use` names what they are for. */
export function createKeyRing(keys: readonly [Buffer, ...Buffer[]], random: Random, use: string): KeyRing {
  const ring = keys.map((key) => derive(key, use))
  const newest = derive(keys[0], use)
  return {
    seal: (text, place) => sealWith(newest, random, text, place),
    open(sealed, place) {
      const [name, encoded = ''] = sealed.split('.', 2)
      const key = ring.find((one) => one.name === name)
      if (!key) throw new KeyMissing('sealed with a key that is not here')
      return openWith(key, encoded, place)
    },
    isCurrent: (sealed) => sealed.startsWith(`${newest.name}.`),
    mark: (text) => markWith(newest, text),
    marks: (text) => ring.map((key) => markWith(key, text)),
  }
}
