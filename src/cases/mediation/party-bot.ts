import type { Composer } from 'grammy'
import { idOf, startLink } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import type { StartLink } from '../../bot/feature.ts'
import { actor } from '../../bot/press.ts'
import { editPressed, reply } from '../../bot/reply.ts'
import { publicMessage } from '../../delivery/message.ts'
import { turning } from '../../delivery/turning.ts'
import type { T } from '../../lib/i18n.ts'
import { localDate, localTime } from '../../lib/local-time.ts'
import { pageWithin } from '../../lib/pages.ts'
import { Refusal } from '../../lib/refusal.ts'
import { unitLabel } from '../../org/org-texts.ts'
import { namesOf } from '../../org/person-store.ts'
import { pathTo } from '../../org/unit-paths.ts'
import { caseOpen } from '../case-buttons.ts'
import type { Entry } from '../entry.ts'
import { entriesOf } from '../entry-store.ts'
import { type CaseFileRow, mediaOf } from '../files/case-file.ts'
import { filesOf } from '../files/file-store.ts'
import { fileInWords } from '../files/file-texts.ts'
import { onCasePress } from '../press-case-bot.ts'
import { isStaff } from '../relation.ts'
import { caseFor, type Seen } from '../see-case.ts'
import { openCase, pageOf } from '../show-case-bot.ts'
import { threadPages } from '../thread.ts'
import { fileMessage, threadMessage } from '../thread-texts.ts'
import { linkOffer, linkReady, linkWords } from './case-mediation-texts.ts'
import { inviteParty, letPartyGo } from './invite-party.ts'
import { joinAsParty, lookAtLink, refuseToJoin } from './join-as-party.ts'
import {
  partyFiles,
  partyInvite,
  partyJoin,
  partyLetGo,
  partyRefuse,
  partyThread,
} from './mediation-buttons.ts'
import { partyFilesButton } from './mediation-card-texts.ts'
import { type OtherSide, otherSide } from './sides.ts'

const filesPerPage = 5

/** Two messages: what to do with the link, and the words to hand on with it. */
async function makeLink(ctx: PrivateContext, caseId: number): Promise<void> {
  const { app, t, person, me, updateKey } = ctx
  const { one, token, expiresAt } = await inviteParty(app, actor(ctx), caseId, updateKey)
  const day = localDate(expiresAt, app.config.townTimezone)
  const unit = unitLabel(await pathTo(app.db, one.unitId))
  await editPressed(ctx, linkReady(t, one, day))
  await reply(ctx, linkWords(t, one, { mediator: person.name, unit, link: startLink(me, `party-${token}`) }))
}

async function openLink(ctx: PrivateContext, token: string): Promise<void> {
  const { one, unit, mediator, isJoined } = await lookAtLink(ctx.app, actor(ctx), token)
  if (isJoined) await openCase(ctx, one.id)
  else await reply(ctx, linkOffer(ctx.t, one, { unit, mediator, token }))
}

async function join(ctx: PrivateContext, token: string): Promise<void> {
  const one = await joinAsParty(ctx.app, actor(ctx), token)
  await openCase(ctx, one.id)
}

async function refuse(ctx: PrivateContext, token: string): Promise<void> {
  await refuseToJoin(ctx.app, actor(ctx), token)
  await editPressed(ctx, publicMessage(ctx.t('mediation-refused')))
}

interface OtherThread extends Seen {
  party: OtherSide
}

/** The thread of the other side, for them and for those who work on it. For who told it there is none. */
async function threadFor(ctx: PrivateContext, caseId: number): Promise<OtherThread> {
  const { app } = ctx
  const seen = await caseFor(app.db, app, actor(ctx), caseId)
  const party = await otherSide(app.db, app, caseId)
  const isTheirs = seen.are.has('party') || isStaff(seen.are)
  if (!isTheirs || !party) throw new Refusal('case-not-now')
  return { ...seen, party }
}

