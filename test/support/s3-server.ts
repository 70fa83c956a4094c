import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

export interface Signed {
  method: string
  path: string
  query?: string
  /** By their names in small letters. */
  headers: Record<string, string>
  /** `20130524/us-east-1/s3/aws4_request` */
  scope: string
  signedHeaders: string
  secret: string
}

/** The signature of a request as "Authenticating Requests (AWS Signature Version 4)" in the S3 API reference works it out. */
export function signatureOf({
  method,
  path,
  query = '',
  headers,
  scope,
  signedHeaders,
  secret,
}: Signed): string {
  const names = signedHeaders.split(';')
  const canonical = [
    method,
    path,
    query,
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    signedHeaders,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

/** Why a request is not let in; undefined when it is. */
function objection(request: IncomingMessage, body: Buffer, { id, secret }: { id: string; secret: string }) {
  const { method = '', url = '', headers } = request
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  const [, givenId, scope = '', signedHeaders = '', signature] = found ?? []
  if (givenId !== id) return 'InvalidAccessKeyId'
  if (!/^\d{8}\/[\w-]+\/s3\/aws4_request$/.test(scope)) return 'AuthorizationHeaderMalformed'
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signedHeaders.split(';').includes(needed)) return 'AccessDenied'
  if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const [path = '', query = ''] = url.split('?')
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  const expected = signatureOf({ method, path, query, headers: plain, scope, signedHeaders, secret })
  return expected === signature ? undefined : 'SignatureDoesNotMatch'
}

export interface S3Server {
  /** `127.0.0.1:1234` */
  host: string
  /** What it holds, by path. */
  objects: Map<string, Buffer>
  /** The scope of the last request. */
  readonly lastScope: string
  /** Answers so from now on, whatever is asked. */
  failWith(status: number | undefined): void
}

/** Storage of one bucket that checks every signature; it is gone when the test has finished. */
export async function s3Server(bucket: string, owner: { id: string; secret: string }): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  let failing: number | undefined
  let lastScope = ''
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { method, url = '' } = request
    lastScope = /Credential=[^/]+\/([^,]+)/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code></Error>`)
    const no = objection(request, body, owner)
    if (failing !== undefined) refuse(failing, 'InternalError')
    else if (no) refuse(403, no)
    else if (!url.startsWith(`/${bucket}/`)) refuse(404, 'NoSuchBucket')
    else if (method === 'PUT') {
      objects.set(url, body)
      response.end()
    } else if (method === 'DELETE') {
      objects.delete(url)
      response.writeHead(204).end()
    } else {
      const found = objects.get(url)
      if (found) response.end(found)
      else refuse(404, 'NoSuchKey')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    get lastScope() {
      return lastScope
    },
    failWith: (status) => {
      failing = status
    },
  }
}
