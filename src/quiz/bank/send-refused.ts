import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { keepMadeFile, madeFileLifeMs, madeKey } from '../../delivery/made-file.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { shorten } from '../../lib/shorten.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { endings } from './export-formats.ts'
import type { ReadFile } from './formats/read-file.ts'
import { refusedSheet } from './import-texts.ts'

/** The file goes back to whoever sent it, with a column of reasons. `key` makes a repetition find the first one. */
export async function sendRefused(
  app: App,
  by: Actor,
  { fileName, read, key }: { fileName: string; read: ReadFile; key: string },
): Promise<void> {
  const refused = read.rows.filter((row) => 'refused' in row).length
  const person = await personById(app.db, by.personId)
  if (refused === 0 || person?.chatId === undefined) return
  const t = app.texts.in(person.language)
  const bytes = await writeSpreadsheet([refusedSheet(t, read)], app.config.townTimezone)
  const name = `${shorten(fileName.replace(/\.\w+$/, ''), 60)}-${t('question-sheet-refused')}.xlsx`
  const contentKey = madeKey(`questions-refused:${key}`)
  const media = await keepMadeFile(app, contentKey, {
    kind: 'document',
    name,
    mime: endings.xlsx.mime,
    bytes,
  })
  const what = {
    key: contentKey,
    batch: contentKey,
    chat: { kind: 'private', chatId: person.chatId },
    lane: 'answer',
    expiresAt: new Date(app.clock.now().getTime() + madeFileLifeMs),
    whenInDoubt: 'repeat',
  } as const
  const html = escapeHtml(t('question-refused-caption', { count: refused }))
  await app.db.transaction((tx) =>
    enqueue(tx, app, what, { do: 'send', message: publicMessage(html, { media }) }),
  )
}
