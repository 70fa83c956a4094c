import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { keepMadeFile, madeFileLifeMs, madeKey } from '../../delivery/made-file.ts'
import type { Confidential, KeptMedia } from '../../delivery/message.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import type { Actor, Person } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { tableCaption } from './exam-host-texts.ts'
import { drawUpExam, type ExamReport } from './exam-report.ts'
import { examSheets } from './exam-sheets.ts'

const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What no file system takes, and what nobody sees, is left out; where nothing is left it is called `otherwise`. */
export function fileName(title: string, otherwise: string): string {
  const name = title.replaceAll(/[\\/:*?"<>|\s\p{C}]+/gu, ' ').replaceAll(/^[. ]+|[. ]+$/g, '')
  return `${name === '' ? otherwise : name}.xlsx`
}

/** Makes the table, and keeps it for the message that is promised next under `contentKey`. */
export async function makeExamTable(
  app: App,
  contentKey: string,
  report: ExamReport,
  { language }: Pick<Person, 'language'>,
): Promise<KeptMedia> {
  const t = app.texts.in(language)
  const bytes = await writeSpreadsheet(examSheets(t, report), app.config.townTimezone)
  const name = fileName(report.exam.title, t('exam-table-file'))
  return keepMadeFile(app, contentKey, { kind: 'document', name, mime, bytes })
}

/** How a message with a made file is promised. */
export const promised = (app: App, contentKey: string, chatId: number) =>
  ({
    key: contentKey,
    batch: contentKey,
    chat: { kind: 'private', chatId },
    lane: 'personal',
    expiresAt: new Date(app.clock.now().getTime() + madeFileLifeMs),
    whenInDoubt: 'repeat',
  }) as const

/** The table, for who manages the exam. `key` makes a repetition find the first one. Throws as `drawUpExam`. */
export async function sendExamTable(app: App, by: Actor, examId: number, key: string): Promise<void> {
  const report = await drawUpExam(app, by, examId)
  const person = await personById(app.db, by.personId)
  if (person?.chatId === undefined) return
  const contentKey = madeKey(`exam-table:${key}`)
  const media = await makeExamTable(app, contentKey, report, person)
  const message: Confidential = { ...tableCaption(app.texts.in(person.language), report.exam), media }
  const what = promised(app, contentKey, person.chatId)
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message }))
}
