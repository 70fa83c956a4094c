/** S3-compatible storage, addressed by paths: `endpoint`/`bucket`/key. */
export interface S3Bucket {
  /** `https://s3.example.org:9000` */
  endpoint: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** Undefined: told by the host, or us-east-1. */
  region: string | undefined
}

/** Slashes in the secret may stand as they are: they often do. */
const s3 =
  /^s3(?<plain>\+http)?:\/\/(?<id>(?:[^:@/%]|%[\da-f]{2})+):(?<secret>(?:[^@%]|%[\da-f]{2})+)@(?<host>[^/?@]+)\/(?<bucket>[a-z0-9.-]+)(?:\?region=(?<region>[\w-]+))?$/i

function parseS3(url: string): S3Bucket | undefined {
  const { plain, id, secret, host, bucket, region } = s3.exec(url)?.groups ?? {}
  if (!id || !secret || !host || !bucket) return undefined
  const endpoint = `${plain ? 'http' : 'https'}://${host}`
  if (!URL.canParse(endpoint)) return undefined
  return {
    endpoint,
    bucket,
    accessKeyId: decodeURIComponent(id),
    secretAccessKey: decodeURIComponent(secret),
    region,
  }
}

/**
 * Reads a FILES_URL: `file:PATH` or `s3://key:secret@host/bucket?region=…` (`s3+http://` without TLS). Throws an Error that does
 * not repeat it, for it may hold a secret.
 */
export function parseFilesUrl(url: string): { folder: string } | S3Bucket {
  if (/^file:./.test(url)) return { folder: url.slice('file:'.length) }
  const bucket = parseS3(url)
  if (!bucket) throw new Error('the files URL must be file:PATH or s3://key:secret@host/bucket')
  return bucket
}

/** Where the files are, for the operator's eyes: without the key and the secret. */
export function filesUrlInWords(url: string): string {
  const where = parseFilesUrl(url)
  return 'folder' in where ? where.folder : `${where.endpoint}/${where.bucket}`
}
