import type { ServerResponse } from 'node:http'
import type { ApiError } from '../api-error.ts'

/** A refusal as the Bot API puts it on the wire. */
export function failure(error: ApiError): object {
  const { code, message, parameters } = error
  return { ok: false, error_code: code, description: message, ...(parameters && { parameters }) }
}

/** Sends one JSON answer, unless the caller has hung up. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return
  const text = JSON.stringify(body)
  const length = Buffer.byteLength(text)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length })
  response.end(text)
}
