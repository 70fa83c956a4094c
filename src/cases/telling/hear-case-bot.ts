import type { Composer } from 'grammy'
import type { Message } from 'grammy/types'
import { startLink } from '../../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../../bot/context.ts'
import { hear } from '../../bot/hear.ts'
import { actor } from '../../bot/press.ts'
import { reply } from '../../bot/reply.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { publicMessage } from '../../delivery/message.ts'
import { permissionsOf } from '../../org/may.ts'
import { addHeard } from '../ask-told.ts'
import { isOpen } from '../case.ts'
import { caseNumberIn } from '../case-number.ts'
import { caseByNumber } from '../case-store.ts'
import { casesOf } from '../list-cases.ts'
import { caseSaid } from '../reporter-texts.ts'
import { sayOfCase } from '../say-of-case.ts'
import { seenBy } from '../see-case.ts'
import { nothingTold, saidOf, type Told } from '../told.ts'
import { reportName } from './report-conversation.ts'
import { sayName } from './say-conversation.ts'
import { whichName } from './which-conversation.ts'

/** The case whose message was answered, for whom it exists. */
async function answeredCase(ctx: PrivateContext, answered: Message) {
  if (answered.from?.id !== ctx.me.id) return undefined
  const number = caseNumberIn(answered.text ?? answered.caption ?? '')
  const one = number === undefined ? undefined : await caseByNumber(ctx.app.db, number)
  const [seen] = one ? await seenBy(ctx.app.db, ctx.app, ctx.person.id, [one]) : []
  return seen
}

/** An answer to a message about a case belongs to that case. False: it was no such answer. */
async function takeAnswer(ctx: PrivateContext, answered: Message, told: Told): Promise<boolean> {
  const seen = await answeredCase(ctx, answered)
  if (!seen) return false
  const { id: caseId, number } = seen.one
  if (!seen.are.has('reporter') && !seen.are.has('party')) {
    await ctx.talk.enter(sayName, { caseId, number, told })
    return true
  }
  await sayOfCase(ctx.app, actor(ctx), caseId, 'told', saidOf(told), ctx.updateKey)
  await reply(ctx, caseSaid(ctx.t, 'told', number))
  return true
}

/** Somebody just writes: one who has no open case and no desk tells something new; all others are asked what it belongs to. */
async function takeWords(ctx: PrivateContext, told: Told): Promise<void> {
  const { app, person } = ctx
  const hasDesk = (await permissionsOf(app.db, person.id)).has('work-cases')
  const hasOpen = hasDesk || (await casesOf(app.db, app, person.id)).some(isOpen)
  await ctx.talk.enter(hasOpen ? whichName : reportName, { told })
}

/** What is neither a command nor an answer in a conversation: words for a case, or a new one. */
export function hearCases(messages: Composer<BotContext>): void {
  messages.on('message', async (ctx, next) => {
    const told = isPrivate(ctx) ? addHeard(nothingTold, hear(ctx.message)) : undefined
    if (!told || !isPrivate(ctx)) return next()
    const { reply_to_message: answered } = ctx.message
    if (answered && (await takeAnswer(ctx, answered, told))) return
    await takeWords(ctx, told)
  })
}

/** In a group: the way into private, and no more. Who told it there already is asked, in private, to take the words away. */
async function sendToPrivate(ctx: BotContext, argument: string): Promise<void> {
  const open = { text: ctx.t('bot-open-private'), url: startLink(ctx.me, 'go-report') }
  await reply(ctx, publicMessage(ctx.t('report-in-private'), { buttons: [[open]] }))
  const { chatId } = ctx.person
  if (argument === '' || chatId === undefined) return
  const key = `${ctx.updateKey}:take-away`
  const what = {
    key,
    batch: key,
    chat: { kind: 'private', chatId },
    lane: 'answer',
    whenInDoubt: 'repeat',
  } as const
  const message = publicMessage(ctx.t('report-take-away'))
  await ctx.app.db.transaction((tx) => enqueue(tx, ctx.app, what, { do: 'send', message }))
}

export async function report(ctx: BotContext, argument: string): Promise<void> {
  if (!isPrivate(ctx)) return sendToPrivate(ctx, argument)
  const told = argument === '' ? undefined : { ...nothingTold, texts: [argument] }
  await ctx.talk.enter(reportName, told ? { told } : {})
}
