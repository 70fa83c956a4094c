import type { Composer } from 'grammy'
import { action, idOf, startLink } from '../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../bot/context.ts'
import type { Command, StartLink } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { publicMessage } from '../delivery/message.ts'
import { escapeHtml } from '../lib/html.ts'
import { localDate } from '../lib/local-time.ts'
import { Refusal } from '../lib/refusal.ts'
import { inRows } from '../lib/rows.ts'
import { acceptInvite, lookAtInvite } from './accept-invite.ts'
import { createInvite } from './create-invite.ts'
import { rolesToHandOn, usesToChoose } from './invite.ts'
import { openInvites } from './invite-store.ts'
import { mustBeAllowed, rolesIn, unitsWith } from './may.ts'
import { askLanguage } from './newcomer-bot.ts'
import { inviteLine, inviteOffer, inviteReady, roleName, unitButtons, unitLabel } from './org-texts.ts'
import { type Role, roles } from './permission.ts'
import { revokeInvite } from './revoke-invite.ts'
import type { Unit } from './unit.ts'
import { pathsTo, pathTo } from './unit-paths.ts'
import { childrenOf } from './unit-store.ts'

const inviteUnit = action('invite-in', 'unit')
const inviteRole = action('invite-as', 'unit', 'role')
const inviteMake = action('invite-make', 'unit', 'role', 'uses')
const inviteList = action('invite-list')
const inviteRevoke = action('invite-revoke', 'invite')
const inviteAccept = action('invite-accept', 'token')

const labelOf = async (ctx: BotContext, unitId: number) => unitLabel(await pathTo(ctx.app.db, unitId))

/** The units one may invite into, from the top, and the way to the links that are open. */
async function askUnit(ctx: PrivateContext): Promise<void> {
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'invite')
  if (tops.length === 0) throw new Refusal('unit-unknown')
  const buttons = unitButtons(tops, ({ id }) => inviteUnit.data({ unit: id }))
  const list = [{ text: ctx.t('invite-open-ones'), data: inviteList.data({}) }]
  await reply(ctx, publicMessage(ctx.t('invite-which-unit'), { buttons: [...buttons, list] }))
}

async function askRole(ctx: BotContext, unit: Unit): Promise<void> {
  const handOn = rolesToHandOn(await rolesIn(ctx.app.db, ctx.person.id, unit))
  const asRole = handOn.map((role) => ({
    text: roleName(ctx.t, role),
    data: inviteRole.data({ unit: unit.id, role }),
  }))
  const children = await childrenOf(ctx.app.db, unit.id)
  const deeper = unitButtons(children, ({ id }) => inviteUnit.data({ unit: id }))
  const html = ctx.t('invite-which-role', { unit: escapeHtml(await labelOf(ctx, unit.id)) })
  await editPressed(ctx, publicMessage(html, { buttons: [...inRows(asRole, 2), ...deeper] }))
}

async function askUses(ctx: BotContext, unit: Unit, role: Role): Promise<void> {
  const buttons = usesToChoose.map((uses) => [
    { text: ctx.t('invite-uses', { uses }), data: inviteMake.data({ unit: unit.id, role, uses }) },
  ])
  await editPressed(
    ctx,
    publicMessage(ctx.t('invite-how-many', { role: roleName(ctx.t, role) }), { buttons }),
  )
}

async function make(ctx: BotContext, unitId: number, role: Role, maxUses: number): Promise<void> {
  const { token, invite } = await createInvite(
    ctx.app,
    { personId: ctx.person.id },
    { role, unitId, maxUses },
  )
  const link = startLink(ctx.me, `invite-${token}`)
  const date = localDate(invite.expiresAt, ctx.app.config.townTimezone)
  await editPressed(ctx, inviteReady(ctx.t, invite, await labelOf(ctx, unitId), link, date))
}

/** Every open link under the units one may invite into, each with a button that closes it. */
async function list(ctx: BotContext): Promise<void> {
  const now = ctx.app.clock.now()
  const tops = await unitsWith(ctx.app.db, ctx.person.id, 'invite')
  const invites = (await Promise.all(tops.map(({ path }) => openInvites(ctx.app.db, path, now)))).flat()
  const shown = invites.slice(0, 20)
  const paths = await pathsTo(
    ctx.app.db,
    shown.map(({ unitId }) => unitId),
  )
  const buttons = shown.map((invite) => {
    const text = inviteLine(ctx.t, invite, unitLabel(paths.get(invite.unitId) ?? []))
    return [{ text, data: inviteRevoke.data({ invite: invite.id }) }]
  })
  const html = ctx.t(invites.length > 0 ? 'invite-press-to-revoke' : 'invite-none-open')
  await editPressed(ctx, publicMessage(html, { buttons }))
}

async function offer(ctx: BotContext, token: string): Promise<ReturnType<typeof inviteOffer>> {
  const { invite, unit } = await lookAtInvite(ctx.app, ctx.person, token)
  const accept = { text: ctx.t('invite-accept'), data: inviteAccept.data({ token }) }
  return inviteOffer(ctx.t, invite.role, await labelOf(ctx, unit.id), accept)
}

/** A link only shows what it offers: a preview or a slip of the finger takes nothing. */
export async function offerInvite(ctx: BotContext, token: string): Promise<void> {
  await editPressed(ctx, await offer(ctx, token))
}

async function openLink(ctx: PrivateContext, token: string): Promise<void> {
  const message = await offer(ctx, token)
  if (ctx.person.language === undefined) await askLanguage(ctx, token)
  else await reply(ctx, message)
}

async function accept(ctx: BotContext, token: string): Promise<void> {
  const { invite, unit } = await acceptInvite(ctx.app, ctx.person, token)
  const args = { role: roleName(ctx.t, invite.role), unit: await labelOf(ctx, unit.id) }
  await editPressed(ctx, publicMessage(ctx.t('invite-accepted', args)))
}

const roleOf = (text: string): Role => {
  const role = roles.find((known) => known === text)
  if (!role) throw new Refusal('role-unknown')
  return role
}

export function inviteButtons(buttons: Composer<BotContext>): void {
  const allowed = (ctx: BotContext, unit: string) =>
    mustBeAllowed(ctx.app.db, { personId: ctx.person.id }, 'invite', idOf(unit) ?? 0)
  onPress(buttons, inviteUnit, async (ctx, { unit }) => askRole(ctx, await allowed(ctx, unit)))
  onPress(buttons, inviteRole, async (ctx, { unit, role }) =>
    askUses(ctx, await allowed(ctx, unit), roleOf(role)),
  )
  onPress(buttons, inviteMake, (ctx, { unit, role, uses }) =>
    make(ctx, idOf(unit) ?? 0, roleOf(role), Math.min(idOf(uses) ?? 1, 50)),
  )
  onPress(buttons, inviteList, list)
  onPress(buttons, inviteRevoke, async (ctx, { invite }) => {
    await revokeInvite(ctx.app, { personId: ctx.person.id }, idOf(invite) ?? 0)
    await list(ctx)
  })
  onPress(buttons, inviteAccept, (ctx, { token }) => accept(ctx, token))
}

export const inviteCommands: Command[] = [
  { name: 'invite', where: 'private', menu: true, needs: 'invite', run: askUnit },
]

export const inviteLinks: StartLink[] = [{ prefix: 'invite', run: openLink }]
