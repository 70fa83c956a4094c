import type { User } from 'grammy/types'
import { readSheet } from 'read-excel-file/node'
import type { App } from '../../../src/app.ts'
import type { Operation } from '../../../src/delivery/delivery.ts'
import type { Message } from '../../../src/delivery/message.ts'
import type { Person } from '../../../src/org/person.ts'
import type { Exam, ExamTerms } from '../../../src/quiz/exam/exam.ts'
import { examButtons, examCommands, examConversations, examLinks } from '../../../src/quiz/exam/exam-bot.ts'
import { examChoose, examHandInSure, examStart } from '../../../src/quiz/exam/exam-buttons.ts'
import { holdExam } from '../../../src/quiz/exam/hold-exam.ts'
import { paperButtons, paperCommands } from '../../../src/quiz/exam/paper-bot.ts'
import { testApp } from '../../support/app.ts'
import { featureWith } from '../../support/feature.ts'
import { personNamed, testUnits } from '../../support/people.ts'
import { human, Phone } from '../../support/phone.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs

export const userOf = ({ telegramUserId, name }: Person): User => human(telegramUserId ?? 0, name)
export const by = ({ id }: Person) => ({ personId: id })

/** Nothing waits in the inbox. */
export const allHeard = (app: App) => async () => app.clock.now()

export interface PromisedMessage {
  key: string
  message: Message
  bytes: Buffer | undefined
  quiet: boolean
  notBefore: Date
  state: string
}

export type Hall = Awaited<ReturnType<typeof examHall>>

/** A town where 何主持 holds exams in 和平村, 张三 lives there and 赵六 does not; and how they are held and taken. */
export async function examHall() {
  const app = await testApp()
  const units = await testUnits(app)
  const parts = {
    commands: [...examCommands, ...paperCommands],
    conversations: examConversations,
    startLinks: examLinks,
  }
  const feature = featureWith(parts, (buttons) => {
    examButtons(buttons)
    paperButtons(buttons)
  })
  const phone = new Phone(app, [feature])
  /** Secretary of 和平村. */
  const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
  /** Hosts quizzes in 和平村, as sun does. */
  const he = await personNamed(app, '何主持', { roles: [['host', units.heping]] })
  const sun = await personNamed(app, '孙主持', { roles: [['host', units.heping]] })
  const zhang = await personNamed(app, '张三', { home: units.hepingOne })
  const zhao = await personNamed(app, '赵六', { home: units.tuanjieOne })

  let held = 0
  /** 何主持 holds an exam: three of the questions, ten minutes, within an hour from now. */
  async function hold(
    more: Partial<ExamTerms> = {},
    { tellsGroups = false, host = he }: { tellsGroups?: boolean; host?: Person } = {},
  ): Promise<Exam> {
    const now = app.clock.now()
    const terms: ExamTerms = {
      unitId: units.heping.id,
      title: '党史测验',
      set: { chapters: [], tags: [] },
      count: 3,
      opensAt: now,
      closesAt: new Date(now.getTime() + hourMs),
      attempts: 2,
      passPercent: 60,
      minutes: 10,
      ...more,
    }
    return holdExam(app, by(host), { terms, tellsGroups }, `u:exam:${held++}`)
  }

  const press = (person: Person, data: string) => phone.hears(phone.press(userOf(person), data))
  const papers = () => app.db.examPaper.findMany({ orderBy: { id: 'asc' } })
  const answersOf = (paperId: number) =>
    app.db.examAnswer.findMany({ where: { paperId }, orderBy: { place: 'asc' } })

  const choose = (person: Person, paper: number, place: number, option: number) =>
    press(person, examChoose.data({ paper, place, option, to: 1 }))

  /** As the button on the card does: the next attempt, or the one that is open. */
  async function start(person: Person, exam: Exam): Promise<void> {
    const where = { examId: exam.id, personId: person.id, handedInAt: { not: null } }
    const attempt = (await app.db.examPaper.count({ where })) + 1
    await press(person, examStart.data({ exam: exam.id, attempt }))
  }

  /** Somebody takes it: which of the questions they know; undefined is left out. */
  async function take(person: Person, exam: Exam, ...rights: (boolean | undefined)[]): Promise<number> {
    await start(person, exam)
    const paper = (await papers()).at(-1)?.id ?? 0
    for (const [place, isRight] of rights.entries())
      if (isRight !== undefined) await choose(person, paper, place, isRight ? 0 : 1)
    return paper
  }

  async function takeAndHandIn(
    person: Person,
    exam: Exam,
    ...rights: (boolean | undefined)[]
  ): Promise<number> {
    const paper = await take(person, exam, ...rights)
    await press(person, examHandInSure.data({ paper }))
    return paper
  }

  async function promisesTo({ chatId }: Person): Promise<PromisedMessage[]> {
    const rows = await app.db.delivery.findMany({
      where: { chatId: chatId ?? 0 },
      include: { content: true },
      orderBy: { id: 'asc' },
    })
    const all = rows.map(async ({ key, quiet, notBefore, state, content: { body, confidential } }) => {
      const operation: Operation = JSON.parse(confidential ? app.sealer.open(body) : body)
      if (operation.do !== 'send') throw new Error('nothing is sent')
      const { media } = operation.message
      const bytes = media && 'kept' in media ? await app.files.get(media.kept.key) : undefined
      return { key, quiet, notBefore, state, message: operation.message, bytes }
    })
    return Promise.all(all)
  }

  async function fileOf(person: Person, ending: string): Promise<Buffer> {
    const found = (await promisesTo(person)).findLast(
      ({ message: { media } }) => media && 'kept' in media && media.kept.name.endsWith(ending),
    )
    if (!found?.bytes) throw new Error(`there is no ${ending}`)
    return found.bytes
  }

  const sheet = async (person: Person, name: string) => readSheet(await fileOf(person, '.xlsx'), name)

  /** The clock goes on to a moment of the town, `2026-03-02T22:10`. */
  const goTo = (local: string) =>
    app.clock.advance(new Date(`${local}+08:00`).getTime() - app.clock.now().getTime())

  const people = { yang, he, sun, zhang, zhao }
  const acts = { hold, press, choose, start, take, takeAndHandIn, goTo }
  return { app, units, phone, ...people, ...acts, papers, answersOf, promisesTo, fileOf, sheet }
}
