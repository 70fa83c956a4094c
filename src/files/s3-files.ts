import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { S3Bucket } from '../lib/files-url.ts'
import { assertFileKey, type FileStore } from './files.ts'

/** No call takes longer. */
const patienceMs = 120_000

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Files in a bucket of S3-compatible storage. Signed by the real time, whatever our clock says: the server checks it by its own. */
export function s3Files({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Bucket): FileStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, service: 's3', ...(region && { region }) })

  async function call(method: 'GET' | 'PUT' | 'DELETE', key: string, bytes?: Uint8Array): Promise<Response> {
    assertFileKey(key)
    const headers = { 'x-amz-content-sha256': sha256(bytes ?? Buffer.alloc(0)) }
    const request = await client.sign(`${endpoint}/${bucket}/${key}`, {
      method,
      headers,
      ...(bytes && { body: bytes }),
    })
    return fetch(request, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' })
  }

  /** The body of an answer, or undefined when there is no such file. Throws for every other answer. */
  async function read(answer: Response): Promise<Buffer | undefined> {
    const body = Buffer.from(await answer.arrayBuffer())
    if (answer.ok) return body
    const code = /<Code>(\w+)<\/Code>/.exec(body.toString('utf8', 0, 2_000))?.[1] ?? ''
    if (answer.status === 404 && code !== 'NoSuchBucket') return undefined
    throw new Error(`the storage of files answered ${answer.status} ${code}`.trim())
  }

  return {
    async put(key, bytes) {
      const taken = await read(await call('PUT', key, bytes))
      if (!taken) throw new Error('the storage of files did not take a file')
    },
    get: async (key) => read(await call('GET', key)),
    async remove(key) {
      await read(await call('DELETE', key))
    },
  }
}
