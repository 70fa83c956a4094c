import { beforeEach, describe, expect, test } from 'vitest'
import { fillCalendar } from '../../src/calendar/fill-calendar.ts'
import type { CaseReport } from '../../src/cases/reports/case-report.ts'
import { drawUpReport } from '../../src/cases/reports/draw-up-report.ts'
import { readPeriod } from '../../src/cases/reports/report-period.ts'
import { acceptCase } from '../../src/cases/working/accept-case.ts'
import { assignCase } from '../../src/cases/working/assign-case.ts'
import { handleCase } from '../../src/cases/working/handle-case.ts'
import { confirmCase, disputeCase } from '../../src/cases/working/settle-case.ts'
import { withdrawCase } from '../../src/cases/working/withdraw-case.ts'
import { beginCase } from '../../src/cases/working/work-on-case.ts'
import type { Person } from '../../src/org/person.ts'
import type { Unit } from '../../src/org/unit.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { personNamed, type TestUnits, testUnits } from '../support/people.ts'
import { randomCases } from '../support/random-cases.ts'
import { type CaseTown, caseTown } from './town.ts'

const zone = 'Asia/Shanghai'

/** Half of the closed ones took at most so many days, half at least. */
function middle(
  cases: readonly { state: string; filedAt: Date; closedAt: Date | null }[],
): number | undefined {
  const days = cases
    .filter(({ state, closedAt }) => state === 'closed' && closedAt)
    .map(({ filedAt, closedAt }) => (Number(closedAt) - Number(filedAt)) / 86_400_000)
    .sort((a, b) => a - b)
  const half = Math.floor(days.length / 2)
  const [below = 0, above = 0] = [days[half - 1], days[half]]
  return days.length === 0 ? undefined : days.length % 2 === 1 ? above : (below + above) / 2
}

/** The same numbers, counted slowly: every row of the town is looked at by itself, and nothing is asked of the database. */
async function countAgain(app: TestApp, unit: Unit, name: string): Promise<Partial<CaseReport>> {
  const period = readPeriod(name, zone)
  if (!period) throw new Error('no period')
  const now = app.clock.now()
  const all = await app.db.case.findMany({
    include: { unit: true, handlingUnit: true, clocks: true, events: { orderBy: { seq: 'asc' } } },
  })
  const cases = all.filter(
    (one) => one.unit.path.startsWith(unit.path) && one.filedAt >= period.from && one.filedAt < period.to,
  )
  const n = (is: (one: (typeof cases)[number]) => boolean) => cases.filter(is).length
  const over = ['declined', 'closed', 'withdrawn']
  const ended = cases.filter(({ state }) => state === 'closed' || state === 'withdrawn')
  const asked = cases.filter(({ state }) => state === 'handled' || state === 'closed')
  const lastConfirm = ({ events }: (typeof cases)[number]) =>
    events.findLast(({ what }) => what === 'confirm')?.actor
  const by = (actor: string) =>
    asked.filter((one) => one.state === 'closed' && lastConfirm(one) === actor).length

  const word = { inTime: 0, late: 0, waiting: 0 }
  for (const one of cases) {
    const due = one.clocks
      .filter(({ purpose }) => purpose === 'word')
      .toSorted((a, b) => a.id - b.id)[0]?.dueAt
    if (one.answeredAt) word[due && one.answeredAt > due ? 'late' : 'inTime']++
    else if (!over.includes(one.state)) word[due && due < now ? 'late' : 'waiting']++
  }
  const levels = (['group', 'village', 'town'] as const).map((level) => {
    const isHere = (kind: string) => (kind === 'branch' ? 'group' : kind) === level
    const counts = { level, received: n((one) => isHere(one.handlingUnit.kind)), inTime: 0, overdue: 0 }
    for (const { clocks, events, joinedToId } of cases)
      for (const { purpose, level: of, startedAt, dueAt, stoppedAt, pausedAt } of clocks) {
        if (purpose !== 'handle' || !isHere(of)) continue
        const ranOver = dueAt < (pausedAt ?? stoppedAt ?? now)
        const wasHandled = events.some(
          ({ what, at }) => what === 'handle' && stoppedAt && at >= startedAt && at <= stoppedAt,
        )
        if (ranOver) counts.overdue++
        else if (wasHandled && !(joinedToId !== null && pausedAt)) counts.inTime++
      }
    return counts
  })
  return {
    received: cases.length,
    open: n(({ state }) => !over.includes(state)),
    late: n(({ state, dueAt }) => ![...over, 'handled'].includes(state) && dueAt !== null && dueAt < now),
    closed: n(({ state }) => state === 'closed'),
    withdrawn: n(({ state }) => state === 'withdrawn'),
    declined: n(({ state }) => state === 'declined'),
    word,
    levels,
    ended: ended.length,
    medianDays: middle(cases),
    outcomes: {
      solved: ended.filter(({ outcome }) => outcome === 'solved').length,
      partly: ended.filter(({ outcome }) => outcome === 'partly').length,
      impossible: ended.filter(({ outcome }) => outcome === 'impossible').length,
      settled: ended.filter(({ outcome }) => outcome === 'settled').length,
      withdrawn: ended.filter(({ outcome }) => outcome === 'withdrawn').length,
    },
    verified: {
      byReporter: by('reporter'),
      byOutsider: by('staff'),
      notYet: asked.length - by('reporter') - by('staff'),
    },
    satisfied: {
      count: asked.filter(({ score }) => score === 4 || score === 5).length,
      of: asked.length,
      noAnswer: asked.filter(({ score }) => score === null).length,
    },
    reopened: {
      count: n(({ reopened }) => reopened > 0),
      of: n(({ state, reopened }) => state === 'closed' || state === 'withdrawn' || reopened > 0),
    },
    disputed: {
      count: n(({ disputes }) => disputes > 0),
      of: n(({ state, disputes }) => state === 'handled' || state === 'closed' || disputes > 0),
    },
  }
}

