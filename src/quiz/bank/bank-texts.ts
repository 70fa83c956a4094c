import { type Button, type Public, publicMessage } from '../../delivery/message.ts'
import { turning } from '../../delivery/turning.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { pageFrom, pagesFor } from '../../lib/pages.ts'
import { inRows } from '../../lib/rows.ts'
import { cut, numberButtons, numberedLine } from '../numbered.ts'
import { letterOf, optionsOf, type Question } from '../question.ts'
import {
  bankChaptersPage,
  bankExport,
  bankExportAs,
  bankFind,
  bankList,
  bankOpen,
  bankSearch,
  questionBack,
  questionBare,
  questionCorrect,
  questionOpen,
  questionPicture,
  questionRetire,
  questionSee,
} from './bank-buttons.ts'
import type { BankCount, ChapterCount, Listed } from './bank-list.ts'
import { type ExportFormat, exportFormats } from './export-formats.ts'

const longestLabel = 24
const chaptersPerPage = 20

interface BankUnit {
  id: number
  name: string
}

/** Which bank; of each, how many questions it has. */
export function whichBank(t: T, banks: readonly (BankUnit & Pick<BankCount, 'inUse'>)[]): Public {
  const buttons = banks.map(({ id, name, inUse }) => ({
    text: t('question-bank-of', { unit: name, count: inUse }),
    data: bankOpen.data({ unit: id }),
  }))
  return publicMessage(t('question-bank-which'), { buttons: inRows(buttons, 1) })
}

/** A bank without questions, or with none left in use: how to fill it. */
const emptyWords = (t: T, unit: BankUnit): string => escapeHtml(t('question-bank-empty', { unit: unit.name }))

/** Two of them break on a small screen when a name is longer. */
const longestBesides = 6
const chaptersPerRow = (chapters: readonly ChapterCount[]): number =>
  chapters.some(({ chapter }) => chapter.length > longestBesides) ? 1 : 2

/** The chapters of a bank. */
export function bankMessage(
  t: T,
  unit: BankUnit,
  { inUse, retired }: Omit<BankCount, 'unitId'>,
  chapters: readonly ChapterCount[],
  page = 1,
): Public {
  if (inUse + retired === 0) return publicMessage(emptyWords(t, unit))
  const list = (of: string | number, text: string): Button => ({
    text,
    data: bankList.data({ unit: unit.id, of, page: 1 }),
  })
  const { shown, ...here } = pageFrom(chapters, page, chaptersPerPage)
  const parts = shown.map(({ chapter, count, anchorId }) => {
    const name = chapter === '' ? t('question-no-chapter') : cut(chapter, longestLabel)
    return list(anchorId, t('quiz-set-part', { name, count }))
  })
  const all = [
    list('all', t('question-list-all', { count: inUse })),
    ...(retired > 0 ? [list('retired', t('question-list-retired', { count: retired }))] : []),
  ]
  const turn = (to: number) => bankChaptersPage.data({ unit: unit.id, page: to })
  const acts = [
    { text: t('question-search'), data: bankSearch.data({ unit: unit.id }) },
    { text: t('question-export'), data: bankExport.data({ unit: unit.id }) },
  ]
  const html = `${escapeHtml(t('question-bank', { unit: unit.name, count: inUse }))}\n${escapeHtml(t('question-bank-how'))}`
  return publicMessage(html, {
    buttons: [
      ...(chapters.length > 1 ? inRows(parts, chaptersPerRow(shown)) : []),
      turning(t, here, turn),
      all,
      acts,
    ].filter((row) => row.length > 0),
  })
}

/** What a page of a list is called by its own buttons. */
function pageData(unitId: number, listed: Listed, of: string | number, page: number): string {
  return listed.what === 'words'
    ? bankFind.data({ unit: unitId, page, words: listed.words })
    : bankList.data({ unit: unitId, of, page })
}

function listHead(t: T, listed: Listed, count: number): string {
  switch (listed.what) {
    case 'all':
      return t('question-list-all', { count })
    case 'retired':
      return t('question-list-retired', { count })
    case 'chapter': {
      const name = listed.chapter === '' ? t('question-no-chapter') : listed.chapter
      return t('quiz-set-part', { name, count })
    }
    case 'words':
      return t('question-found', { words: listed.words, count })
  }
}

export interface ListPage {
  unitId: number
  listed: Listed
  of: string | number
  page: number
  perPage: number
  questions: readonly { id: number; stem: string; isRetired: boolean }[]
  count: number
}

