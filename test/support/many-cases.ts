import type { App } from '../../src/app.ts'
import { caseKinds } from '../../src/cases/case.ts'
import { markOf, sealIdentity } from '../../src/cases/trust/identity.ts'
import type { Person } from '../../src/org/person.ts'
import { personNamed, type TestUnits, testUnits } from './people.ts'

export interface ManyCases {
  units: TestUnits
  /** Secretary of the town, who sees them all. */
  secretary: Person
  /** Handles every tenth. */
  handler: Person
  /** Told fifty of them. */
  villager: Person
}

const states = ['filed', 'accepted', 'assigned', 'working', 'handled', 'closed', 'closed'] as const
const hourMs = 3_600_000

/** A town with so many cases, told over the last months, each with an identity, one entry, two acts and one clock. */
export async function manyCases(app: App, count: number): Promise<ManyCases> {
  const units = await testUnits(app)
  const secretary = await personNamed(app, '周书记', { roles: [['secretary', units.town]] })
  const handler = await personNamed(app, '钱多', { roles: [['handler', units.heping]] })
  const villager = await personNamed(app, '张三', { home: units.hepingOne })
  const places = [units.hepingOne, units.hepingTwo, units.heping, units.tuanjieOne, units.tuanjie, units.town]
  const now = app.clock.now()
  const cases = Array.from({ length: count }, (_, n) => {
    const id = n + 1
    const state = states[n % states.length] ?? 'closed'
    const unitId = places[n % places.length]?.id ?? units.town.id
    const isOver = state === 'closed'
    const filedAt = new Date(now.getTime() - (count - n) * hourMs * 0.4)
    return {
      id,
      key: `k${id}`,
      number: `${String(id).padStart(6, '0').slice(0, 3)}-${String(id).padStart(6, '0').slice(3)}`,
      kind: caseKinds[n % caseKinds.length] ?? 'other',
      urgency: 'usual' as const,
      privacy: 'named' as const,
      wayIn: 'self' as const,
      state,
      unitId,
      handlingUnitId: unitId,
      reporterMark: markOf(app, n % (count / 50) === 0 ? villager.id : 100_000 + n, 'named'),
      alias: 'AAA',
      handlerId: n % 10 === 0 ? handler.id : null,
      filedAt,
      dueAt: isOver ? null : new Date(now.getTime() + ((n % 400) - 40) * hourMs),
      closedAt: isOver ? new Date(filedAt.getTime() + 50 * hourMs) : null,
      outcome: isOver ? ('solved' as const) : null,
      score: isOver ? (n % 5) + 1 : null,
    }
  })
  const body = app.sealer.seal(JSON.stringify({ text: '水管坏了', places: [] }))
  const identityOf = ({ id: caseId }: { id: number }) => ({
    caseId,
    sealed: sealIdentity(app, { personId: villager.id }, { caseId }),
  })
  const of = <Row>(row: (one: (typeof cases)[number]) => Row) => cases.map(row)
  for (let from = 0; from < count; from += 2_000) {
    const some = (rows: readonly unknown[]) => rows.slice(from, from + 2_000) as never
    await app.db.case.createMany({ data: some(cases) })
    await app.db.caseIdentity.createMany({ data: some(of(identityOf)) })
    await app.db.caseEntry.createMany({
      data: some(of(({ id, filedAt }) => ({ key: `e${id}`, caseId: id, kind: 'told', body, at: filedAt }))),
    })
    await app.db.caseEvent.createMany({
      data: some(
        of(({ id, filedAt, state }) => ({
          caseId: id,
          seq: 1,
          at: filedAt,
          actor: 'reporter',
          what: 'file',
          from: '',
          to: state,
          hash: `h${id}`,
        })),
      ),
    })
    await app.db.caseClock.createMany({
      data: some(
        of(({ id, filedAt, dueAt, closedAt }) => ({
          caseId: id,
          purpose: 'handle',
          level: 'group',
          startedAt: filedAt,
          amount: 5,
          unit: 'working-days',
          dueAt: dueAt ?? filedAt,
          provisional: false,
          nextAt: dueAt && dueAt > now ? dueAt : null,
          stoppedAt: closedAt,
        })),
      ),
    })
  }
  return { units, secretary, handler, villager }
}
