import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agree, notYet } from '../../src/cases/mediation/agree.ts'
import { arrangeMeeting, cancelMeeting } from '../../src/cases/mediation/arrange-meeting.ts'
import { askAboutPromises } from '../../src/cases/mediation/ask-about-promises.ts'
import { versionOf } from '../../src/cases/mediation/mediation.ts'
import { nextMeeting } from '../../src/cases/mediation/meeting-store.ts'
import { remindOfMeetings } from '../../src/cases/mediation/remind-of-meetings.ts'
import { writeAgreement } from '../../src/cases/mediation/write-agreement.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import type { Message } from '../../src/delivery/message.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { me } from '../support/phone.ts'
import { runs } from '../support/runs.ts'
import {
  buttonsOf,
  by,
  type Dispute,
  dayMs,
  hourMs,
  mediationNow,
  messagesTo,
  withBothSides,
} from './dispute.ts'
import type { Somebody } from './town.ts'

type Who = 'zhang' | 'li'

/** What somebody does, or tries. */
type Deed =
  | { do: 'tell' | 'reply' | 'write' | 'look'; who: Who }
  | { do: 'press'; who: Who | 'zheng'; which: number }
  | { do: 'answer'; whom: 'answer' | 'answer-party' | 'note' }
  | { do: 'meet' | 'draft' | 'days' }
  | { do: 'agree' | 'not-yet'; who: Who }

const who = fc.constantFrom<Who>('zhang', 'li')
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constantFrom('tell', 'reply', 'write', 'look'), who }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('press'),
      who: fc.constantFrom<Who | 'zheng'>('zhang', 'li', 'zheng'),
      which: fc.nat(),
    }),
  },
  fc.record({ do: fc.constant('answer'), whom: fc.constantFrom('answer', 'answer-party', 'note') }),
  fc.record({ do: fc.constantFrom('meet', 'draft', 'days') }),
  fc.record({ do: fc.constantFrom('agree', 'not-yet'), who }),
)

const file = (fileId: string) => ({ kind: 'voice', fileId }) as const

/** One dispute, and whose thread each of its words belongs to. */
class Story {
  readonly #dispute: Dispute
  #words = 0

  constructor(dispute: Dispute) {
    this.#dispute = dispute
  }

