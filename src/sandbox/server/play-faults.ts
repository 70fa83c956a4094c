import type { ServerResponse } from 'node:http'
import { ApiError, tooManyRequests } from '../api-error.ts'
import type { LoggedCall } from './call-log.ts'
import type { CallFault } from './faults.ts'

/** Plays a fault that comes before the act; true when no answer is to follow. Throws the ApiError it stands for. */
export async function struckBefore(
  fault: CallFault,
  response: ServerResponse,
  entry: LoggedCall,
): Promise<boolean> {
  switch (fault.what) {
    case 'too-many-requests':
      throw tooManyRequests(fault.retryAfterS ?? 5)
    case 'server-error':
      throw new ApiError(fault.code ?? 502, fault.code === 500 ? 'Internal Server Error' : 'Bad Gateway')
    case 'bad-gateway-page':
      entry.status = 502
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
      return true
    case 'drop-before':
      response.destroy()
      return true
    case 'hang-before':
      return untilHungUp(response)
    case 'drop-after':
    case 'hang-after':
      return false
  }
}

/** Plays a fault that comes after the act; true when no answer is to follow. */
export async function struckAfter(fault: CallFault, response: ServerResponse): Promise<boolean> {
  if (fault.what === 'hang-after') return untilHungUp(response)
  if (fault.what === 'drop-after') response.destroy()
  return fault.what === 'drop-after'
}

function untilHungUp(response: ServerResponse): Promise<true> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve(true)
    else response.once('close', () => resolve(true))
  })
}
