import type { ConversationSpec, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { listMessage } from './bank-texts.ts'
import { foundPage, searchWords } from './show-bank.ts'

export const searchName = 'question-search'

async function search(talk: Talk, { unitId }: { unitId: number }): Promise<void> {
  const { t, personId } = talk
  const words = await talk.ask(publicMessage(t('question-search-what')), (heard) =>
    heard.kind === 'text' ? searchWords(heard.text) : new Refusal('question-words-please'),
  )
  const found = await talk.perform(({ db }) => foundPage(db, { personId }, unitId, words, 1))
  if (!found.ok) return talk.say(publicMessage(escapeHtml(t(found.refusal.code, found.refusal.args))))
  await talk.say(listMessage(t, found.value))
}

/** Asks for words and lists what has them. */
export const searchQuestions: ConversationSpec = {
  name: searchName,
  version: 1,
  run: (talk, args) => search(talk, args as { unitId: number }),
}