  /** A word that is nowhere else: 〔zhang 7〕. */
  #word(thread: Who | 'note'): { words: { text: string; places: [] }; files: ReturnType<typeof file>[] } {
    const mark = `〔${thread} ${++this.#words}〕`
    return { words: { text: mark, places: [] }, files: [file(mark)] }
  }

  /** Everything that anybody was shown so far, by whom. */
  async #shownTo({ chatId, telegramUserId }: Somebody): Promise<Message[]> {
    const said = this.#dispute.phone.said.filter(({ to }) => to.telegramId === telegramUserId)
    const messages = said.flatMap(({ call }) => ('message' in call ? [call.message] : []))
    return [...messages, ...(await messagesTo(this.#dispute, { chatId }))]
  }

  async #allButtons(): Promise<string[]> {
    const { zhang, li, sun, yang, wang } = this.#dispute
    const shown = await Promise.all([zhang, li, sun, yang, wang].map((one) => this.#shownTo(one)))
    return [...new Set(buttonsOf(shown.flat()).map(({ data }) => data))]
  }

  async do(deed: Deed): Promise<void> {
    const { app, phone, sun, caseId, number, key } = this.#dispute
    const now = app.clock.now().getTime()
    switch (deed.do) {
      case 'tell': {
        const one = this.#dispute[deed.who]
        await sayOfCase(app, by(one), caseId, 'told', this.#word(deed.who), key())
        return
      }
      case 'reply': {
        const { user } = this.#dispute[deed.who]
        const chat = { id: 1, type: 'private', first_name: '' }
        const answered = { message_id: 1, date: 1, chat, from: me, text: `诉求 ${number} · 邻里` } as never
        const { text } = this.#word(deed.who).words
        return phone.hears(phone.message(user, { text, reply_to_message: answered }))
      }
      case 'write':
        return phone.says(this.#dispute[deed.who].user, this.#word(deed.who).words.text)
      case 'look': {
        const { user } = this.#dispute[deed.who]
        for (const command of [`/case ${number}`, '/mycases', '/desk', '/allcases'])
          await phone.says(user, command)
        return
      }
      case 'press': {
        const all = await this.#allButtons()
        const data = all[deed.which % Math.max(1, all.length)]
        return data === undefined ? undefined : phone.hears(phone.press(this.#dispute[deed.who].user, data))
      }
      case 'answer': {
        const thread = { answer: 'zhang', 'answer-party': 'li', note: 'note' } as const
        await sayOfCase(app, by(sun), caseId, deed.whom, this.#word(thread[deed.whom]), key())
        // The mediator opens what there is, so that its buttons can be stolen.
        await phone.says(sun.user, `/case ${number}`)
        return
      }
      case 'meet': {
        const meeting = await nextMeeting(app.db, app, caseId, app.clock.now())
        const plan = { at: new Date(now + 30 * hourMs), place: '村委会' }
        if (meeting) await cancelMeeting(app, by(sun), caseId, meeting.id)
        else await arrangeMeeting(app, by(sun), caseId, plan, key())
        return
      }
      case 'draft':
        await writeAgreement(app, by(sun), caseId, { text: `第 ${++this.#words} 稿` })
        return
      case 'days':
        await app.clock.advance(dayMs)
        await remindOfMeetings(app)
        await askAboutPromises(app)
        return
      case 'agree':
      case 'not-yet': {
        const one = this.#dispute[deed.who]
        const version = versionOf(await mediationNow(this.#dispute))
        if (deed.do === 'agree') await agree(app, by(one), caseId, version)
        else await notYet(app, by(one), caseId, { version, said: this.#word(deed.who) }, key())
        return
      }
    }
  }

  /** Everybody tries every door at the end: what was said last is to be found behind one of them, if anywhere. */
  async tryAllDoors(): Promise<void> {
    const { phone, caseId, zhang, li, zheng } = this.#dispute
    const pages = ['party-thread', 'party-files', 'case-thread', 'case-files'].map(
      (door) => `${door}:${caseId}:1`,
    )
    const doors = [...pages, `mediation:${caseId}`, `case-open:${caseId}`, `case-alike:${caseId}`]
    for (const { user } of [zhang, li, zheng])
      for (const door of doors) await phone.hears(phone.press(user, door))
  }

  /** All that somebody has heard and seen, with the files. */
  async heardBy(one: Somebody): Promise<string> {
    const shown = await this.#shownTo(one)
    return JSON.stringify(shown.map(({ html, media, buttons }) => [html, media, buttons]))
  }
}

/** A refusal is an answer; anything else is a fault. */
async function attempt(story: Story, deed: Deed): Promise<void> {
  try {
    await story.do(deed)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

test('whatever both sides, the mediator and an outsider do and try: neither side ever hears the other one’s thread', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 35 }), async (deeds) => {
      const dispute = await withBothSides()
      const story = new Story(dispute)
      for (const one of deeds) await attempt(story, one)
      await story.tryAllDoors()
      const { zhang, li, zheng, phone } = dispute
      const toZhang = await story.heardBy(zhang)
      const toLi = await story.heardBy(li)
      expect(toZhang).not.toMatch(/〔(li|note) \d+〕|李四(说|发来)/)
      expect(toLi).not.toMatch(/〔(zhang|note) \d+〕|占了我家|张三/)
      expect(await story.heardBy(zheng)).not.toMatch(/〔|占了我家|张三|李四/)
      expect(phone.toasts.join()).not.toMatch(/〔|占了我家|张三|李四/)
    }),
    { numRuns: runs(15) },
  )
})
