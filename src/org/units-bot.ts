import type { Composer } from 'grammy'
import { action, idOf } from '../bot/callback-data.ts'
import { type BotContext, isPrivate } from '../bot/context.ts'
import type { Command } from '../bot/feature.ts'
import { actor, onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { endRole } from './end-role.ts'
import { mustBeAllowed, unitsWith } from './may.ts'
import { roleName, unitButtons, unitLabel } from './org-texts.ts'
import { namesOf } from './person-store.ts'
import { grantsIn } from './role-store.ts'
import { childKinds, type Unit } from './unit.ts'
import { type UnitTask, unitTaskName } from './unit-conversation.ts'
import { pathTo } from './unit-paths.ts'
import { childrenOf } from './unit-store.ts'

const unitShow = action('unit-show', 'unit')
const unitAdd = action('unit-add', 'unit', 'kind')
const unitRename = action('unit-rename', 'unit')
const peopleUnder = action('people-in', 'unit')
const roleEnd = action('role-end', 'grant')

const labelOf = async (ctx: BotContext, unit: Unit) =>
  escapeHtml(unitLabel(await pathTo(ctx.app.db, unit.id)))

async function showTree(ctx: BotContext): Promise<void> {
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'manage-units')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const buttons = unitButtons(tops, ({ id }) => unitShow.data({ unit: id }))
  await reply(ctx, publicMessage(ctx.t('units-which'), { buttons }))
}

/** One unit: what is under it, what can be added, its name. */
async function showUnit(ctx: BotContext, unitId: number): Promise<void> {
  const unit = await mustBeAllowed(ctx.app.db, actor(ctx), 'manage-units', unitId)
  const children = await childrenOf(ctx.app.db, unit.id)
  const deeper = unitButtons(children, ({ id }) => unitShow.data({ unit: id }))
  const add = childKinds[unit.kind].map((kind) => ({
    text: ctx.t('units-add', { kind: ctx.t(`unit-kind-${kind}`) }),
    data: unitAdd.data({ unit: unit.id, kind }),
  }))
  const rename = { text: ctx.t('units-rename'), data: unitRename.data({ unit: unit.id }) }
  const html = ctx.t('units-one', { unit: await labelOf(ctx, unit), count: children.length })
  await editPressed(ctx, publicMessage(html, { buttons: [...deeper, ...inRows([...add, rename], 2)] }))
}

async function askName(ctx: BotContext, task: UnitTask): Promise<void> {
  await mustBeAllowed(ctx.app.db, actor(ctx), 'manage-units', task.unitId)
  if (isPrivate(ctx)) await ctx.talk.enter(unitTaskName, task)
}

async function showPeopleTops(ctx: BotContext): Promise<void> {
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'manage-roles')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const buttons = unitButtons(tops, ({ id }) => peopleUnder.data({ unit: id }))
  await reply(ctx, publicMessage(ctx.t('people-which-unit'), { buttons }))
}

/** Who holds which role in exactly this unit, each with a button that ends it, and the way further down. */
async function showPeople(ctx: BotContext, unitId: number): Promise<void> {
  const { db } = ctx.app
  const unit = await mustBeAllowed(db, actor(ctx), 'manage-roles', unitId)
  const grants = await grantsIn(db, unit.id)
  const names = await namesOf(
    db,
    grants.map(({ personId }) => personId),
  )
  const holders = grants.slice(0, 40).map(({ id, personId, role }) => [
    {
      text: ctx.t('people-end', { name: names.get(personId) ?? '', role: roleName(ctx.t, role) }),
      data: roleEnd.data({ grant: id }),
    },
  ])
  const deeper = unitButtons(await childrenOf(db, unit.id), ({ id }) => peopleUnder.data({ unit: id }))
  const key = grants.length > 0 ? 'people-in' : 'people-none'
  await editPressed(
    ctx,
    publicMessage(ctx.t(key, { unit: await labelOf(ctx, unit) }), { buttons: [...holders, ...deeper] }),
  )
}

export function unitsButtons(buttons: Composer<BotContext>): void {
  onPress(buttons, unitShow, (ctx, { unit }) => showUnit(ctx, idOf(unit) ?? 0))
  onPress(buttons, unitRename, (ctx, { unit }) => askName(ctx, { do: 'rename', unitId: idOf(unit) ?? 0 }))
  onPress(buttons, unitAdd, async (ctx, { unit, kind }) => {
    if (kind !== 'village' && kind !== 'group' && kind !== 'branch') throw new Refusal('unit-kind-misplaced')
    await askName(ctx, { do: 'add', unitId: idOf(unit) ?? 0, kind })
  })
  onPress(buttons, peopleUnder, (ctx, { unit }) => showPeople(ctx, idOf(unit) ?? 0))
  onPress(buttons, roleEnd, async (ctx, { grant }) => {
    const ended = await endRole(ctx.app, actor(ctx), idOf(grant) ?? 0)
    await showPeople(ctx, ended.unitId)
  })
}

export const unitsCommands: Command[] = [
  { name: 'people', where: 'private', menu: true, needs: 'manage-roles', run: showPeopleTops },
  { name: 'units', where: 'private', menu: true, needs: 'manage-units', run: showTree },
]
