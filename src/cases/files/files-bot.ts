import type { Composer } from 'grammy'
import { idOf } from '../../bot/callback-data.ts'
import type { BotContext, PrivateContext } from '../../bot/context.ts'
import { actor } from '../../bot/press.ts'
import { reply } from '../../bot/reply.ts'
import { Refusal } from '../../lib/refusal.ts'
import { caseFiles } from '../case-buttons.ts'
import { entryKinds, readByTellers } from '../entry.ts'
import { entriesOf } from '../entry-store.ts'
import { onCasePress } from '../press-case-bot.ts'
import { isStaff } from '../relation.ts'
import { caseFor } from '../see-case.ts'
import { pageOf } from '../show-case-bot.ts'
import { fileMessage } from '../thread-texts.ts'
import { mediaOf } from './case-file.ts'
import { filesOf } from './file-store.ts'
import { fileInWords } from './file-texts.ts'

const perPage = 5

/**
 * The files of a case, some at a time, under names that say nothing but its number. One that we do not have yet comes from
 * Telegram only where its sender may be known.
 */
async function showFiles(ctx: PrivateContext, caseId: number, page: number): Promise<void> {
  const { app, t } = ctx
  const { one, are } = await caseFor(app.db, app, actor(ctx), caseId)
  if (are.has('party')) throw new Refusal('case-not-now')
  const kinds = isStaff(are) ? entryKinds : readByTellers
  const entries = await entriesOf(app.db, app, caseId, { kinds, partyId: null })
  const byEntry = await filesOf(
    app.db,
    entries.map(({ id }) => id),
  )
  const all = entries.flatMap(({ id }) => byEntry.get(id) ?? [])
  const from = (page - 1) * perPage
  const isOpenToAll = one.privacy === 'named' || are.has('reporter')
  for (const [n, file] of all.slice(from, from + perPage).entries()) {
    const at = from + n + 1
    const media = mediaOf(file, `${one.number}-${at}`, isOpenToAll)
    const isLast = n === perPage - 1 && at < all.length
    const more = isLast ? caseFiles.data({ case: caseId, page: page + 1 }) : undefined
    await reply(ctx, fileMessage(t, one, { what: fileInWords(t, file), at, of: all.length, media, more }))
  }
}

export function filesButtons(buttons: Composer<BotContext>): void {
  onCasePress(buttons, caseFiles, (ctx, { case: id, page }) => showFiles(ctx, idOf(id) ?? 0, pageOf(page)))
}
