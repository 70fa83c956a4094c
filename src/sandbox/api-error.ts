/** A refusal as the Bot API words it: code, description and, at times, parameters. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined

  constructor(code: number, description: string, parameters?: ApiError['parameters']) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** 400, with the words after "Bad Request: ". */
export function badRequest(words: string): ApiError {
  return new ApiError(400, `Bad Request: ${words}`)
}

/** 403, with the words after "Forbidden: ". */
export function forbidden(words: string): ApiError {
  return new ApiError(403, `Forbidden: ${words}`)
}

/** 409, with the words after "Conflict: ". */
export function conflict(words: string): ApiError {
  return new ApiError(409, `Conflict: ${words}`)
}

/** 429: come back after so many whole seconds. */
export function tooManyRequests(retryAfterS: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS })
}

/** 400 for a basic group that has become a supergroup with another id. */
export function migrated(toChatId: number): ApiError {
  return new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: toChatId,
  })
}
