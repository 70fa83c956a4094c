import { idOf } from '../bot/callback-data.ts'
import type { BotContext } from '../bot/context.ts'
import { actor } from '../bot/press.ts'
import { editPressed, reply } from '../bot/reply.ts'
import type { Button, Confidential } from '../delivery/message.ts'
import { turning } from '../delivery/turning.ts'
import { localTime } from '../lib/local-time.ts'
import { pageFrom, pageWithin } from '../lib/pages.ts'
import { Refusal } from '../lib/refusal.ts'
import { namesOf } from '../org/person-store.ts'
import type { Case } from './case.ts'
import { caseOpen, caseThread, deskPage, minePage } from './case-buttons.ts'
import { readCaseNumber } from './case-number.ts'
import { caseByNumber } from './case-store.ts'
import { ladderFacts } from './clocks/ladder-facts.ts'
import { ladderActions } from './clocks/ladder-texts.ts'
import { duplicateActions } from './duplicates/duplicate-texts.ts'
import { duplicatesOf } from './duplicates/likely-duplicates.ts'
import { type Entry, entryKinds, readByTellers } from './entry.ts'
import { entriesOf } from './entry-store.ts'
import { casesForDesk, casesOf, casesWithMeAsParty, openCasesFor } from './list-cases.ts'
import { caseList } from './list-texts.ts'
import { mediationActions, partyCard } from './mediation/mediation-card-texts.ts'
import { mediationFacts, sideFacts } from './mediation/view-mediation.ts'
import { nextDatesOf } from './next-date.ts'
import { casesArePrivate } from './press-case-bot.ts'
import { isStaff, knowsReporter } from './relation.ts'
import { reporterName } from './reporter-name.ts'
import { mineCard } from './reporter-texts.ts'
import { caseFor, type Seen } from './see-case.ts'
import { caseCard } from './staff-texts.ts'
import { threadPages } from './thread.ts'
import { threadMessage } from './thread-texts.ts'
import { unsealedFor } from './trust/unsealing-store.ts'
import { type UnsealingFacts, unsealingActions, unsealingLines } from './trust/unsealing-texts.ts'
import { unsealingFacts } from './trust/view-unsealing.ts'
import { cardView, mineView } from './view-case.ts'

const perPage = 8

/** What can be done with a case besides its steps. */
async function moreActions(
  { app, t, person }: BotContext,
  seen: Seen,
  unsealing?: UnsealingFacts,
): Promise<Button[]> {
  const { one, are } = seen
  return [
    ...unsealingActions(t, one, are, unsealing),
    ...ladderActions(t, one, are, await ladderFacts(app.db, app, { personId: person.id }, seen)),
    ...mediationActions(t, one, are, await mediationFacts(app.db, app, person.id, one)),
    ...duplicateActions(t, one, are, await duplicatesOf(app.db, app, person.id, seen)),
  ]
}

/** A case as whoever asks may see it. */
async function cardFor(ctx: BotContext, seen: Seen): Promise<Confidential> {
  const { app, t, person } = ctx
  const { one, are } = seen
  if (isStaff(are) || are.has('filer')) {
    const view = await cardView(app.db, app, t, seen, person.id)
    const unsealing = await unsealingFacts(app.db, app, one, person.id)
    const marks = [...view.marks, ...unsealingLines(t, unsealing)]
    return caseCard(t, one, { ...view, marks }, await moreActions(ctx, seen, unsealing))
  }
  if (are.has('party')) return partyCard(t, one, await sideFacts(app.db, app, one, 'party'))
  return mineCard(
    t,
    one,
    await mineView(app.db, app, { personId: person.id }, seen),
    await moreActions(ctx, seen),
  )
}

export async function openCase(ctx: BotContext, caseId: number): Promise<void> {
  casesArePrivate(ctx)
  const card = await cardFor(ctx, await caseFor(ctx.app.db, ctx.app, actor(ctx), caseId))
  if (ctx.callbackQuery) await editPressed(ctx, card)
  else await reply(ctx, card)
}

