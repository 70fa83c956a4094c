import type { IncomingMessage } from 'node:http'
import { Busboy } from '@fastify/busboy'
import { ApiError, badRequest } from '../api-error.ts'
import type { UploadedFile } from '../methods/call.ts'

const LARGEST_UPLOAD_BYTES = 50 * 1024 * 1024

/** What a caller sent: parameters by name, and files by the name of their part. */
export interface RequestBody {
  fields: Record<string, unknown>
  files: Map<string, UploadedFile>
}

/** Reads parameters from the query and from a body in JSON, as a form or in parts. Throws an ApiError (400 or 413). */
export async function readRequest(request: IncomingMessage, query: URLSearchParams): Promise<RequestBody> {
  const type = request.headers['content-type'] ?? ''
  const body = type.startsWith('multipart/form-data')
    ? await readParts(request)
    : { fields: await readFields(request, type), files: new Map() }
  const fields = Object.entries({ ...Object.fromEntries(query), ...body.fields })
  return { ...body, fields: Object.fromEntries(fields.filter(([, value]) => value !== null)) }
}

async function readFields(request: IncomingMessage, type: string): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (!text) return {}
  if (type.startsWith('application/json')) return readJsonObject(text)
  return Object.fromEntries(new URLSearchParams(text))
}

function readJsonObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest("can't parse JSON object")
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('object expected')
  return value as Record<string, unknown>
}

/** The whole body as text, up to what Telegram takes. */
export async function readText(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8')
}

/** The whole body, up to what Telegram takes. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > LARGEST_UPLOAD_BYTES) throw new ApiError(413, 'Request Entity Too Large')
  }
  return Buffer.concat(chunks)
}

function readParts(request: IncomingMessage): Promise<RequestBody> {
  const contentType = request.headers['content-type'] ?? ''
  const parser = new Busboy({
    headers: { ...request.headers, 'content-type': contentType },
    limits: { fileSize: LARGEST_UPLOAD_BYTES, fieldSize: 1_000_000 },
  })
  const body: RequestBody = { fields: {}, files: new Map() }
  return new Promise((resolve, reject) => {
    parser.on('field', (name, value) => {
      body.fields[name] = value
    })
    parser.on('file', (part, stream, fileName, _encoding, mimeType) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => reject(new ApiError(413, 'Request Entity Too Large')))
      stream.on('end', () => {
        body.files.set(part, { bytes: Buffer.concat(chunks), name: fileName, mimeType })
      })
    })
    parser.on('finish', () => resolve(body))
    parser.on('error', () => reject(badRequest("can't parse the form")))
    request.on('error', reject)
    request.pipe(parser)
  })
}

/** A file part that bears a parameter's own name stands for attach://NAME. */
export function withNamedFiles(
  body: RequestBody,
  isParameter: (name: string) => boolean,
): RequestBody['fields'] {
  const named = [...body.files.keys()].filter((name) => isParameter(name) && body.fields[name] === undefined)
  return { ...body.fields, ...Object.fromEntries(named.map((name) => [name, `attach://${name}`])) }
}