async function speakerIn(
  { app, t }: PrivateContext,
  { are, party }: OtherThread,
  entries: readonly Entry[],
): Promise<(entry: Entry) => string> {
  const authors = await namesOf(
    app.db,
    entries.flatMap(({ authorId }) => authorId ?? []),
  )
  const them = are.has('party') ? t('case-you') : party.name
  return ({ authorId }) => (authorId === undefined ? them : (authors.get(authorId) ?? '—'))
}

/** What was said by voice says so. */
const withFiles = (t: T, entry: Entry, files: readonly CaseFileRow[]): Entry => {
  const { words } = entry
  const text = [words.text, ...files.map((file) => fileInWords(t, file))].filter(Boolean).join('\n')
  return { ...entry, words: { ...words, text } }
}

/** What the other side and the mediator said to each other, oldest first. */
async function showPartyThread(ctx: PrivateContext, caseId: number, page: number): Promise<void> {
  const { app, t } = ctx
  const thread = await threadFor(ctx, caseId)
  const entries = await entriesOf(app.db, app, caseId, { partyId: thread.party.partyId })
  const byEntry = await filesOf(
    app.db,
    entries.map(({ id }) => id),
  )
  const whole = entries.map((entry) => withFiles(t, entry, byEntry.get(entry.id) ?? []))
  const pages = threadPages(whole)
  const here = { page: pageWithin(page, pages.length), pages: pages.length }
  const shown = pages[here.page - 1] ?? []
  const speaker = await speakerIn(
    ctx,
    thread,
    shown.map(({ entry }) => entry),
  )
  const lines = shown.map((part) => ({
    ...part,
    who: speaker(part.entry),
    at: localTime(part.entry.at, app.config.townTimezone),
  }))
  const turn = (to: number) => partyThread.data({ case: caseId, page: to })
  const files = [...byEntry.values()].flat().length
  const between = [
    { text: t('case-back'), data: caseOpen.data({ case: caseId }) },
    ...(files > 0 ? [partyFilesButton(t, thread.one, files)] : []),
  ]
  await editPressed(ctx, threadMessage(t, thread.one, lines, turning(t, here, turn, between)))
}

/** The files of that thread, some at a time; those that we do not have yet come from Telegram. */
async function showPartyFiles(ctx: PrivateContext, caseId: number, page: number): Promise<void> {
  const { app, t } = ctx
  const { one, party } = await threadFor(ctx, caseId)
  const entries = await entriesOf(app.db, app, caseId, { partyId: party.partyId })
  const byEntry = await filesOf(
    app.db,
    entries.map(({ id }) => id),
  )
  const all = entries.flatMap(({ id }) => byEntry.get(id) ?? [])
  const from = (page - 1) * filesPerPage
  for (const [n, file] of all.slice(from, from + filesPerPage).entries()) {
    const at = from + n + 1
    const isLast = n === filesPerPage - 1 && at < all.length
    const more = isLast ? partyFiles.data({ case: caseId, page: page + 1 }) : undefined
    const media = mediaOf(file, `${one.number}-${at}`, true)
    await reply(ctx, fileMessage(t, one, { what: fileInWords(t, file), at, of: all.length, media, more }))
  }
}

/** The other side is invited, comes, and reads what was said to it. */
export function partyButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, partyInvite, (ctx, { case: id }) => makeLink(ctx, idOf(id) ?? 0))
  onCasePress(buttons, partyJoin, (ctx, { token }) => join(ctx, token))
  onCasePress(buttons, partyRefuse, (ctx, { token }) => refuse(ctx, token))
  onCasePress(buttons, partyThread, (ctx, { case: id, page }) =>
    showPartyThread(ctx, idOf(id) ?? 0, pageOf(page)),
  )
  onCasePress(buttons, partyFiles, (ctx, { case: id, page }) =>
    showPartyFiles(ctx, idOf(id) ?? 0, pageOf(page)),
  )
  onCasePress(buttons, partyLetGo, async (ctx, { case: id, party }) => {
    const one = await letPartyGo(ctx.app, actor(ctx), idOf(id) ?? 0, idOf(party) ?? 0)
    await openCase(ctx, one.id)
  })
}

export const mediationLinks: StartLink[] = [{ prefix: 'party', run: openLink }]
