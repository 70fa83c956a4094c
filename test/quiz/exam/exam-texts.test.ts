import { describe, expect, test } from 'vitest'
import { visibleLength } from '../../../src/delivery/visible-length.ts'
import { loadTexts } from '../../../src/lib/i18n.ts'
import { renderPicture } from '../../../src/pictures/render-picture.ts'
import { drawCertificate } from '../../../src/quiz/exam/draw-certificate.ts'
import type { Exam } from '../../../src/quiz/exam/exam.ts'
import {
  closeQuestion,
  confirmExam,
  endedMessage,
  hostCard,
  tableCaption,
  tooFewMessage,
} from '../../../src/quiz/exam/exam-host-texts.ts'
import type { ExamReport } from '../../../src/quiz/exam/exam-report.ts'
import { examSheets } from '../../../src/quiz/exam/exam-sheets.ts'
import {
  announcement,
  examList,
  handInQuestion,
  otherOpenMessage,
  paperMessage,
  takerCard,
} from '../../../src/quiz/exam/exam-texts.ts'
import type { Paper } from '../../../src/quiz/exam/paper.ts'
import {
  type Certified,
  certificateCaption,
  certifiedMessage,
  resultMessage,
  wrongMessage,
} from '../../../src/quiz/exam/result-texts.ts'
import type { PaperView } from '../../../src/quiz/exam/show-paper.ts'
import type { Question } from '../../../src/quiz/question.ts'
import { spoken } from '../../support/spoken.ts'

const now = new Date('2026-03-02T01:00:00Z')
const timeZone = 'Asia/Shanghai'
const clock = { now, timeZone }
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

const exam: Exam = {
  id: 4,
  unitId: 2,
  hostId: 3,
  title: '党史<测验>',
  set: { chapters: [], tags: [] },
  count: 10,
  opensAt: at(-1),
  closesAt: at(23),
  attempts: 2,
  passPercent: 60,
  minutes: 30,
  tellsGroups: false,
  announcedAt: at(-1),
  closedAt: undefined,
  nextAt: at(23),
  endedAt: undefined,
}
const paper: Paper = {
  id: 9,
  examId: 4,
  personId: 5,
  attempt: 1,
  startedAt: at(-0.5),
  endsAt: at(0.2),
  handedInAt: at(-0.1),
  right: 8,
  isPassed: true,
  name: '张三',
  certificate: '4820-3759-1604',
}
const question: Question = {
  id: 7,
  unitId: 1,
  version: 1,
  kind: 'several',
  stem: '哪些算数？',
  options: ['甲', '乙', '丙'],
  right: [0, 2],
  explanation: '甲和丙都算。',
  source: '办法第三条',
  chapter: '',
  tags: [],
  validFrom: undefined,
  validUntil: undefined,
  media: undefined,
  retiredAt: undefined,
}
const view: PaperView = {
  paperId: 9,
  title: exam.title,
  place: 1,
  total: 10,
  question,
  order: [2, 0, 1],
  chosen: [0],
  seconds: 750,
  unanswered: 3,
}

test('an announcement', () => {
  expect(spoken((t) => announcement(t, exam, { unit: '和平村', timeZone }))).toMatchSnapshot()
})

test('an exam for who may take it: to come, open, begun, used up, over', () => {
  const unit = { name: '和平村', path: '/1/2/' }
  const card = (change: Partial<Exam>, papers: Paper[] = [], open?: Paper, belongs = true) =>
    spoken((t) => takerCard(t, { exam: { ...exam, ...change }, unit, papers, open, belongs }, clock))
  expect(card({ opensAt: at(1) })).toMatchSnapshot()
  expect(card({})).toMatchSnapshot()
  expect(card({}, [paper, { ...paper, id: 10, attempt: 2 }])).toMatchSnapshot()
  expect(card({ closesAt: now }, [paper])).toMatchSnapshot()
  const open = { ...paper, id: 10, attempt: 2, handedInAt: undefined }
  expect(card({}, [paper, open], open)).toMatchSnapshot()
  expect(card({ attempts: 1 }, [paper])).toMatchSnapshot()
  expect(card({ closesAt: now, closedAt: now }, [paper])).toMatchSnapshot()
  expect(card({ opensAt: at(1), closesAt: now, closedAt: now })).toMatchSnapshot()
  expect(card({}, [paper], undefined, false)).toMatchSnapshot()
})

