import { Refusal } from '../../lib/refusal.ts'
import { askPaged } from '../../org/ask-paged.ts'
import { askUnit } from '../../org/ask-unit.ts'
import { townUnit } from '../../org/unit-store.ts'
import { type Candidate, handlerCandidates, leadCandidates } from '../candidates.ts'
import { caseFor } from '../see-case.ts'
import { type Asking, act, ask, askNote, askWhy, hasMoreThanWords, keep, words } from './ask-in-step.ts'
import { assignCase, handOverCase } from './assign-case.ts'
import { passOnCase, redirectCase } from './pass-on-case.ts'

/** Whom else a matter may be for, each with its words `case-outside-<id>`. */
const outside = ['police', 'power', 'water', 'road', 'court', 'county'] as const

async function choosePerson(asking: Asking, key: string, people: readonly Candidate[]): Promise<number> {
  const { t } = asking.talk
  const [only] = people
  if (!only) throw new Refusal('case-person-unfit')
  if (people.length === 1) return only.personId
  const options = people.map(({ personId, name, role }) => ({
    id: String(personId),
    label: t('report-official', { name, role: t(`role-${role}`) }),
  }))
  return Number(await askPaged(asking.talk, ask(asking, key), options))
}

export async function assign(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const by = { personId: talk.personId }
  const people = await talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, by, caseId)
    return {
      leads: await leadCandidates(app.db, app, one),
      handlers: await handlerCandidates(app.db, app, one),
    }
  })
  const leadId = await choosePerson(asking, 'case-which-lead', people.leads)
  const handlerId = await choosePerson(asking, 'case-which-handler', people.handlers)
  await act(asking, (app) => assignCase(app, by, caseId, { leadId, handlerId }))
}

export async function handOver(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const by = { personId: talk.personId }
  const others = await talk.must(async (app) => {
    const { one } = await caseFor(app.db, app, by, caseId)
    const able = await handlerCandidates(app.db, app, one)
    return able.filter(({ personId }) => personId !== one.handlerId)
  })
  const handlerId = await choosePerson(asking, 'case-which-handler', others)
  await act(asking, (app) => handOverCase(app, by, caseId, handlerId))
}

export async function passOn(asking: Asking): Promise<void> {
  const { talk, caseId } = asking
  const unit = await askUnit(talk, {
    tops: async ({ db }) => {
      const town = await townUnit(db)
      return town ? [town] : []
    },
    question: `<b>${asking.number}</b>\n${talk.t('case-which-unit')}`,
    whole: ({ name }) => talk.t('report-whole-unit', { unit: name }),
    isOffered: ({ kind }) => kind !== 'branch',
  })
  const why = await askWhy(asking, 'case-pass-on-why')
  // Afterwards it may not be theirs to see any more.
  if (hasMoreThanWords(why)) await keep(asking, 'note', why)
  const to = { unitId: unit.id, note: words(why) }
  await act(asking, (app) => passOnCase(app, { personId: talk.personId }, caseId, to))
}

/** For whom outside the town it is. */
export async function redirect(asking: Asking): Promise<void> {
  const usual = outside.map((id) => `case-outside-${id}`)
  const whom = await askNote(asking, 'case-to-whom', usual)
  await act(asking, (app) => redirectCase(app, { personId: asking.talk.personId }, asking.caseId, whom))
}