/** By its number, typed or read aloud; a number that is not theirs is answered as one that does not exist. */
export async function findCase(ctx: BotContext, text: string): Promise<void> {
  const number = readCaseNumber(text)
  if (number === undefined) throw new Refusal('case-number-wrong')
  const one = await caseByNumber(ctx.app.db, number)
  await openCase(ctx, one?.id ?? 0)
}

interface List {
  head: string
  cases: Case[]
  page: number
  turn: (page: number) => string
  asParty?: ReadonlySet<number>
  isMine?: boolean
}

async function showList(ctx: BotContext, { head, cases, page, turn, ...whose }: List): Promise<void> {
  casesArePrivate(ctx)
  const { t, app } = ctx
  const { shown, ...here } = pageFrom(cases, page, perPage)
  const { townTimezone: timeZone } = app.config
  const nextAt = await nextDatesOf(app.db, shown)
  const list = caseList(t, { head, cases: shown, nextAt, timeZone, ...whose }, turning(t, here, turn))
  if (ctx.callbackQuery) await editPressed(ctx, list)
  else await reply(ctx, list)
}

export async function showMine(ctx: BotContext, page: number): Promise<void> {
  const { app, t, person } = ctx
  const cases = await casesOf(app.db, app, person.id)
  const asParty = new Set(await casesWithMeAsParty(app.db, app, person.id))
  const key = asParty.size > 0 ? 'case-mine-list-party' : 'case-mine-list'
  const head = t(cases.length > 0 ? key : 'case-mine-none', { count: cases.length })
  await showList(ctx, { head, cases, page, turn: (to) => minePage.data({ page: to }), asParty, isMine: true })
}

/** What waits for them, or every open case that they may see. */
export async function showDesk(ctx: BotContext, scope: string, page: number): Promise<void> {
  const { app, person, t } = ctx
  const isAll = scope === 'all'
  const cases = isAll
    ? await openCasesFor(app.db, app, person.id)
    : await casesForDesk(app.db, app, person.id)
  const key = isAll ? 'case-all' : 'case-desk'
  const head = t(cases.length > 0 ? `${key}-list` : `${key}-none`, { count: cases.length })
  await showList(ctx, { head, cases, page, turn: (to) => deskPage.data({ scope, page: to }) })
}

/** Who said what, as far as the reader may know who told it. */
async function speakersOf(
  ctx: BotContext,
  { one, are }: Seen,
  entries: Entry[],
): Promise<(entry: Entry) => string> {
  const { app, t, person } = ctx
  const authors = await namesOf(
    app.db,
    entries.flatMap(({ authorId }) => authorId ?? []),
  )
  const isKnown = knowsReporter(one, person.id, are, await unsealedFor(app.db, one.id))
  const name = isKnown ? await reporterName(app.db, app, one) : undefined
  const reporter = are.has('reporter') ? t('case-you') : (name ?? t('case-alias', { alias: one.alias }))
  return ({ authorId }) => (authorId === undefined ? reporter : (authors.get(authorId) ?? '—'))
}

/** All that was said, oldest first; the reporter's side sees no notes. */
export async function showThread(ctx: BotContext, caseId: number, page: number): Promise<void> {
  casesArePrivate(ctx)
  const { app, t } = ctx
  const seen = await caseFor(app.db, app, actor(ctx), caseId)
  if (seen.are.has('party')) throw new Refusal('case-not-now')
  const kinds = isStaff(seen.are) ? entryKinds : readByTellers
  const entries = await entriesOf(app.db, app, caseId, { kinds, partyId: null })
  const pages = threadPages(entries)
  const here = { page: pageWithin(page, pages.length), pages: pages.length }
  const shown = pages[here.page - 1] ?? []
  const speaker = await speakersOf(
    ctx,
    seen,
    shown.map(({ entry }) => entry),
  )
  const turn = (to: number) => caseThread.data({ case: caseId, page: to })
  const back = { text: t('case-back'), data: caseOpen.data({ case: caseId }) }
  const lines = shown.map((part) => ({
    ...part,
    who: speaker(part.entry),
    at: localTime(part.entry.at, app.config.townTimezone),
  }))
  await editPressed(ctx, threadMessage(t, seen.one, lines, turning(t, here, turn, [back])))
}

export const pageOf = (text: string): number => idOf(text) ?? 1
