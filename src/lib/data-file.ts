import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { projectRoot } from './root.ts'

/** What a JSON file of the project holds, by its path from the project's folder. Throws when it is not of that shape. */
export function readDataFile<Shape extends z.ZodType>(path: string, shape: Shape): z.infer<Shape> {
  return shape.parse(JSON.parse(readFileSync(join(projectRoot, path), 'utf8')))
}