describe('a paper', () => {
  test('at a question, in the middle and at both ends', () => {
    expect(spoken((t) => paperMessage(t, view))).toMatchSnapshot()
    const single: Question = { ...question, kind: 'single', right: [0] }
    expect(
      spoken((t) => paperMessage(t, { ...view, question: single, place: 0, unanswered: 0 })),
    ).toMatchSnapshot()
    expect(spoken((t) => paperMessage(t, { ...view, place: 9, seconds: 59 }))).toMatchSnapshot()
  })

  test('before it is handed in', () => {
    expect(spoken((t) => handInQuestion(t, view))).toMatchSnapshot()
    expect(spoken((t) => handInQuestion(t, { ...view, unanswered: 0 }))).toMatchSnapshot()
  })

  test('at its longest is a message that Telegram takes', () => {
    const longest = {
      ...question,
      stem: '题'.repeat(300),
      options: Array.from({ length: 8 }, () => '项'.repeat(100)),
    }
    const t = loadTexts().in('zh-CN')
    const order = [0, 1, 2, 3, 4, 5, 6, 7]
    expect(visibleLength(paperMessage(t, { ...view, question: longest, order }).html)).toBeLessThanOrEqual(
      4_096,
    )
  })
})

test('a result: passed while the window is open, by the clock, all right, when it is over, and cut short', () => {
  const result = {
    exam,
    paper,
    right: 8,
    total: 10,
    isPassed: true,
    isOver: false,
    attemptsLeft: 1,
    isByClock: false,
    timeZone,
  }
  expect(spoken((t) => resultMessage(t, result))).toMatchSnapshot()
  const failed = { ...result, right: 2, isPassed: false, isByClock: true, attemptsLeft: 0 }
  expect(spoken((t) => resultMessage(t, failed))).toMatchSnapshot()
  expect(spoken((t) => resultMessage(t, { ...result, right: 10, attemptsLeft: 0 }))).toMatchSnapshot()
  expect(spoken((t) => resultMessage(t, { ...failed, isOver: true }))).toMatchSnapshot()
  const cutShort = { ...failed, isOver: true, exam: { ...exam, closedAt: paper.endsAt } }
  expect(spoken((t) => resultMessage(t, cutShort))).toMatchSnapshot()
})

test('what was wrong', () => {
  const wrong = { paperId: 9, at: 2, count: 3, question, order: [2, 0, 1], chosen: [1] }
  expect(spoken((t) => wrongMessage(t, wrong))).toMatchSnapshot()
  expect(spoken((t) => wrongMessage(t, { ...wrong, at: 1, count: 1, chosen: [] }))).toMatchSnapshot()
})

describe('a certificate', () => {
  const certified: Certified = {
    number: '4820-3759-1604',
    name: '张<三>',
    title: exam.title,
    day: '2026-03-02',
    right: 8,
    total: 10,
  }

  test('when it is sent, and when it is checked', () => {
    expect(spoken((t) => certificateCaption(t, certified))).toMatchSnapshot()
    expect(spoken((t) => certifiedMessage(t, certified))).toMatchSnapshot()
  })

  const drawn = (change: Partial<Certified>) =>
    drawCertificate(loadTexts().in('zh-CN'), { ...certified, ...change }).svg

  test('shows of a name what can be drawn, and where nothing can a neutral word', () => {
    expect(drawn({ name: '张三🌹👨‍👩‍👧' })).toContain('>张三<')
    expect(drawn({ name: '\u202E三张\u200Babc' })).toContain('>三张abc<')
    expect(drawn({ name: '𠮷野' })).toContain('>〓野<')
    expect(drawn({ name: 'བཀྲ་ཤིས' })).toContain('>བཀྲ་ཤིས<')
    for (const name of ['', 'ㅤ', '🌹🌹', 'محمد', '\u202E']) expect(drawn({ name })).toContain('>考生<')
    expect(drawn({ title: '🌹' })).toContain('>一场考试<')
  })

  test('shows all of a long title on two lines that can be read', () => {
    const title =
      '关于二〇二六年度农村党员集中学习教育培训暨基层党组织书记能力提升专题班结业考试第二批次补考及复核测验安排说明'
    const svg = drawn({ title })
    const lines = [...svg.matchAll(/font-size="(\d+)"[^>]*>([^<]*)</g)].filter(
      ([, , words = '']) => words !== '' && title.includes(words),
    )
    expect(lines.map(([, , words]) => words).join('')).toBe(title)
    expect(lines).toHaveLength(2)
    for (const [, size] of lines) expect(Number(size)).toBeGreaterThanOrEqual(24)
    const words = 'Regulations for villages on the keeping of cattle and horses'
    expect(drawn({ title: words })).toContain('>Regulations for villages on the')
  })

  test('says in the picture whose it is, what for, when, and its number', async () => {
    for (const language of ['zh-CN', 'en']) {
      const { svg } = drawCertificate(loadTexts().in(language), certified)
      for (const words of ['张&lt;三&gt;', '党史&lt;测验&gt;', '2026-03-02', '4820-3759-1604'])
        expect(svg).toContain(words)
      expect((await renderPicture({ svg })).length).toBeGreaterThan(5_000)
    }
  })
})

