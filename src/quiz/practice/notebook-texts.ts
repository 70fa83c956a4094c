import { type Button, type Confidential, confidential } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import type { T } from '../../lib/i18n.ts'
import { shorten } from '../../lib/shorten.ts'
import { type Asked, askedLines, choiceInWords, explainedLines } from '../asked-texts.ts'
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

/** A button of the list shows so much of a question. */
const longestLabel = 28

const labelOf = (stem: string) => {
  const short = shorten(stem.replaceAll(/\s+/g, ' '), longestLabel)
  return short === stem ? short : `${short}…`
}

function turning(t: T, { page, pages, words }: NotebookView): Button[] {
  const turn = (to: number, key: string) => ({
    text: t(key),
    data: practiceMistakes.data({ page: to, words }),
  })
  return [
    ...(page > 1 ? [turn(page - 1, 'list-before')] : []),
    ...(page < pages ? [turn(page + 1, 'list-after')] : []),
  ]
}

const search = (t: T): Button => ({ text: t('practice-search'), data: practiceSearch.data({}) })

function emptyNotebook(t: T, words: string): Confidential {
  if (words === '') return confidential(t('practice-mistakes-none'), { buttons: [[forgetButton(t)]] })
  const html = t('practice-not-found', { words: escapeHtml(words) })
  return confidential(html, { buttons: [[search(t), notebookButton(t)]] })
}

/** A page of the notebook: each mistake is a button. */
export function notebookMessage(t: T, view: NotebookView): Confidential {
  const { words, mistakes, total, page, pages } = view
  if (total === 0) return emptyNotebook(t, words)
  const head =
    words === ''
      ? t('practice-mistakes-head', { total, page, pages })
      : t('practice-found', { words: escapeHtml(words), total, page, pages })
  const list = mistakes.map(({ id, stem }) => [
    { text: labelOf(stem), data: practiceMistake.data({ question: id }) },
  ])
  const practise = { text: t('practice-page'), data: practicePage.data({ page, words }) }
  const last = words === '' && page === pages ? [forgetButton(t)] : []
  const buttons = [...list, turning(t, view), [practise], [search(t)], last].filter((row) => row.length > 0)
  return confidential(head, { buttons })
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
