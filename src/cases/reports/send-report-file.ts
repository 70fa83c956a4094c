import type { App } from '../../app.ts'
import type { MadeFile } from '../../delivery/made-file.ts'
import { confidential } from '../../delivery/message.ts'
import { promiseMadeFile } from '../../delivery/promise-made-file.ts'
import type { T } from '../../lib/i18n.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import type { Actor } from '../../org/person.ts'
import { personById } from '../../org/person-store.ts'
import { drawBars } from '../../pictures/bar-chart.ts'
import { renderPicture } from '../../pictures/render-picture.ts'
import { fileCaption, type ReportView } from './case-report-texts.ts'
import { drawUpReport, type ReportAsked } from './draw-up-report.ts'
import { type PictureKind, reportChart } from './report-pictures.ts'
import { reportSheets, type SheetsView } from './report-sheets.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Maker = (t: T, view: SheetsView) => Promise<MadeFile>

/** 和平村-2026-02.xlsx */
const nameOf = ({ unit, period }: ReportView, ending: string) =>
  `${unit.name.replaceAll(/[\\/:*?"<>|\s]+/g, ' ').trim()}-${period.name}.${ending}`

/** Makes the file and promises it to whoever asked, into their private chat. `key` makes a repetition find the first one. */
async function send(app: App, by: Actor, asked: ReportAsked, key: string, make: Maker): Promise<void> {
  const drawn = await drawUpReport(app.db, app, by, asked)
  const person = await personById(app.db, by.personId)
  if (person?.chatId === undefined) return
  const t = app.texts.in(person.language)
  const now = app.clock.now()
  const view = { ...drawn, now, timeZone: app.config.townTimezone }
  const file = await make(t, view)
  await promiseMadeFile(app, { chatId: person.chatId, of: `case-report:${key}`, file }, (media) =>
    confidential(fileCaption(t, view), { media }),
  )
}

/** The report as bars, for somebody who leads there. Throws as `drawUpReport` does. */
export async function sendReportPicture(
  app: App,
  by: Actor,
  asked: ReportAsked,
  kind: PictureKind,
  key: string,
): Promise<void> {
  await send(app, by, asked, key, async (t, view) => {
    const bytes = await renderPicture(drawBars(reportChart(t, view, kind)))
    return { kind: 'photo', name: nameOf(view, 'png'), mime: 'image/png', bytes }
  })
}

/** The report as a spreadsheet, for somebody who leads there. Throws as `drawUpReport` does. */
export async function sendReportTable(app: App, by: Actor, asked: ReportAsked, key: string): Promise<void> {
  await send(app, by, asked, key, async (t, view) => {
    const bytes = await writeSpreadsheet(reportSheets(t, view), view.timeZone)
    return { kind: 'document', name: nameOf(view, 'xlsx'), mime: xlsx, bytes }
  })
}
