import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBossOf, isNeutral } from '../../src/cases/mediation/neutral.ts'
import { type Role, roles } from '../../src/org/permission.ts'
import type { Grant } from '../../src/org/role-store.ts'

const paths = { town: '/1/', village: '/1/2/', group: '/1/2/3/', other: '/1/4/' } as const
type Where = keyof typeof paths

const holds = (role: Role, where: Where): Grant => ({
  id: 1,
  personId: 1,
  unitId: Number(paths[where].split('/').at(-2)),
  path: paths[where],
  role,
})

const grants = fc.array(
  fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...(Object.keys(paths) as Where[]))),
  { maxLength: 3 },
)
const heldBy = (list: readonly (readonly [Role, Where])[]) => list.map(([role, where]) => holds(role, where))

describe('the boss of somebody', () => {
  test.each<[who: [Role, Where], of: [Role, Where], is: boolean]>([
    [['secretary', 'village'], ['officer', 'group'], true],
    [['leader', 'town'], ['officer', 'group'], true],
    [['officer', 'village'], ['handler', 'group'], true],
    [['secretary', 'village'], ['handler', 'village'], true],
    [['secretary', 'village'], ['leader', 'village'], false],
    [['handler', 'village'], ['officer', 'village'], false],
    [['mediator', 'town'], ['officer', 'group'], false],
    [['secretary', 'other'], ['officer', 'group'], false],
    [['secretary', 'village'], ['villager', 'group'], false],
    [['member', 'town'], ['officer', 'group'], false],
    [['officer', 'group'], ['secretary', 'village'], false],
  ])('%j of %j: %s', (who, of, is) => {
    expect(isBossOf([holds(...who)], [holds(...of)])).toBe(is)
  })
})

test('whatever two people hold: neutral goes both ways, and whoever holds no office is neutral to all', () => {
  fc.assert(
    fc.property(grants, grants, (a, b) => {
      const [one, other] = [heldBy(a), heldBy(b)]
      expect(isNeutral(one, other)).toBe(isNeutral(other, one))
      const villager = [holds('villager', 'group'), holds('member', 'village')]
      expect(isNeutral(one, villager)).toBe(true)
    }),
  )
})

test('one office more never makes anybody neutral again', () => {
  fc.assert(
    fc.property(grants, grants, grants, (a, more, b) => {
      if (!isNeutral(heldBy(a), heldBy(b))) expect(isNeutral(heldBy([...a, ...more]), heldBy(b))).toBe(false)
    }),
  )
})
