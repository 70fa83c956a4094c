import { fileURLToPath } from 'node:url'

/** The project's folder: the same from src/lib and from dist/lib. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
