import type { Composer } from 'grammy'
import { action, idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../bot/context.ts'
import type { Command } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { publicMessage } from '../delivery/message.ts'
import { localDate } from '../lib/local-time.ts'
import { endDeputy } from './appoint-deputy.ts'
import type { Deputy } from './deputy.ts'
import { leavesAround } from './deputy-store.ts'
import { leaveName } from './leave-conversation.ts'
import { namesOf } from './person-store.ts'

const leaveEnd = action('leave-end', 'deputy')
const leaveNew = action('leave-new')

/** The leaves one takes, each with the button that ends it, and the way to a new one. */
async function listOf(ctx: BotContext) {
  const { app, t, person } = ctx
  const leaves = await leavesAround(app.db, person.id, app.clock.now())
  const own = leaves.filter(({ personId }) => personId === person.id)
  const names = await namesOf(
    app.db,
    own.map(({ deputyId }) => deputyId),
  )
  const label = ({ deputyId, startsAt, endsAt }: Deputy) =>
    t('leave-line', {
      name: names.get(deputyId) ?? '',
      from: localDate(startsAt, app.config.townTimezone),
      to: localDate(new Date(endsAt.getTime() - 1), app.config.townTimezone),
    })
  const rows = own.map((one) => [{ text: label(one), data: leaveEnd.data({ deputy: one.id }) }])
  const buttons = [...rows, [{ text: t('leave-new'), data: leaveNew.data({}) }]]
  return publicMessage(t(own.length > 0 ? 'leave-list' : 'leave-none'), { buttons })
}

export function leaveButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, leaveNew, async (ctx) => {
    if (isPrivate(ctx)) await ctx.talk.enter(leaveName)
  })
  onPress(buttons, leaveEnd, async (ctx, { deputy }) => {
    await endDeputy(ctx.app, { personId: ctx.person.id }, idOf(deputy) ?? 0)
    await editPressed(ctx, await listOf(ctx))
  })
}

export const leaveCommands: Command[] = [
  {
    name: 'leave',
    where: 'private',
    menu: true,
    needs: 'work-cases',
    run: async (ctx: PrivateContext) => reply(ctx, await listOf(ctx)),
  },
]
