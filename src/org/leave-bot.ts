import type { Composer } from 'grammy'
import { action, idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate, type PrivateContext } from '../bot/context.ts'
import type { Command } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { publicMessage } from '../delivery/message.ts'
import { localDate } from '../lib/local-time.ts'
import type { Deputy } from './deputy.ts'
import { leavesAround, leavesEnteredBy } from './deputy-store.ts'
import { endDeputy } from './end-deputy.ts'
import { mayEnterLeave } from './leave.ts'
import { leaveForName, leaveName } from './leave-conversation.ts'
import { unitsWith } from './may.ts'
import { namesOf } from './person-store.ts'

const leaveEnd = action('leave-end', 'deputy')
const leaveNew = action('leave-new')
const leaveNewFor = action('leave-for')

/** Their own, and those that they entered for others and may still end. */
async function leavesOf({ app, person }: BotContext): Promise<Deputy[]> {
  const now = app.clock.now()
  const own = (await leavesAround(app.db, person.id, now)).filter(({ personId }) => personId === person.id)
  const entered: Deputy[] = []
  for (const leave of await leavesEnteredBy(app.db, person.id, now))
    if (await mayEnterLeave(app.db, { personId: person.id }, leave.personId)) entered.push(leave)
  return [...own, ...entered]
}

/** The leaves, each with the button that ends it, and the way to a new one. */
async function listOf(ctx: BotContext) {
  const { app, t, person } = ctx
  const leaves = await leavesOf(ctx)
  const names = await namesOf(
    app.db,
    leaves.flatMap(({ personId, deputyId }) => [personId, deputyId]),
  )
  const label = ({ personId, deputyId, startsAt, endsAt }: Deputy) =>
    t(personId === person.id ? 'leave-line' : 'leave-line-for', {
      absent: names.get(personId) ?? '',
      name: names.get(deputyId) ?? '',
      from: localDate(startsAt, app.config.townTimezone),
      to: localDate(new Date(endsAt.getTime() - 1), app.config.townTimezone),
    })
  const rows = leaves.map((one) => [{ text: label(one), data: leaveEnd.data({ deputy: one.id }) }])
  const leads = (await unitsWith(app.db, person.id, 'lead-cases')).length > 0
  const ways = [
    [{ text: t('leave-new'), data: leaveNew.data({}) }],
    ...(leads ? [[{ text: t('leave-new-for'), data: leaveNewFor.data({}) }]] : []),
  ]
  return publicMessage(t(leaves.length > 0 ? 'leave-list' : 'leave-none'), { buttons: [...rows, ...ways] })
}

export function leaveButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, leaveNew, async (ctx) => {
    if (isPrivate(ctx)) await ctx.talk.enter(leaveName)
  })
  onPress(buttons, leaveNewFor, async (ctx) => {
    if (isPrivate(ctx)) await ctx.talk.enter(leaveForName)
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
