import type { App } from '../../app.ts'
import { publicMessage } from '../../delivery/message.ts'
import { promiseMadeFile } from '../../delivery/promise-made-file.ts'
import { escapeHtml } from '../../lib/html.ts'
import { shorten } from '../../lib/shorten.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { endings } from './export-formats.ts'
import { type ReadFile, rowsIn } from './formats/read-file.ts'
import { refusedSheets } from './import-texts.ts'

/** The file goes back to whoever sent it, with a column of reasons. `key` makes a repetition find the first one. */
export async function sendRefused(
  app: App,
  by: Actor,
  { fileName, read, key }: { fileName: string; read: ReadFile; key: string },
): Promise<void> {
  const refused = rowsIn(read).filter((row) => 'refused' in row).length
  const person = await personById(app.db, by.personId)
  if (refused === 0 || person?.chatId === undefined) return
  const t = app.texts.in(person.language)
  const bytes = await writeSpreadsheet(refusedSheets(t, read), app.config.townTimezone)
  const name = `${shorten(fileName.replace(/\.\w+$/, ''), 60)}-${t('question-sheet-refused')}.xlsx`
  const file = { kind: 'document', name, mime: endings.xlsx.mime, bytes } as const
  const html = escapeHtml(t('question-refused-caption', { count: refused }))
  await promiseMadeFile(app, { chatId: person.chatId, of: `questions-refused:${key}`, file }, (media) =>
    publicMessage(html, { media }),
  )
}
