import type { App } from '../../app.ts'
import { filesToLetGo, noteLetGo } from './file-store.ts'

const mostInOneGo = 500

/** Removes from the store what was erased, or was stored and then given up. What it cannot remove now it tries again. */
export async function letGoOfFiles(app: App): Promise<{ removed: number; left: number }> {
  const counts = { removed: 0, left: 0 }
  for (const { id, keptAs } of await filesToLetGo(app.db, app.clock.now(), mostInOneGo)) {
    try {
      if (keptAs !== null) await app.files.remove(keptAs)
      await noteLetGo(app.db, id)
      counts.removed++
    } catch (error) {
      app.log.error({ file: id, err: error }, 'a file could not be removed')
      counts.left++
    }
  }
  return counts
}
