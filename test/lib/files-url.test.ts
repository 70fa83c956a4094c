import { expect, test } from 'vitest'
import { filesUrlInWords, parseFilesUrl } from '../../src/lib/files-url.ts'

test('a folder', () => {
  expect(parseFilesUrl('file:./data/files')).toEqual({ folder: './data/files' })
  expect(filesUrlInWords('file:./data/files')).toBe('./data/files')
})

test('storage with and without TLS, its secrets decoded', () => {
  expect(parseFilesUrl('s3://KEY:a%2Fb%40c@s3.example.org:9000/town')).toEqual({
    endpoint: 'https://s3.example.org:9000',
    bucket: 'town',
    accessKeyId: 'KEY',
    secretAccessKey: 'a/b@c',
    region: undefined,
  })
  expect(parseFilesUrl('s3+http://k%3A1:a/b+c=@127.0.0.1:9000/town?region=eu-west-1')).toEqual({
    endpoint: 'http://127.0.0.1:9000',
    bucket: 'town',
    accessKeyId: 'k:1',
    secretAccessKey: 'a/b+c=',
    region: 'eu-west-1',
  })
})

test.each([
  'file:',
  'http://example.org/files',
  's3://host/bucket',
  's3://key@host/bucket',
  's3://key:hush@host',
  's3://key:hush@host/',
  's3://key:hush@host/bucket/deeper',
  's3://key:hush%zz@host/bucket',
  's3://key:hush@ho st/bucket',
])('%s is none, and the complaint does not repeat it', (url) => {
  expect(() => parseFilesUrl(url)).toThrow(/^the files URL must be/)
})

test('what the operator is shown has no key and no secret', () => {
  expect(filesUrlInWords('s3://KEY:hush@s3.example.org/town')).toBe('https://s3.example.org/town')
})
