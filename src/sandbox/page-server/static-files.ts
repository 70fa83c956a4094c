import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { projectRoot } from '../../lib/root.ts'

/** The page lies beside the source, also when the program runs from dist. */
const FOLDER = join(projectRoot, 'src/sandbox/page')

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

const POLICY = [
  "default-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Sends one file of the page; false when there is none of that name. */
export async function sendStatic(response: ServerResponse, name: string): Promise<boolean> {
  const ending = /^[a-z-]+\.(html|css|js|svg)$/.exec(name)?.[1]
  if (!ending) return false
  const bytes = await readFile(join(FOLDER, name))
  response.writeHead(200, {
    'content-type': TYPES[ending] ?? '',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  })
  response.end(bytes)
  return true
}
