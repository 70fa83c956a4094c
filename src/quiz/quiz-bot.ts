import { Composer } from 'grammy'
import type { BotContext } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { bankButtons, bankCommands, bankConversations, hearQuestionFiles } from './bank/bank-bot.ts'
import { eveningButtons, eveningCommands, eveningConversations, eveningLinks } from './evening/evening-bot.ts'
import { takeVotes } from './evening/take-votes.ts'
import { examButtons, examCommands, examConversations, examLinks } from './exam/exam-bot.ts'
import { paperButtons, paperCommands } from './exam/paper-bot.ts'
import {
  practiceButtons,
  practiceCommands,
  practiceConversations,
  practiceLinks,
} from './practice/practice-bot.ts'

const buttons = new Composer<BotContext>()
for (const hear of [bankButtons, eveningButtons, practiceButtons, examButtons, paperButtons]) hear(buttons)

const messages = new Composer<BotContext>()
hearQuestionFiles(messages)

/** Learning: banks of questions, evenings in the group, practice alone, exams. */
export const quizFeature: Feature = {
  commands: [...bankCommands, ...eveningCommands, ...practiceCommands, ...examCommands, ...paperCommands],
  conversations: [
    ...bankConversations,
    ...eveningConversations,
    ...practiceConversations,
    ...examConversations,
  ],
  startLinks: [...eveningLinks, ...practiceLinks, ...examLinks],
  buttons,
  messages,
  takeVotes,
}
