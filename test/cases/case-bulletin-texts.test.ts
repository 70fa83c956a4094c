import { expect, test } from 'vitest'
import { caseKinds } from '../../src/cases/case.ts'
import type { BulletinLines } from '../../src/cases/reports/case-bulletin.ts'
import {
  type BulletinView,
  bulletinMessage,
  bulletinQuestion,
  bulletinSent,
  whichBulletin,
  whichMonth,
} from '../../src/cases/reports/case-bulletin-texts.ts'
import { spoken } from '../support/spoken.ts'
import { heping, qinghe, sample, viewOf } from './sample-report.ts'

const { period } = viewOf(sample)
const none = Object.fromEntries(caseKinds.map((kind) => [kind, 0]))
const lines: BulletinLines = { received: 25, closed: 15, inTime: 0, kinds: { ...none, water: 10, road: 5 } }
const nothing: BulletinLines = { received: 0, closed: 0, inTime: 0, kinds: none }
const view = (unit: BulletinView['unit'], said: BulletinLines): BulletinView => ({
  unit,
  period,
  lines: said,
  publishedAt: new Date('2026-03-03T01:00:00Z'),
  timeZone: 'Asia/Shanghai',
})

test('of a village: "at least", and "fewer than 5"', () => {
  expect(spoken((t) => bulletinMessage(t, view(heping, lines)))).toMatchSnapshot()
  expect(spoken((t) => bulletinMessage(t, view(heping, nothing)))).toMatchSnapshot()
})

test('of the town, which says of what is scattered over its villages nothing', () => {
  expect(spoken((t) => bulletinMessage(t, view(qinghe, lines)))).toMatchSnapshot()
  expect(spoken((t) => bulletinMessage(t, view(qinghe, nothing)))).toMatchSnapshot()
})

test('before it is sent one sees whom it reaches; when it reaches nobody there is no button', () => {
  const reach = { groups: 12, heard: 3, waitsForMorning: true, seal: 'abcdefgh' }
  expect(spoken((t) => bulletinQuestion(t, view(heping, lines), reach))).toMatchSnapshot()
  const nobody = { ...reach, groups: 0, heard: 1, waitsForMorning: false }
  expect(spoken((t) => bulletinQuestion(t, view(heping, nothing), nobody))).toMatchSnapshot()
})

test('whose, of which month, and that it is on its way', () => {
  expect(spoken((t) => whichBulletin(t, [qinghe, heping]))).toMatchSnapshot()
  expect(spoken((t) => whichMonth(t, heping, [period]))).toMatchSnapshot()
  expect(spoken((t) => bulletinSent(t, view(heping, lines), 1))).toMatchSnapshot()
})
