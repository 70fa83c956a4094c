import type { App } from '../../app.ts'
import { firstLanguage, type T } from '../../lib/i18n.ts'
import { Refusal } from '../../lib/refusal.ts'
import { writeSpreadsheet } from '../../lib/spreadsheet.ts'
import type { Unit } from '../../org/unit.ts'
import { idsOnPath } from '../../org/unit.ts'
import { townUnit, unitsByIds, unitsUnder } from '../../org/unit-store.ts'
import { exportFormats, formatOf } from './export-formats.ts'
import { type Exported, exportQuestions } from './export-questions.ts'
import type { QuestionFile } from './formats/read-file.ts'
import { type ImportCounts, importQuestions, previewImport, readQuestions } from './import-questions.ts'
import { allProblemLines, noteLines, refusedSheets, unreadLines } from './import-texts.ts'

/** The names from the town down: 青禾镇/和平村/一组. */
async function fullName(app: App, { path }: Unit): Promise<string> {
  const above = await unitsByIds(app.db, idsOnPath(path))
  return above.map(({ name }) => name).join('/')
}

/** The unit of that name, `一组` or `和平村/一组`; the town without one. Throws Refusal `cli-no-town`, `cli-unit-unknown`, `cli-unit-several`. */
async function unitNamed(app: App, name: string | undefined): Promise<Unit> {
  const town = await townUnit(app.db)
  if (!town) throw new Refusal('cli-no-town')
  if (name === undefined) return town
  const units: Unit[] = []
  for (const unit of await unitsUnder(app.db, town.path))
    if (`/${await fullName(app, unit)}`.endsWith(`/${name}`)) units.push(unit)
  const [unit, ...others] = units
  if (!unit) throw new Refusal('cli-unit-unknown', { unit: name })
  if (others.length > 0) throw new Refusal('cli-unit-several', { unit: name, count: units.length })
  return unit
}

interface Problem {
  sheet?: string
  line: number
  why: string
}

export interface ImportOutcome {
  data: ImportCounts & {
    retired: number
    learners: number
    unknown: string[]
    without: string[]
    problems: Problem[]
  }
  /** All of it in words. */
  more: (t: T) => string[]
  /** The file back with a column of reasons, when something was refused. */
  refusedFile: (() => Promise<Buffer>) | undefined
}

/** The operator takes a file into a bank, or looks at what that would do. */
export async function importBank(
  app: App,
  file: QuestionFile,
  { unit, dryRun, language }: { unit: string | undefined; dryRun: boolean; language?: string },
): Promise<ImportOutcome> {
  const { id } = await unitNamed(app, unit)
  const read = await readQuestions(file)
  const report = dryRun
    ? await previewImport(app, 'cli', id, read)
    : await importQuestions(app, 'cli', id, { fileName: file.fileName, read })
  const { counts, problems, ...notes } = report
  const { townTimezone } = app.config
  return {
    data: { ...counts, ...notes, problems: problems.map(({ fault: { why }, ...at }) => ({ ...at, why })) },
    more: (t) => [...unreadLines(t, report), ...noteLines(t, report), ...allProblemLines(t, report)],
    refusedFile:
      problems.length === 0
        ? undefined
        : () => writeSpreadsheet(refusedSheets(app.texts.in(language ?? firstLanguage), read), townTimezone),
  }
}

/** The operator has a bank written as a file of that name, or in the format that they say. */
export async function exportBank(
  app: App,
  fileName: string,
  { unit, format, language }: { unit: string | undefined; format: string | undefined; language: string },
): Promise<Exported> {
  const as = format === undefined ? formatOf(fileName) : exportFormats.find((known) => known === format)
  if (!as) throw new Refusal('cli-format-unknown')
  const { id } = await unitNamed(app, unit)
  return exportQuestions(app, id, as, app.texts.in(language))
}
