import type { App } from '../../app.ts'
import { enqueue } from '../../delivery/enqueue.ts'
import { keepMadeFile, type MadeFile, madeFileLifeMs, madeKey } from '../../delivery/made-file.ts'
import { confidential } from '../../delivery/message.ts'
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
  const contentKey = madeKey(`case-report:${key}`)
  const media = await keepMadeFile(app, contentKey, await make(t, view))
  const what = {
    key: contentKey,
    batch: contentKey,
    chat: { kind: 'private', chatId: person.chatId },
    lane: 'answer',
    expiresAt: new Date(now.getTime() + madeFileLifeMs),
    whenInDoubt: 'repeat',
  } as const
  const message = confidential(fileCaption(t, view), { media })
  await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message }))
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
