import type { App } from '../../app.ts'
import { publicMessage } from '../../delivery/message.ts'
import { promiseMadeFile } from '../../delivery/promise-made-file.ts'
import type { T } from '../../lib/i18n.ts'
import { Refusal } from '../../lib/refusal.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import { mustBeAllowed } from '../../org/may.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import type { Question } from '../question.ts'
import { bankOf } from './bank-store.ts'
import { exportCaption } from './bank-texts.ts'
import { type ExportFormat, endings } from './export-formats.ts'
import { writeAiken } from './formats/aiken.ts'
import { writeGift } from './formats/gift.ts'
import { tableCells, tableHeads, writeCsv } from './formats/question-table.ts'

export interface Exported {
  bytes: Buffer
  count: number
  /** So many the format cannot hold. */
  leftOut: number
}

const widths = [10, 60]

/** Questions as a file, its words in the language of `t`. */
export async function writeQuestions(
  app: Pick<App, 'config'>,
  t: T,
  format: ExportFormat,
  questions: readonly Question[],
): Promise<Exported> {
  const whole = (bytes: Buffer) => ({ bytes, count: questions.length, leftOut: 0 })
  const rows = () => questions.map((question) => tableCells(t, question))
  switch (format) {
    case 'csv':
      return whole(Buffer.from(writeCsv([tableHeads(t), ...rows()])))
    case 'xlsx': {
      const columns = tableHeads(t).map((head, at) => ({ head, width: widths[at] ?? 16 }))
      const sheet = { name: t('question-sheet'), columns, rows: rows() }
      return whole(await writeSpreadsheet([sheet], app.config.townTimezone))
    }
    case 'gift':
      return whole(Buffer.from(writeGift(questions)))
    case 'aiken': {
      const { text, written, leftOut } = writeAiken(t, questions)
      return { bytes: Buffer.from(text), count: written.length, leftOut }
    }
  }
}

/** The questions of a unit's own bank that are in use, as a file. Throws Refusal `questions-none` when there are none. */
export async function exportQuestions(
  app: App,
  unitId: number,
  format: ExportFormat,
  t: T,
): Promise<Exported> {
  const questions = (await bankOf(app.db, unitId)).filter(({ retiredAt }) => !retiredAt)
  if (questions.length === 0) throw new Refusal('questions-none')
  return writeQuestions(app, t, format, questions)
}

const nameOf = (unit: string, t: T, format: ExportFormat) =>
  `${unit.replaceAll(/[\\/:*?"<>|\s]+/g, ' ').trim()}-${t('question-sheet')}.${endings[format].ending}`

/** Makes the file and promises it to whoever asked. `key` makes a repetition find the first one. */
export async function sendQuestions(
  app: App,
  by: Actor,
  unitId: number,
  format: ExportFormat,
  key: string,
): Promise<void> {
  const { name: unit } = await mustBeAllowed(app.db, by, 'manage-questions', unitId)
  const person = await personById(app.db, by.personId)
  if (person?.chatId === undefined) return
  const t = app.texts.in(person.language)
  const { bytes, ...counts } = await exportQuestions(app, unitId, format, t)
  const file = { kind: 'document', name: nameOf(unit, t, format), mime: endings[format].mime, bytes } as const
  const caption = exportCaption(t, { unit, format, ...counts })
  await promiseMadeFile(app, { chatId: person.chatId, of: `questions:${key}`, file }, (media) =>
    publicMessage(caption, { media }),
  )
}
