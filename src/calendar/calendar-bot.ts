import { Composer } from 'grammy'
import { idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate } from '../bot/context.ts'
import type { Feature } from '../bot/feature.ts'
import { actor, onPress } from '../bot/press.ts'
import { editPressed, reply, toast } from '../bot/reply.ts'
import { dayAdd, dayForget, daysShow, yearMark } from './calendar-buttons.ts'
import { noteDayTalk } from './calendar-conversation.ts'
import { daysMessage } from './calendar-texts.ts'
import { listDays } from './list-days.ts'
import { forgetDay, mustKeepCalendar } from './note-day.ts'
import { noteWholeYear, openYearAgain } from './whole-year.ts'

async function showDays(ctx: BotContext): Promise<void> {
  await reply(ctx, daysMessage(ctx.t, await listDays(ctx.app, actor(ctx)), 1))
}

async function turnTo(ctx: BotContext, page: number): Promise<void> {
  await editPressed(ctx, daysMessage(ctx.t, await listDays(ctx.app, actor(ctx)), page))
}

async function askDay(ctx: BotContext): Promise<void> {
  await mustKeepCalendar(ctx.app.db, actor(ctx))
  if (isPrivate(ctx)) await ctx.talk.enter(noteDayTalk.name)
}

const buttons = new Composer<BotContext>()
onPress(buttons, daysShow, (ctx, { page }) => turnTo(ctx, idOf(page) ?? 1))
onPress(buttons, dayAdd, askDay)
onPress(buttons, dayForget, async (ctx, { day }) => {
  const { name } = await forgetDay(ctx.app, actor(ctx), day)
  await toast(ctx, ctx.t('days-forgotten', { day, name }))
  await turnTo(ctx, 1)
})
onPress(buttons, yearMark, async (ctx, { year, how }) => {
  const act = how === 'whole' ? noteWholeYear : openYearAgain
  await act(ctx.app, actor(ctx), idOf(year) ?? 0)
  await turnTo(ctx, 1)
})

/** Which days are worked in the town. */
export const calendarFeature: Feature = {
  commands: [{ name: 'days', where: 'private', menu: false, needs: 'manage-terms', run: showDays }],
  conversations: [noteDayTalk],
  buttons,
}
