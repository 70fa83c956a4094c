import { badRequest } from '../api-error.ts'

export type FileKind = 'photo' | 'document' | 'voice' | 'audio' | 'video'

export interface StoredFile {
  id: string
  uniqueId: string
  kind: FileKind
  bytes: Buffer
  /** Path below /file/bot<token>/. */
  path: string
  name: string | undefined
  mimeType: string | undefined
}

const FOLDERS: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  audio: 'music',
  video: 'videos',
}
const ENDINGS: Record<FileKind, string> = {
  photo: 'jpg',
  document: 'bin',
  voice: 'oga',
  audio: 'mp3',
  video: 'mp4',
}

/** Every file anyone sent, up to a number of bytes; the oldest go first. */
export class FileStore {
  readonly #keptBytes: number
  readonly #byId = new Map<string, StoredFile>()
  #bytes = 0
  #next = 1

  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes
  }

  add(kind: FileKind, bytes: Buffer, name?: string, mimeType?: string): StoredFile {
    const number = String(this.#next++).padStart(8, '0')
    const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name ?? '')?.[1] ?? ENDINGS[kind]
    const path = `${FOLDERS[kind]}/file_${Number(number)}.${ending}`
    const ids = { id: `AgAC-${kind}-${number}-sandbox`, uniqueId: `AQAD-${kind}-${number}` }
    const file = { ...ids, kind, bytes, path, name, mimeType }
    this.#byId.set(file.id, file)
    this.#bytes += bytes.length
    this.#forgetOld()
    return file
  }

  /** Throws an ApiError (400) for an id nobody gave out. */
  get(id: string): StoredFile {
    const file = this.#byId.get(id)
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
    return file
  }

  find(id: string): StoredFile | undefined {
    return this.#byId.get(id)
  }

  atPath(path: string): StoredFile | undefined {
    for (const file of this.#byId.values()) if (file.path === path) return file
    return undefined
  }

  #forgetOld(): void {
    for (const file of this.#byId.values()) {
      if (this.#bytes <= this.#keptBytes) return
      this.#byId.delete(file.id)
      this.#bytes -= file.bytes.length
    }
  }
}