describe('the numbers of any cases', () => {
  let app: TestApp
  let units: TestUnits
  let leader: Person

  beforeEach(async () => {
    app = await testApp()
    units = await testUnits(app)
    leader = await personNamed(app, '吴镇长', { roles: [['leader', units.town]] })
    app.clock.setWall('2026-07-15T04:00:00Z')
  })

  test.each(['一', '二', '三'])('are those of an independent count (%s)', async (seed) => {
    await randomCases(app, Object.values(units), 150, seed)
    for (const unit of [units.town, units.heping, units.hepingOne, units.hepingBranch])
      for (const period of ['2026', '2026-Q2', '2026-03', '2025']) {
        const { report } = await drawUpReport(
          app.db,
          app,
          { personId: leader.id },
          { unitId: unit.id, period },
        )
        expect(report, `${unit.name} ${period}`).toMatchObject(await countAgain(app, unit, period))
      }
  })

  test('add up: by kind, by unit and by week it is the same cases', async () => {
    await randomCases(app, Object.values(units), 150, '合计')
    const asked = { unitId: units.town.id, period: '2026' }
    const { report } = await drawUpReport(app.db, app, { personId: leader.id }, asked)
    // Weeks that are not here yet have no bar: nothing was told in them, but the made-up cases do not know.
    const told = await app.db.case.count({
      where: { filedAt: { gte: new Date('2025-12-31T16:00:00Z'), lt: new Date('2026-07-19T16:00:00Z') } },
    })
    const sum = (parts: readonly { received: number }[]) =>
      parts.reduce((all, { received }) => all + received, 0)
    expect(sum(report.kinds)).toBe(report.received)
    expect(sum(report.units)).toBe(report.received)
    expect(sum(report.levels)).toBe(report.received)
    expect(sum(report.weeks)).toBe(told)
    for (const { kind, received, closed } of report.kinds) {
      const where = {
        kind,
        filedAt: { gte: new Date('2025-12-31T16:00:00Z'), lt: new Date('2026-12-31T16:00:00Z') },
      }
      expect([received, closed]).toEqual([
        await app.db.case.count({ where }),
        await app.db.case.count({ where: { ...where, state: 'closed' } }),
      ])
    }
    const heping = report.units.find(({ unit }) => unit.id === units.heping.id)
    expect(heping?.received).toBe(
      await app.db.case.count({
        where: {
          unit: { path: { startsWith: units.heping.path } },
          filedAt: { gte: new Date('2025-12-31T16:00:00Z'), lt: new Date('2026-12-31T16:00:00Z') },
        },
      }),
    )
  })
})

describe('real cases', () => {
  const dayMs = 24 * 60 * 60 * 1000
  const by = ({ id }: Person) => ({ personId: id })
  const solved = { outcome: 'solved', note: '换了新水管' } as const

  async function assigned(town: CaseTown): Promise<number> {
    const { app, wang, zhao, qian } = town
    const { id } = await town.file()
    await acceptCase(app, by(wang), id)
    await assignCase(app, by(wang), id, { leadId: zhao.id, handlerId: qian.id })
    await beginCase(app, by(qian), id)
    return id
  }

  test('one settled well and in time, one late and disputed, one withdrawn, one that nobody has answered', async () => {
    const town = await caseTown()
    const { app, units, zhang, qian, zhou, wang } = town
    await fillCalendar(app)
    const good = await assigned(town)
    const bad = await assigned(town)
    await app.clock.advance(dayMs)
    await handleCase(app, by(qian), good, solved)
    await confirmCase(app, by(zhang), good, { score: 5, note: '' })
    await app.clock.advance(14 * dayMs)
    await handleCase(app, by(qian), bad, solved)
    await disputeCase(app, by(zhang), bad, '还是没有水')
    const gone = await town.file()
    await withdrawCase(app, by(zhang), gone.id, '')
    await town.file({ kind: 'road' })
    await app.clock.advance(2 * dayMs)
    // Answered after its day was over.
    const [late] = await app.db.case.findMany({ where: { kind: 'road' } })
    await acceptCase(app, by(wang), late?.id ?? 0)
    const asked = { unitId: units.town.id, period: '2026-03' }
    const { report } = await drawUpReport(app.db, app, by(zhou), asked)
    expect(report).toMatchObject({
      received: 4,
      open: 2,
      closed: 1,
      withdrawn: 1,
      word: { inTime: 2, late: 1, waiting: 0 },
      levels: [{ level: 'group', received: 4, inTime: 1, overdue: 1 }, { overdue: 0 }, { overdue: 0 }],
      outcomes: { solved: 1, withdrawn: 1 },
      ended: 2,
      verified: { byReporter: 1, byOutsider: 0, notYet: 0 },
      satisfied: { count: 1, of: 1, noAnswer: 0 },
      reopened: { count: 0, of: 2 },
      disputed: { count: 1, of: 2 },
      medianDays: 1,
    })
  })
})

