import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import type { Random } from './random.ts'

/** Encrypts text that may not lie open in the database. */
export interface Sealer {
  seal(text: string): string
  /** Throws when the text was not sealed with this key, or was changed since. */
  open(sealed: string): string
  /** HMAC-SHA-256 (RFC 2104), base64url: the same text gives the same, and nobody finds it without the key. */
  mac(text: string): string
  /** Encrypts the bytes of a file for the name that they are stored under. */
  sealBytes(bytes: Uint8Array, name: string): Buffer
  /** Throws when they were not sealed with this key and for this name, or were changed since. */
  openBytes(sealed: Uint8Array, name: string): Buffer
}

const version = 'a1'

/** Nonce, tag and cipher text, in this order, after `head`; `name` is not in it, but must be the same to open it. */
function encrypt(key: Buffer, random: Random, bytes: Uint8Array, { head = '', name = '' } = {}): Buffer {
  const nonce = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
  const body = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([Buffer.from(head), nonce, cipher.getAuthTag(), ...body])
}

function decrypt(key: Buffer, sealed: Uint8Array, name = ''): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/**
 * AES-256-GCM with a fresh 96-bit nonce for every text (NIST SP 800-38D); the key is the SHA-256 of the 32 bytes
 * of ENCRYPTION_KEY and the name of its use, so that another use never shares a key.
 */
export function createSealer(key: Buffer, random: Random): Sealer {
  const keyFor = (use: string) => createHash('sha256').update(`cunxun ${use}`).update(key).digest()
  const [textKey, fileKey, macKey] = [keyFor('at rest'), keyFor('files'), keyFor('mac')]
  return {
    mac: (text) => createHmac('sha256', macKey).update(text).digest('base64url'),
    seal: (text) => `${version}.${encrypt(textKey, random, Buffer.from(text)).toString('base64')}`,
    open(sealed) {
      const [found, encoded] = sealed.split('.', 2)
      if (found !== version || encoded === undefined) throw new Error('not a sealed text')
      return decrypt(textKey, Buffer.from(encoded, 'base64')).toString('utf8')
    },
    sealBytes: (bytes, name) => encrypt(fileKey, random, bytes, { head: version, name }),
    openBytes(sealed, name) {
      if (Buffer.from(sealed.subarray(0, 2)).toString() !== version) throw new Error('not a sealed file')
      return decrypt(fileKey, sealed.subarray(2), name)
    },
  }
}
