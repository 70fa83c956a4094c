import { action } from '../bot/callback-data.ts'

export const issueStop = action('notice-stop', 'issue')
export const issueReport = action('notice-report', 'issue', 'page')
export const issueRecall = action('notice-recall', 'issue')
export const issueRecallSure = action('notice-recall-sure', 'issue')
export const noticeOpen = action('notice-open', 'notice')
export const noticeChange = action('notice-change', 'notice', 'how')