describe('who is shown which cases', () => {
  let town: CaseTown
  beforeEach(async () => {
    town = await caseTown()
  })

  const thisMonth = '2026-03'
  async function reportFor(who: Person, unit: Unit) {
    const { app } = town
    return drawUpReport(app.db, app, { personId: who.id }, { unitId: unit.id, period: thisMonth })
  }
  const received = async (who: Person, unit: Unit) => (await reportFor(who, unit)).report.received

  test('those who lead see their unit and what lies beneath; nobody else sees anything', async () => {
    const { units, yang, zhao, zhou, wu, zhang, wang, qian, sun, zheng } = town
    await town.file()
    await town.file({ unitId: units.tuanjieOne.id })
    expect(await received(zhou, units.town)).toBe(2)
    expect(await received(wu, units.heping)).toBe(1)
    expect(await received(yang, units.heping)).toBe(1)
    expect(await received(zhao, units.hepingOne)).toBe(1)
    for (const outsider of [zhang, wang, qian, sun, zheng])
      for (const unit of [units.town, units.heping, units.hepingOne, units.tuanjie])
        await expect(reportFor(outsider, unit)).rejects.toMatchObject({ code: 'unit-unknown' })
    for (const unit of [units.town, units.tuanjie])
      await expect(reportFor(yang, unit)).rejects.toMatchObject({ code: 'unit-unknown' })
  })

  test('a case about an official is in no number for that official, nor for those of their line', async () => {
    const { units, yang, zhao, zhou, wu } = town
    await town.file()
    const before = await reportFor(yang, units.heping)
    await town.file({ aboutId: yang.id, kind: 'money' })
    const after = await reportFor(yang, units.heping)
    expect(after.report).toEqual(before.report)
    expect(after.rows).toEqual(before.rows)
    expect(await received(zhao, units.heping)).toBe(1)
    expect(await received(zhou, units.heping)).toBe(2)
    expect((await reportFor(wu, units.town)).report.kinds.map(({ kind }) => kind)).toEqual(['money', 'water'])
  })

  test('about one who leads the town it is for the others who do, and for no village', async () => {
    const { units, wu, zhou, yang, zhao } = town
    await town.file({ aboutId: wu.id })
    expect(await received(wu, units.town)).toBe(0)
    expect(await received(zhou, units.town)).toBe(1)
    for (const who of [yang, zhao]) expect(await received(who, units.heping)).toBe(0)
  })

  test('about an officer of a group it is for those above, until it goes up past them', async () => {
    const { units, wang, yang, zhou, app } = town
    const { id } = await town.file({ aboutId: wang.id })
    expect(await received(yang, units.heping)).toBe(1)
    await app.db.case.update({ where: { id }, data: { handlingUnitId: units.town.id } })
    expect(await received(yang, units.heping)).toBe(0)
    expect(await received(zhou, units.town)).toBe(1)
  })

  test('what went up to the town is still counted where it happened', async () => {
    const { units, yang, app } = town
    const { id } = await town.file()
    await app.db.case.update({ where: { id }, data: { handlingUnitId: units.town.id } })
    expect(
      (await reportFor(yang, units.heping)).report.levels.find(({ level }) => level === 'town')?.received,
    ).toBe(1)
  })

  test('who told a case does not lead it, under whatever name they told it; their colleague does', async () => {
    const { units, yang, zhao } = town
    await town.file({}, zhao)
    await town.file({ privacy: 'sealed' }, zhao)
    expect(await received(zhao, units.heping)).toBe(0)
    expect(await received(yang, units.heping)).toBe(2)
  })

  test('nor does the other side of a dispute', async () => {
    const { app, units, yang, zhao } = town
    const { id } = await town.file({ kind: 'neighbours' })
    const mark = app.identities.mark(`reporter:${zhao.id}`)
    await app.db.caseParty.create({ data: { caseId: id, alias: 'B', mark } })
    expect(await received(zhao, units.heping)).toBe(0)
    expect(await received(yang, units.heping)).toBe(1)
  })

  test('a period that is none is refused', async () => {
    const { app, units, yang } = town
    const asked = { unitId: units.heping.id, period: 'always' }
    await expect(drawUpReport(app.db, app, { personId: yang.id }, asked)).rejects.toMatchObject({
      code: 'case-report-period',
    })
  })
})
