import { type Api, Context } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { App } from '../app.ts'
import type { Sender } from '../delivery/delivery.ts'
import type { Commit, UpdateHandler } from '../intake/handler.ts'
import { apologize } from './apology.ts'
import { type BotContext, type ChatContext, isPrivate } from './context.ts'
import { errorBoundary } from './error-boundary.ts'
import type { Feature } from './feature.ts'
import { hearSpoken } from './hear-spoken.ts'
import { type Hearing, hearingOf, passes } from './hearing.ts'
import { identify, isSpoken, turnAwayAnonymous } from './identify.ts'
import { toast } from './reply.ts'
import { noTalks, openTalks, type Specs, type Talks } from './talks.ts'

/** What the bot stands on: the ways to Telegram, and who it is there. */
export interface Outside {
  api: Api
  sender: Sender
  me: UserFromGetMe
}

async function talksOf(ctx: BotContext, specs: Specs): Promise<Talks | undefined> {
  if (!isPrivate(ctx)) return undefined
  const talks = await openTalks(ctx, specs)
  ctx.talk = talks
  return talks
}

async function handleSpoken(ctx: BotContext, hearing: Hearing): Promise<Commit | undefined> {
  const talks = await talksOf(ctx, hearing.specs)
  if (talks?.consumed) return undefined
  await errorBoundary(ctx, () => hearSpoken(ctx, hearing, talks))
  await toast(ctx)
  return talks?.commit
}

/** What an update means: the one handler that the intake calls. Safe to call twice with the same update. */
export function createUpdateHandler(app: App, outside: Outside, features: readonly Feature[]): UpdateHandler {
  const hearing = hearingOf(features)
  const attach = (update: Update, receivedAt: Date): ChatContext =>
    Object.assign(new Context(update, outside.api, outside.me), {
      app,
      sender: outside.sender,
      updateKey: `u:${update.update_id}`,
      receivedAt,
    })
  return {
    async handle(update, receivedAt) {
      const ctx = attach(update, receivedAt)
      for (const { chats } of features) await passes(chats, ctx)
      if (!isSpoken(ctx)) return undefined
      const who = await identify(app, ctx)
      if (!who) return turnAwayAnonymous(ctx)
      return handleSpoken(Object.assign(ctx, who, { talk: noTalks }), hearing)
    },
    async takeVotes(tx, votes) {
      for (const { takeVotes } of features) await takeVotes?.(app, tx, votes)
    },
    apologize: (update, reference) => apologize(attach(update, app.clock.now()), reference),
  }
}
