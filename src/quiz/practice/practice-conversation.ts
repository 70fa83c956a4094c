import type { ConversationSpec } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { Refusal } from '../../lib/refusal.ts'
import { askWhen } from '../../schedules/ask-when.ts'
import { notebookOf, wordsToSearch } from './notebook.ts'
import { notebookMessage } from './notebook-texts.ts'
import { remindedMessage } from './practice-texts.ts'
import { remindMe } from './remind-of-practice.ts'

export const searchName = 'practice-search'
export const remindName = 'practice-remind'

/** Words, and the mistakes that hold them. */
export const searchMistakes: ConversationSpec = {
  name: searchName,
  version: 1,
  async run(talk) {
    const { t, personId } = talk
    const words = await talk.ask(publicMessage(t('practice-search-which')), (heard) => {
      const said = heard.kind === 'text' ? wordsToSearch(heard.text) : ''
      return said === '' ? new Refusal('practice-search-which') : said
    })
    const found = await talk.must(async (app) => {
      const view = await notebookOf(app.db, app, { personId }, { words, page: 1 })
      return notebookMessage(app.texts.in(talk.language), view)
    })
    await talk.say(found)
  },
}

/** When, and it is set: it can be taken back by one tap. */
export const askForReminders: ConversationSpec = {
  name: remindName,
  version: 1,
  async run(talk) {
    const { t, personId } = talk
    const when = await askWhen(talk, { allowNow: false })
    if (when.now) throw new Error('nobody is reminded at once')
    const { rule } = when
    const { firstAt, timeZone } = await talk.must(async (app) => ({
      firstAt: (await remindMe(app, { personId }, rule)).toISOString(),
      timeZone: app.config.townTimezone,
    }))
    await talk.say(remindedMessage(t, rule, new Date(firstAt), timeZone))
  },
}
