import { beforeEach, expect, test } from 'vitest'
import { newFileKey } from '../../src/files/files.ts'
import { openFiles } from '../../src/files/open-files.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { createSealer } from '../../src/lib/sealer.ts'
import { type S3Server, s3Server, signatureOf } from '../support/s3-server.ts'

const owner = { id: 'TOWNKEY', secret: 'wJalr/XUtn+FEMI%K7' }
const sealer = createSealer(Buffer.alloc(32, 1), systemRandom)
const open = (url: string) => openFiles(url, { random: systemRandom, sealer })
const words = Buffer.from('水渠被人堵了')

let s3: S3Server
let key: string
beforeEach(async () => {
  s3 = await s3Server('town-files', owner)
  key = newFileKey(systemRandom)
})
const urlWith = (secret: string, bucket = 'town-files') =>
  `s3+http://${owner.id}:${encodeURIComponent(secret)}@${s3.host}/${bucket}`

test('the test’s own server signs as the published example does', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  const signature = signatureOf({
    method: 'GET',
    path: '/test.txt',
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': empty,
      'x-amz-date': '20130524T000000Z',
    },
    scope: '20130524/us-east-1/s3/aws4_request',
    signedHeaders: 'host;range;x-amz-content-sha256;x-amz-date',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  })
  expect(signature).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
})

test('what is put comes back, lies there sealed, is replaced, and goes', async () => {
  const files = open(urlWith(owner.secret))
  expect(await files.get(key)).toBeUndefined()
  await files.put(key, words)
  expect(await files.get(key)).toEqual(words)
  const stored = s3.objects.get(`/town-files/${key}`)
  expect(stored?.length).toBeGreaterThan(words.length)
  expect(stored?.includes(words)).toBe(false)
  await files.put(key, Buffer.from('改了'))
  expect((await files.get(key))?.toString()).toBe('改了')
  expect(s3.objects.size).toBe(1)
  await files.remove(key)
  await files.remove(key)
  expect(s3.objects.size).toBe(0)
  expect(await files.get(key)).toBeUndefined()
})

test('a large file arrives whole', async () => {
  const files = open(urlWith(owner.secret))
  const large = systemRandom.bytes(5_000_000)
  await files.put(key, large)
  expect((await files.get(key))?.equals(large)).toBe(true)
})

test('a secret with a slash may stand as it is; the region is the one that is named', async () => {
  const plain = { id: owner.id, secret: 'abc/def+ghi' }
  const server = await s3Server('town-files', plain)
  const files = open(`s3+http://${plain.id}:${plain.secret}@${server.host}/town-files?region=cn-north-1`)
  await files.put(key, words)
  expect(await files.get(key)).toEqual(words)
  expect(server.lastScope).toMatch(/^\d{8}\/cn-north-1\/s3\/aws4_request$/)
})

test('a wrong secret, a missing bucket and a fault of the server are thrown, without the secret', async () => {
  const wrong = open(urlWith('not-the-secret'))
  await expect(wrong.put(key, words)).rejects.toThrow('answered 403 SignatureDoesNotMatch')
  await expect(wrong.get(key)).rejects.toThrow('answered 403')
  const nowhere = open(urlWith(owner.secret, 'elsewhere'))
  await expect(nowhere.get(key)).rejects.toThrow('answered 404 NoSuchBucket')
  await expect(nowhere.put(key, words)).rejects.toThrow('answered 404')
  const files = open(urlWith(owner.secret))
  s3.failWith(503)
  await expect(files.put(key, words)).rejects.toThrow('answered 503')
  await expect(files.remove(key)).rejects.toThrow('answered 503')
  expect(s3.objects.size).toBe(0)
})

test('a storage that is not there throws', async () => {
  await expect(open(`s3+http://a:b@127.0.0.1:1/town-files`).get(key)).rejects.toThrow()
})

test('no key leads out of the bucket', async () => {
  const files = open(urlWith(owner.secret))
  for (const strange of ['', '../other/x', `${key}/..`, 'a?b', key.toUpperCase()])
    await expect(files.put(strange, words)).rejects.toThrow('not the key of a file')
  expect(s3.objects.size).toBe(0)
})
