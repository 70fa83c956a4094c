import type { MethodName } from '../parameters/check-parameters.ts'
import { sendMediaGroup } from './albums.ts'
import { botHandlers } from './bot-profile.ts'
import type { Handlers } from './call.ts'
import { callbackHandlers } from './callbacks.ts'
import { chatHandlers } from './chat-info.ts'
import { copyingHandlers } from './copying.ts'
import { deletingHandlers, editingHandlers } from './editing.ts'
import { pollHandlers } from './polls.ts'
import { sendingHandlers } from './sending.ts'
import { updateHandlers } from './updates.ts'
import { webhookHandlers } from './webhook-settings.ts'

/** What each method does; a method in the table without a handler does not compile. */
export const handlers: Handlers<MethodName> = {
  ...sendingHandlers,
  sendMediaGroup,
  ...pollHandlers,
  ...copyingHandlers,
  ...editingHandlers,
  ...deletingHandlers,
  ...callbackHandlers,
  ...chatHandlers,
  ...botHandlers,
  ...updateHandlers,
  ...webhookHandlers,
}
