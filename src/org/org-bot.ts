import { Composer } from 'grammy'
import type { BotContext } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { bindButtons, bindCommands } from './bind-bot.ts'
import { chatEvents } from './chats-bot.ts'
import { inviteButtons, inviteCommands, inviteLinks, offerInvite } from './invite-bot.ts'
import { leaveButtons, leaveCommands } from './leave-bot.ts'
import { askLeave, askLeaveFor } from './leave-conversation.ts'
import { newcomerButtons, newcomerCommands } from './newcomer-bot.ts'
import { nameUnit } from './unit-conversation.ts'
import { unitsButtons, unitsCommands } from './units-bot.ts'

const buttons = new Composer<BotContext>()
newcomerButtons(buttons, offerInvite)
inviteButtons(buttons)
bindButtons(buttons)
unitsButtons(buttons)
leaveButtons(buttons)

/** Who is who, where they belong, and which group hears what. */
export const orgFeature: Feature = {
  commands: [...newcomerCommands, ...inviteCommands, ...unitsCommands, ...leaveCommands, ...bindCommands],
  conversations: [nameUnit, askLeave, askLeaveFor],
  startLinks: inviteLinks,
  buttons,
  chats: chatEvents(),
}