test('that another paper is open, with the way to it', () => {
  const other = { examId: 4, title: '党史<测验>', attempt: 2 }
  expect(spoken((t) => otherOpenMessage(t, other))).toMatchSnapshot()
})

test('the exams of somebody', () => {
  const other = { ...exam, id: 5, title: '惠农政策' }
  const old = { ...exam, id: 6, title: '去年的' }
  const none = { page: 1, pages: 1, exams: [] }
  const list = { take: [exam], taken: [old], managed: { page: 1, pages: 1, exams: [other] } }
  expect(spoken((t) => examList(t, list))).toMatchSnapshot()
  const middle = { page: 2, pages: 3, exams: [other] }
  expect(spoken((t) => examList(t, { take: [], taken: [], managed: middle }))).toMatchSnapshot()
  expect(spoken((t) => examList(t, { take: [], taken: [], managed: none }))).toMatchSnapshot()
})

describe('for the host', () => {
  const host = { exam, unit: '和平村', taken: 12, passed: 9 }

  test('the card: open, over, and before anybody took it', () => {
    expect(spoken((t) => hostCard(t, host, clock))).toMatchSnapshot()
    expect(spoken((t) => hostCard(t, { ...host, exam: { ...exam, closesAt: now } }, clock))).toMatchSnapshot()
    expect(
      spoken((t) => hostCard(t, { ...host, exam: { ...exam, opensAt: at(1) }, taken: 0 }, clock)),
    ).toMatchSnapshot()
  })

  test('the card of what was closed early, and of what was called off', () => {
    const closed = { ...exam, closesAt: now, closedAt: now }
    expect(spoken((t) => hostCard(t, { ...host, exam: closed }, clock))).toMatchSnapshot()
    const calledOff = { ...host, taken: 0, passed: 0, exam: { ...closed, opensAt: at(1) } }
    expect(spoken((t) => hostCard(t, calledOff, clock))).toMatchSnapshot()
    expect(spoken((t) => endedMessage(t, calledOff))).toMatchSnapshot()
  })

  test('closing, calling off, the end, the table, too few questions', () => {
    expect(spoken((t) => closeQuestion(t, host, now))).toMatchSnapshot()
    const coming = { ...host, exam: { ...exam, opensAt: at(1) } }
    expect(spoken((t) => closeQuestion(t, coming, now))).toMatchSnapshot()
    expect(spoken((t) => endedMessage(t, { ...host, taken: 1, passed: 0 }))).toMatchSnapshot()
    const unheard = { ...host, taken: 0, passed: 0, exam: { ...exam, announcedAt: undefined } }
    expect(spoken((t) => endedMessage(t, unheard))).toMatchSnapshot()
    expect(spoken((t) => tooFewMessage(t, exam))).toMatchSnapshot()
    expect(spoken((t) => tableCaption(t, exam))).toMatchSnapshot()
  })

  test('before it is set', () => {
    const before = { terms: exam, unit: '和平村', people: 42, groups: 2, tellsGroups: true, now, timeZone }
    expect(spoken((t) => confirmExam(t, before))).toMatchSnapshot()
    const later = { ...before, tellsGroups: false, terms: { ...exam, opensAt: at(2) } }
    expect(spoken((t) => confirmExam(t, later))).toMatchSnapshot()
    const atNight = { ...later, terms: { ...exam, opensAt: at(14) } }
    expect(spoken((t) => confirmExam(t, atNight))).toMatchSnapshot()
  })

  test('the table: people, questions with their flags, and what the figures mean', () => {
    const stats = {
      questionId: 7,
      version: 1,
      asked: 12,
      right: 3,
      share: 0.25,
      discrimination: -0.123,
      chosen: new Map([
        [0, 3],
        [1, 9],
      ]),
      unanswered: 1,
      flags: ['too-hard', 'ambiguous'] as const,
    }
    const report: ExamReport = {
      exam,
      takers: [
        {
          name: '李四',
          unit: '和平村 · 二组',
          attempts: 1,
          best: { ...paper, right: 2, isPassed: false, certificate: undefined },
          total: 10,
        },
        { name: '张三', unit: '和平村 · 一组', attempts: 2, best: paper, total: 10 },
      ],
      items: [{ stats, question }],
    }
    for (const language of ['zh-CN', 'en']) {
      const sheets = examSheets(loadTexts().in(language), report)
      expect(
        sheets.map(({ name, columns, rows }) => [name, columns.map(({ head }) => head), ...rows]),
      ).toMatchSnapshot()
      const open = examSheets(loadTexts().in(language), { ...report, items: undefined })
      expect(open.map(({ name, rows }) => [name, ...rows]).slice(1)).toMatchSnapshot()
    }
  })
})
