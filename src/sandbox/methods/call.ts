import type { MethodName, ParametersOf } from '../parameters/check-parameters.ts'
import type { BotAccount } from '../world/accounts.ts'
import type { World } from '../world/world.ts'

/** A file as it came in a form. */
export interface UploadedFile {
  bytes: Buffer
  name: string | undefined
  mimeType: string | undefined
}

/** One call of one method by one bot, its parameters checked. */
export interface Call<P> {
  world: World
  bot: BotAccount
  parameters: P
  /** Uploaded files by the name after attach://. */
  files: ReadonlyMap<string, UploadedFile>
  /** Aborts when the caller of a long poll hangs up. */
  signal: AbortSignal
}

/** Does what the method promises and returns its result; throws an ApiError to refuse. */
export type Handler<M extends MethodName> = (call: Call<ParametersOf<M>>) => unknown
export type Handlers<M extends MethodName> = { [Name in M]: Handler<Name> }
