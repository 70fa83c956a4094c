import type { ConversationSpec, Heard, Talk } from '../../bot/talk.ts'
import { publicMessage } from '../../delivery/message.ts'
import { escapeHtml } from '../../lib/html.ts'
import { Refusal } from '../../lib/refusal.ts'
import { shorten } from '../../lib/shorten.ts'
import { unitsWith } from '../../org/may.ts'
import type { OnBehalf } from './file-case.ts'
import { askReport, type ReportArgs } from './report-conversation.ts'

export const reportForName = 'report-for'

const nameNeeded = new Refusal('report-name-needed')

const wordOf = (heard: Heard) => (heard.kind === 'text' ? shorten(heard.text.trim(), 60) : '')

/** How it came, who it is, and whether they said that it may be told for them. */
async function askForWhom(talk: Talk): Promise<OnBehalf> {
  const { t } = talk
  const wayIn = await talk.choose<OnBehalf['wayIn']>(publicMessage(t('report-for-way')), [
    [
      { id: 'visit', label: t('report-way-visit') },
      { id: 'phone', label: t('report-way-phone') },
      { id: 'paper', label: t('report-way-paper') },
    ],
  ])
  const name = await talk.ask(publicMessage(t('report-for-name')), (heard) => wordOf(heard) || nameNeeded)
  const contact = await talk.chooseOrAsk<'none', string>(
    publicMessage(t('report-for-contact')),
    [[{ id: 'none', label: t('report-for-no-contact') }]],
    (heard) => wordOf(heard) || nameNeeded,
  )
  const consent = await talk.choose<'yes' | 'no'>(
    publicMessage(t('report-for-consent', { name: escapeHtml(name) })),
    [[{ id: 'yes', label: t('report-consented') }], [{ id: 'no', label: t('report-not-asked') }]],
  )
  return { wayIn, name, contact: 'said' in contact ? contact.said : '', consented: consent === 'yes' }
}

/** A cadre tells it for somebody who came, called or wrote. */
export const tellForAnother: ConversationSpec = {
  name: reportForName,
  version: 2,
  async run(talk, given) {
    const args = (given ?? {}) as ReportArgs
    const unitId = args.unitId ?? (await officeOf(talk))
    const onBehalf = args.unitId === undefined ? await askForWhom(talk) : undefined
    await askReport(talk, { ...args, ...(unitId !== undefined && { unitId }) }, onBehalf)
  },
}

/** Where a cadre may tell it for others, when that is one place. */
async function officeOf(talk: Talk): Promise<number | undefined> {
  const ids = await talk.must(async ({ db }) => {
    const units = await unitsWith(db, talk.personId, 'file-for-others')
    return units.map(({ id }) => id)
  })
  return ids.length === 1 ? ids[0] : undefined
}
