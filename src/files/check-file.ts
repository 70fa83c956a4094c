import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { cleanFilm } from './clean-film.ts'
import { cleanPicture } from './clean-picture.ts'
import { largestBytes, type SentAs, type TakenKind, takenKind } from './taken-kinds.ts'

/** A file as it is kept. */
interface Clean {
  bytes: Buffer
  mime: string
  /** SHA-256 of the bytes, in hex. */
  sha256: string
}

/** Too large; of a kind that is not taken, or not what it says; damaged. `why` is for the log. */
interface NotTaken {
  refused: 'too-large' | 'kind' | 'unreadable'
  why: string
}

const madeOfBoxes = new Set(['mp4', 'mov', '3gp', 'm4a'])

async function clean(bytes: Buffer, { shape, ending }: TakenKind): Promise<Buffer> {
  if (shape === 'picture') return cleanPicture(bytes, ending)
  return madeOfBoxes.has(ending) ? cleanFilm(bytes) : bytes
}

/** Looks at the bytes, not at the name; what is taken loses what it says beside its content. */
export async function checkFile(
  bytes: Buffer,
  told: { kind: SentAs; mime?: string | undefined },
): Promise<Clean | NotTaken> {
  if (bytes.length > largestBytes) return { refused: 'too-large', why: `${bytes.length} bytes` }
  const found = await fileTypeFromBuffer(bytes)
  const taken = takenKind(found?.ext, bytes, told)
  if (!taken) return { refused: 'kind', why: `${told.kind} of ${found?.mime ?? 'no known kind'}` }
  try {
    const kept = await clean(bytes, taken)
    return { bytes: kept, mime: taken.mime, sha256: createHash('sha256').update(kept).digest('hex') }
  } catch (error) {
    return { refused: 'unreadable', why: error instanceof Error ? error.message : String(error) }
  }
}
