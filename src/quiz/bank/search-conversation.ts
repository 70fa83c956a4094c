import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { listMessage } from './bank-texts.ts'
import { foundPage, searchWords } from './show-bank.ts'

export const searchName = 'question-search'

const readWords = (heard: Heard): string | Refusal =>
  heard.kind === 'text' ? searchWords(heard.text) : new Refusal('question-words-please')

/** Asks again until something is found, or nobody wants to find it any more. */
async function search(talk: Talk, { unitId }: { unitId: number }): Promise<void> {
  const { t, personId } = talk
  let question = t('question-search-what')
  for (;;) {
    const leave = [[{ id: 'leave' as const, label: t('question-search-leave') }]]
    const answer = await talk.chooseOrAsk(publicMessage(escapeHtml(question)), leave, readWords)
    if ('chose' in answer) return talk.say(publicMessage(t('question-search-left')))
    const found = await talk.perform(({ db }) => foundPage(db, { personId }, unitId, answer.said, 1))
    if (found.ok) return talk.say(listMessage(t, found.value))
    if (found.refusal.code !== 'question-search-none') throw found.refusal
    question = t('question-search-again', found.refusal.args)
  }
}

/** Asks for words and lists what has them. */
export const searchQuestions: ConversationSpec = {
  name: searchName,
  version: 2,
  run: (talk, args) => search(talk, args as { unitId: number }),
}
