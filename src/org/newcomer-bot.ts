import type { Composer } from 'grammy'
import { action, idOf, menuButton } from '../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../bot/context.ts'
import type { Command } from '../bot/feature.ts'
import { onPress } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import { type Button, publicMessage } from '../delivery/message.ts'
import { Refusal } from '../lib/refusal.ts'
import { aboutMe, homeQuestion, languageQuestion, settled, unitButtons, unitLabel } from './org-texts.ts'
import { grantsOf } from './role-store.ts'
import { chooseLanguage, settleIn } from './settle-in.ts'
import type { Unit } from './unit.ts'
import { pathsTo, pathTo } from './unit-paths.ts'
import { childrenOf, townUnit, unitById } from './unit-store.ts'

/** `then` says what comes after: `home` for a newcomer, `stay` for who only wanted another language, or an invite's token. */
const languageButton = action('language', 'code', 'then')
const homeUnder = action('home-under', 'unit')
const homeIs = action('home-is', 'unit')
const homeLater = action('home-later')

/** How each language calls itself, and asks for itself. */
function languages(ctx: BotContext): { code: string; name: string; question: string }[] {
  const { languages, in: speak } = ctx.app.texts
  return languages.map((code) => {
    const t = speak(code)
    return { code, name: t('language-name'), question: t('language-question') }
  })
}

/** The longest thing that can come after is the token of an invite: 32 characters. */
export async function askLanguage(ctx: PrivateContext, then: string): Promise<void> {
  await reply(
    ctx,
    languageQuestion(languages(ctx), (code) => languageButton.data({ code, then })),
  )
}

const openMenu = (ctx: BotContext): Button => ({
  text: ctx.t('menu-open'),
  data: menuButton.data({ command: 'menu' }),
})

/** Asks where somebody lives, one level at a time. */
async function askHome(ctx: BotContext, under: Unit): Promise<void> {
  const children = await childrenOf(ctx.app.db, under.id)
  const homes = children.filter(({ kind }) => kind === 'village' || kind === 'group')
  if (homes.length === 0) return settle(ctx, under)
  const next = (unit: Unit) =>
    unit.kind === 'village' ? homeUnder.data({ unit: unit.id }) : homeIs.data({ unit: unit.id })
  const other =
    under.kind === 'village'
      ? { text: ctx.t('home-only-village'), data: homeIs.data({ unit: under.id }) }
      : { text: ctx.t('home-later'), data: homeLater.data({}) }
  await editPressed(ctx, homeQuestion(ctx.t, under, [...unitButtons(homes, next), [other]]))
}

async function settle(ctx: BotContext, unit: Pick<Unit, 'id'>): Promise<void> {
  const home = await settleIn(ctx.app, ctx.person, unit.id)
  await editPressed(ctx, settled(ctx.t, await pathTo(ctx.app.db, home.id), openMenu(ctx)))
}

async function askHomeInTown(ctx: BotContext): Promise<void> {
  const town = await townUnit(ctx.app.db)
  if (town) await askHome(ctx, town)
}

async function unitOf(ctx: BotContext, id: string): Promise<Unit> {
  const unit = await unitById(ctx.app.db, idOf(id) ?? 0)
  if (!unit) throw new Refusal('unit-unknown')
  return unit
}

async function showMe(ctx: BotContext): Promise<void> {
  const { db } = ctx.app
  const { name, unitId } = ctx.person
  const grants = await grantsOf(db, ctx.person.id)
  const paths = await pathsTo(db, [...grants.map((grant) => grant.unitId), ...(unitId ? [unitId] : [])])
  const label = (id: number) => unitLabel(paths.get(id) ?? [])
  const roles = grants.map((grant) => ({ role: grant.role, unit: label(grant.unitId) }))
  const standing = { name, home: unitId && paths.has(unitId) ? label(unitId) : undefined, roles }
  const town = await townUnit(db)
  const change = town ? [[{ text: ctx.t('me-change-home'), data: homeUnder.data({ unit: town.id }) }]] : []
  await reply(ctx, aboutMe(ctx.t, standing, [...change, [openMenu(ctx)]]))
}

/** What follows the choice of a language; the invite's part lends a hand. */
export function newcomerButtons(
  buttons: Composer<BotContext>,
  offerInvite: (ctx: BotContext, token: string) => Promise<void>,
): void {
  onPress(buttons, languageButton, async (pressed, { code, then }) => {
    await chooseLanguage(pressed.app, pressed.person, code)
    const ctx = Object.assign(pressed, { language: code, t: pressed.app.texts.in(code) })
    if (then === 'stay') await editPressed(ctx, settledLanguage(ctx))
    else if (then === 'home') await askHomeInTown(ctx)
    else await offerInvite(ctx, then)
  })
  onPress(buttons, homeUnder, async (ctx, { unit }) => askHome(ctx, await unitOf(ctx, unit)))
  onPress(buttons, homeIs, async (ctx, { unit }) => settle(ctx, await unitOf(ctx, unit)))
  onPress(buttons, homeLater, (ctx) => editPressed(ctx, welcome(ctx)))
}

function welcome(ctx: BotContext) {
  return publicMessage(ctx.t('start-welcome'), { buttons: [[openMenu(ctx)]] })
}

function settledLanguage(ctx: BotContext) {
  return publicMessage(ctx.t('language-set'), { buttons: [[openMenu(ctx)]] })
}

export const newcomerCommands: Command[] = [
  {
    name: 'start',
    where: 'private',
    menu: false,
    run: (ctx) => (ctx.person.language === undefined ? askLanguage(ctx, 'home') : reply(ctx, welcome(ctx))),
  },
  { name: 'me', where: 'private', menu: true, run: showMe },
  { name: 'language', where: 'private', menu: true, run: (ctx) => askLanguage(ctx, 'stay') },
]
