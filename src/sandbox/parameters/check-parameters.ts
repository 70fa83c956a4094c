import type { z } from 'zod'
import { badRequest } from '../api-error.ts'
import { botMethods, chatMethods } from './other-methods.ts'
import { changingMethods, sendingMethods } from './sending-methods.ts'

/** Every method the sandbox knows, and its parameters. */
export const methodTable = { ...sendingMethods, ...changingMethods, ...botMethods, ...chatMethods }

export type MethodName = keyof typeof methodTable
export type ParametersOf<M extends MethodName> = z.infer<(typeof methodTable)[M]>

const BY_LOWER_CASE = new Map(
  Object.keys(methodTable).map((name) => [name.toLowerCase(), name as MethodName]),
)

/** The method a path names; upper and lower case are the same to Telegram. */
export function methodNamed(name: string): MethodName | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase())
}

/** Telegram's own words for what is missing, where they are known. */
const MISSING: Record<string, string> = {
  chat_id: 'chat_id is empty',
  from_chat_id: 'parameter "from_chat_id" is required',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  voice: 'there is no voice in the request',
  video: 'there is no video in the request',
  audio: 'there is no audio in the request',
  action: 'wrong parameter action in request',
}

/**
 * Checks parameters by the table; throws an ApiError (400). Stricter than Telegram: a parameter it does not know is refused, not
 * overlooked, so that a misspelt one shows in a test.
 */
export function checkParameters<M extends MethodName>(
  method: M,
  given: Record<string, unknown>,
): ParametersOf<M> {
  if (hasHalfSign(given)) throw badRequest('strings must be encoded in UTF-8')
  const schema: z.ZodType = methodTable[method]
  const result = schema.safeParse(given)
  if (result.success) return result.data as ParametersOf<M>
  const issue = nearest(result.error.issues)[0]
  throw badRequest(issue ? complaint(method, given, issue) : `wrong parameters of ${method}`)
}

/** Half of a sign that is made of two, anywhere in what was given: no text at all in UTF-8. */
function hasHalfSign(given: unknown): boolean {
  if (typeof given === 'string') return /\p{Surrogate}/u.test(given)
  return typeof given === 'object' && given !== null && Object.values(given).some(hasHalfSign)
}

/** Of the shapes a value may have, the one it comes nearest to: the one with the fewest complaints. */
function nearest(issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const [first] = issues
  if (first?.code !== 'invalid_union' || first.errors.length === 0) return issues
  const shapes = first.errors.map(nearest).sort((a, b) => a.length - b.length || depth(b) - depth(a))
  return (shapes[0] ?? []).map((issue) => ({ ...issue, path: [...first.path, ...issue.path] }))
}

function depth(issues: z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

function complaint(method: string, given: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${[...path, key].join('.')}"`).join(', ')
    return `unknown parameter ${names} of ${method} (the sandbox is stricter than Telegram here)`
  }
  const [name = ''] = path
  if (path.length === 1 && given[name] === undefined) {
    return MISSING[name] ?? `parameter "${name}" is required`
  }
  return `wrong parameter "${path.join('.')}" of ${method}: ${issue.message}`
}
