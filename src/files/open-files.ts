import { resolve } from 'node:path'
import { parseFilesUrl } from '../lib/files-url.ts'
import type { Random } from '../lib/random.ts'
import type { Sealer } from '../lib/sealer.ts'
import type { FileStore } from './files.ts'
import { folderFiles } from './folder-files.ts'
import { s3Files } from './s3-files.ts'
import { sealedFiles } from './sealed-files.ts'

/** The storage that a FILES_URL names; everything is sealed before it gets there. */
export function openFiles(url: string, { random, sealer }: { random: Random; sealer: Sealer }): FileStore {
  const where = parseFilesUrl(url)
  const store = 'folder' in where ? folderFiles(resolve(where.folder), random) : s3Files(where)
  return sealedFiles(store, sealer)
}
