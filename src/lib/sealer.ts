import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import type { Random } from './random.ts'

/** Encrypts text that may not lie open in the database. */
export interface Sealer {
  seal(text: string): string
  /** Throws when the text was not sealed with this key, or was changed since. */
  open(sealed: string): string
}

const version = 'a1'

/**
 * AES-256-GCM with a fresh 96-bit nonce for every text (NIST SP 800-38D); the key is the SHA-256 of the 32 bytes
 * of ENCRYPTION_KEY and the name of its use, so that another use never shares a key.
 */
export function createSealer(key: Buffer, random: Random): Sealer {
  const derived = createHash('sha256').update('cunxun at rest').update(key).digest()
  return {
    seal(text) {
      const nonce = random.bytes(12)
      const cipher = createCipheriv('aes-256-gcm', derived, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`
    },
    open(sealed) {
      const [found, encoded] = sealed.split('.', 2)
      if (found !== version || encoded === undefined) throw new Error('not a sealed text')
      const bytes = Buffer.from(encoded, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