/** One page of questions; each opens by the button of its number. */
export function listMessage(t: T, list: ListPage): Public {
  const { unitId, listed, of, page, perPage, questions, count } = list
  const first = (page - 1) * perPage + 1
  const lines = questions.map(({ stem, isRetired }, at) => {
    const words = numberedLine(first + at, stem)
    return isRetired && listed.what !== 'retired' ? `${words}${t('question-is-retired')}` : words
  })
  const ids = questions.map(({ id }) => id)
  const numbers = numberButtons(ids, { first, perRow: 4 }, (question) => questionOpen.data({ question }))
  const turn = (to: number) => pageData(unitId, listed, of, to)
  const bank = { text: t('question-to-bank'), data: bankOpen.data({ unit: unitId }) }
  const html = [`<b>${escapeHtml(listHead(t, listed, count))}</b>`, ...lines.map(escapeHtml)].join('\n')
  return publicMessage(html, {
    buttons: [...numbers, turning(t, { page, pages: pagesFor(count, perPage) }, turn, [bank])],
  })
}

/** `B. 中共二大`, or 对. */
function rightWords(t: T, { kind, options, right }: Pick<Question, 'kind' | 'options' | 'right'>): string {
  const words = optionsOf(t, { kind, options })
  const named = (place: number) => `${kind === 'truth' ? '' : `${letterOf(place)}. `}${words[place] ?? ''}`
  return right.map(named).join(t('question-and'))
}

/** A question as its card shows it; plain data, so that a conversation can hold it. */
export interface CardView {
  question: Omit<Question, 'retiredAt'>
  isRetired: boolean
}

function days(t: T, { validFrom, validUntil }: CardView['question']): string[] {
  if (validFrom && validUntil) return [t('question-card-days', { from: validFrom, until: validUntil })]
  if (validFrom) return [t('question-card-from', { from: validFrom })]
  return validUntil ? [t('question-card-until', { until: validUntil })] : []
}

function cardLines(t: T, { question, isRetired }: CardView): string[] {
  const { id, kind, stem, explanation, source, chapter, tags, media, version } = question
  const options = kind === 'truth' ? [] : optionsOf(t, question)
  const said = (key: string, words: string) => (words === '' ? [] : [t(key, { words })])
  return [
    t('question-card-head', { id, kind: t(`question-kind-${kind}`) }) +
      (isRetired ? t('question-is-retired') : ''),
    stem,
    ...options.map((option, place) => `${letterOf(place)}. ${option}`),
    t('question-card-right', { right: rightWords(t, question) }),
    ...said('question-card-why', explanation),
    ...said('question-card-source', source),
    ...said('question-card-chapter', chapter),
    ...said('question-card-tags', tags.join(t('list-comma'))),
    ...days(t, question),
    ...(media ? [t(media.kind === 'voice' ? 'question-card-voice' : 'question-card-picture')] : []),
    ...(version > 1 ? [t('question-card-version', { times: version - 1 })] : []),
  ]
}

/** The card of a question, with all that can be done with it. */
export function cardMessage(t: T, view: CardView): Public {
  const { id, unitId, media } = view.question
  const [head = '', ...lines] = cardLines(t, view).map(escapeHtml)
  const data = { question: id }
  const file = media
    ? [
        { text: t(media.kind === 'voice' ? 'question-hear' : 'question-see'), data: questionSee.data(data) },
        { text: t('question-bare'), data: questionBare.data(data) },
      ]
    : [{ text: t('question-picture'), data: questionPicture.data(data) }]
  const life = view.isRetired
    ? { text: t('question-back'), data: questionBack.data(data) }
    : { text: t('question-retire'), data: questionRetire.data(data) }
  const buttons = [
    [{ text: t('question-correct'), data: questionCorrect.data(data) }, life],
    file,
    [{ text: t('question-to-list'), data: bankList.data({ unit: unitId, of: id, page: 1 }) }],
  ]
  return publicMessage([`<b>${head}</b>`, ...lines].join('\n'), { buttons })
}

/** As what the bank is to be written. */
export function whichFormat(t: T, unit: BankUnit): Public {
  const button = (format: ExportFormat): Button => ({
    text: t(`question-export-${format}`),
    data: bankExportAs.data({ unit: unit.id, format }),
  })
  return publicMessage(escapeHtml(t('question-export-which', { unit: unit.name })), {
    buttons: inRows(exportFormats.map(button), 2),
  })
}

/** What is said with an exported file. */
export function exportCaption(
  t: T,
  { unit, format, count, leftOut }: { unit: string; format: ExportFormat; count: number; leftOut: number },
): string {
  const lines = [
    t('question-exported', { unit, count }),
    ...(format === 'aiken' ? [t('question-export-aiken-loses')] : []),
    ...(leftOut > 0 ? [t('question-export-left-out', { count: leftOut })] : []),
    t('question-export-no-files'),
  ]
  return escapeHtml(lines.join('\n'))
}
