import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { turning } from '../../delivery/turning.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { type Asked, askedLines, choiceInWords, explainedLines } from '../asked-texts.ts'
import { numberButtons, numberedLine } from '../numbered.ts'
import {
  practiceAgain,
  practiceMistake,
  practiceMistakes,
  practicePage,
  practiceSearch,
} from '../practice-buttons.ts'
import { optionsOf } from '../question.ts'
import type { MistakeView, NotebookView } from './notebook.ts'
import { forgetButton, notebookButton } from './practice-texts.ts'

const search = (t: T): Button => ({ text: t('practice-search'), data: practiceSearch.data({}) })

function emptyNotebook(t: T, words: string): Confidential {
  if (words === '') return confidential(t('practice-mistakes-none'), { buttons: [[forgetButton(t)]] })
  const html = t('practice-not-found', { words: escapeHtml(words) })
  return confidential(html, { buttons: [[search(t), notebookButton(t)]] })
}

function headOf(t: T, { words, total, page, pages }: NotebookView): string {
  const where = pages > 1 ? t('practice-page-of', { page, pages }) : ''
  return words === ''
    ? t('practice-mistakes-head', { total, where })
    : t('practice-found', { words: escapeHtml(words), total, where })
}

/** A page of the notebook; each mistake opens by the button of its number. */
export function notebookMessage(t: T, view: NotebookView): Confidential {
  const { words, mistakes, total, page, pages, perPage } = view
  if (total === 0) return emptyNotebook(t, words)
  const first = (page - 1) * perPage + 1
  const lines = mistakes.map(({ stem }, at) => escapeHtml(numberedLine(first + at, stem)))
  const list = numberButtons(
    mistakes.map(({ id }) => id),
    { first, perRow: perPage },
    (question) => practiceMistake.data({ question }),
  )
  const turn = (to: number) => practiceMistakes.data({ page: to, words })
  const practise = { text: t('practice-page'), data: practicePage.data({ page, words }) }
  const last = words === '' && page === pages ? [forgetButton(t)] : []
  const buttons = [...list, turning(t, view, turn), [practise], [search(t)], last].filter(
    (row) => row.length > 0,
  )
  return confidential([headOf(t, view), ...lines].join('\n'), { buttons })
}

/** One mistake: what was chosen, what is right and why. */
export function mistakeCard(t: T, { question, chosen, timesWrong, rightToGo }: MistakeView): Confidential {
  const order = optionsOf(t, question).map((_, place) => place)
  const asked: Asked = { question, order }
  const lines = [
    ...askedLines(t, asked, question.right),
    '',
    chosen
      ? t('practice-you-chose', { chosen: choiceInWords(t, asked, chosen) })
      : `<i>${t('practice-corrected-since')}</i>`,
    t('practice-is-right', { right: choiceInWords(t, asked, question.right) }),
    ...explainedLines(t, asked),
    '',
    t('practice-to-go', { times: timesWrong, more: rightToGo }),
  ]
  const again = { text: t('practice-again'), data: practiceAgain.data({ question: question.id }) }
  return confidential(lines.join('\n'), { buttons: [[again], [notebookButton(t)]] })
}
