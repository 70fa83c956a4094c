import type { App } from '../../app.ts'
import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { fetchFile } from '../../delivery/fetch-file.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { askUnit, type UnitChoice } from '../../org/ask-unit.ts'
import { unitsWith } from '../../org/may.ts'
import { largestQuestionFile, type ReadFile } from './formats/read-file.ts'
import { type ImportReport, importQuestions, previewImport, readQuestions } from './import-questions.ts'
import { importedMessage, previewMessage, shownProblems } from './import-texts.ts'
import { sendRefused } from './send-refused.ts'

export const importTalkName = 'question-import'

export interface ImportArgs {
  fileId: string
  fileName: string
}

/** The file again, from Telegram: nothing of it lies with us until it is taken in. */
async function readAgain(app: App, { fileId, fileName }: ImportArgs): Promise<ReadFile> {
  const fetched = await fetchFile(app, fileId, { maxBytes: largestQuestionFile })
  if (fetched.kind === 'here') return readQuestions({ fileName, bytes: fetched.bytes })
  if (fetched.kind === 'too-large')
    throw new Refusal('file-too-large', { megabytes: Math.floor(largestQuestionFile / 1024 / 1024) })
  throw new Error(`the file could not be fetched: ${fetched.reason}`)
}

/** Another file, in the place of the one that waits: somebody has mended it. */
function otherFile(heard: Heard): ImportArgs | Refusal {
  if (heard.kind !== 'file' || heard.file.kind !== 'document') return new Refusal('talk-press-one')
  return { fileId: heard.file.fileId, fileName: heard.file.name ?? '' }
}

/** Into whose bank. A file that is sent meanwhile is taken in place of the first one, and the question stays. */
function askWhose(talk: Talk, other: (file: ImportArgs) => void): Promise<UnitChoice> {
  return askUnit(talk, {
    tops: ({ db }) => unitsWith(db, talk.personId, 'manage-questions'),
    question: talk.t('question-import-which-unit'),
    whole: ({ name }) => talk.t('question-import-whole', { unit: name }),
    heard: (heard) => {
      const file = otherFile(heard)
      if (file instanceof Refusal) return file
      other(file)
      return new Refusal('question-import-other-file', { file: file.fileName })
    },
  })
}

interface Looked {
  args: ImportArgs
  unitId: number
  /** The how manieth file of this conversation it is. */
  nth: number
}

/** So much of a report as is said, for the conversation keeps it. */
const shown = (report: ImportReport): ImportReport => ({
  ...report,
  problems: report.problems.slice(0, shownProblems),
})

/** Looks at the file, and sends back what is refused; once for each file. */
const look = (talk: Talk, { args, unitId, nth }: Looked): Promise<ImportReport> =>
  talk.must(async (app) => {
    const by = { personId: talk.personId }
    const read = await readAgain(app, args)
    const report = await previewImport(app, by, unitId, read)
    await sendRefused(app, by, { fileName: args.fileName, read, key: `${talk.key}:${nth}` })
    return shown(report)
  })

async function takeIn(talk: Talk, args: ImportArgs, unitId: number, seen: ImportReport) {
  return talk.perform(async (app) => {
    const read = await readAgain(app, args)
    const file = { fileName: args.fileName, read }
    return shown(await importQuestions(app, { personId: talk.personId }, unitId, file, seen.counts))
  })
}

async function run(talk: Talk, sent: ImportArgs): Promise<void> {
  const { t } = talk
  let looked = { args: sent, nth: 1 }
  const replace = (args: ImportArgs) => {
    looked = { args, nth: looked.nth + 1 }
  }
  const unit = await askWhose(talk, replace)
  for (;;) {
    const { args } = looked
    const seen = await look(talk, { ...looked, unitId: unit.id })
    const preview = previewMessage(t, args.fileName, unit.name, seen)
    if (seen.counts.new + seen.counts.changed === 0) return talk.say(preview)
    const answer = await talk.chooseOrAsk<'take' | 'leave', ImportArgs>(
      preview,
      [
        [
          { id: 'take', label: t('question-import-take') },
          { id: 'leave', label: t('question-import-leave') },
        ],
      ],
      otherFile,
    )
    if ('said' in answer) {
      replace(answer.said)
      continue
    }
    if (answer.chose === 'leave') return talk.say(publicMessage(t('question-import-left')))
    const done = await takeIn(talk, args, unit.id, seen)
    if (done.ok) return talk.say(importedMessage(t, unit.name, done.value))
    if (done.refusal.code !== 'questions-bank-moved') throw done.refusal
    // Somebody else has changed the bank meanwhile: what would be done is another thing now, and is shown again.
    await talk.say(publicMessage(escapeHtml(t(done.refusal.code))))
  }
}

/** A file of questions: what it would do is shown first, and done with one tap. */
export const importQuestionsTalk: ConversationSpec = {
  name: importTalkName,
  version: 2,
  run: (talk, args) => run(talk, args as ImportArgs),
}
