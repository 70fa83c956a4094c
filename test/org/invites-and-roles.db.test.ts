import { beforeEach, describe, expect, test } from 'vitest'
import { acceptInvite, lookAtInvite } from '../../src/org/accept-invite.ts'
import { bindGroup, unbindGroup } from '../../src/org/bind-group.ts'
import { createInvite } from '../../src/org/create-invite.ts'
import { createUnit, renameUnit } from '../../src/org/create-unit.ts'
import { endRole } from '../../src/org/end-role.ts'
import { importUnits } from '../../src/org/import-units.ts'
import { may } from '../../src/org/may.ts'
import { ensureOwnerLink } from '../../src/org/owner-link.ts'
import type { Role } from '../../src/org/permission.ts'
import { revokeInvite } from '../../src/org/revoke-invite.ts'
import { grantsOf } from '../../src/org/role-store.ts'
import { settleIn } from '../../src/org/settle-in.ts'
import type { Unit } from '../../src/org/unit.ts'
import { townUnit } from '../../src/org/unit-store.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { groupChatOf } from '../support/deliveries.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'

const dayMs = 24 * 60 * 60 * 1000
let app: TestApp
let units: TestUnits

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
})

const secretaryOf = (unit: Unit) => personNamed(app, `${unit.name}书记`, { roles: [['secretary', unit]] })
const actor = ({ id }: { id: number }) => ({ personId: id })
const refused = (code: string) => expect.objectContaining({ code })

describe('an invitation', () => {
  const invited = async (role: Role = 'member', maxUses = 1) => {
    const yang = await secretaryOf(units.heping)
    const made = await createInvite(app, actor(yang), { role, unitId: units.hepingBranch.id, maxUses })
    return { yang, ...made }
  }

  test('makes whoever accepts it hold the role, once, and only so many', async () => {
    const { token } = await invited('member', 2)
    const [zhang, li, wang] = [
      await personNamed(app, '张'),
      await personNamed(app, '李'),
      await personNamed(app, '王'),
    ]
    await acceptInvite(app, zhang, token)
    await acceptInvite(app, zhang, token)
    await acceptInvite(app, li, token)
    expect(await grantsOf(app.db, zhang.id)).toMatchObject([
      { role: 'member', unitId: units.hepingBranch.id },
    ])
    await expect(acceptInvite(app, wang, token)).rejects.toEqual(refused('invite-used-up'))
    await expect(lookAtInvite(app, wang, token)).rejects.toEqual(refused('invite-used-up'))
    expect(await grantsOf(app.db, wang.id)).toEqual([])
  })

  test('two who take the last use at the same moment: one gets it', async () => {
    const { token } = await invited()
    const [zhang, li] = [await personNamed(app, '张'), await personNamed(app, '李')]
    const took = await Promise.allSettled([acceptInvite(app, zhang, token), acceptInvite(app, li, token)])
    expect(took.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('takes nothing by being looked at', async () => {
    const { token } = await invited()
    const zhang = await personNamed(app, '张')
    expect(await lookAtInvite(app, zhang, token)).toMatchObject({ unit: { name: '第一党支部' } })
    expect(await grantsOf(app.db, zhang.id)).toEqual([])
  })

  test('ends after a week, and when it is withdrawn', async () => {
    const zhang = await personNamed(app, '张')
    const first = await invited()
    await revokeInvite(app, actor(first.yang), first.invite.id)
    await expect(acceptInvite(app, zhang, first.token)).rejects.toEqual(refused('invite-unknown'))
    const second = await invited()
    await app.clock.advance(7 * dayMs)
    await expect(acceptInvite(app, zhang, second.token)).rejects.toEqual(refused('invite-expired'))
    await expect(acceptInvite(app, zhang, 'made-up')).rejects.toEqual(refused('invite-unknown'))
  })

  test('is kept as a hash', async () => {
    const { token } = await invited()
    expect(JSON.stringify(await app.db.invite.findMany())).not.toContain(token)
  })

  test('is not for an outsider to make or to withdraw, nor for a role above one’s own', async () => {
    const { invite, yang } = await invited()
    const zhang = await personNamed(app, '张', { home: units.hepingOne })
    const tashi = await secretaryOf(units.tuanjie)
    const plan = { role: 'member', unitId: units.heping.id, maxUses: 1 } as const
    await expect(createInvite(app, actor(zhang), plan)).rejects.toEqual(refused('unit-unknown'))
    await expect(createInvite(app, actor(tashi), plan)).rejects.toEqual(refused('unit-unknown'))
    await expect(revokeInvite(app, actor(tashi), invite.id)).rejects.toEqual(refused('unit-unknown'))
    await expect(createInvite(app, actor(yang), { ...plan, role: 'owner' })).rejects.toEqual(
      refused('role-too-high'),
    )
    await expect(createInvite(app, actor(yang), { ...plan, unitId: units.town.id })).rejects.toEqual(
      refused('unit-unknown'),
    )
  })

  test('to a village is a home for who has none yet', async () => {
    const yang = await secretaryOf(units.town)
    const plan = { role: 'officer', unitId: units.hepingOne.id, maxUses: 2 } as const
    const { token } = await createInvite(app, actor(yang), plan)
    const zhang = await personNamed(app, '张')
    const li = await personNamed(app, '李', { home: units.tuanjieOne })
    await acceptInvite(app, zhang, token)
    await acceptInvite(app, li, token)
    const homes = await app.db.person.findMany({
      where: { id: { in: [zhang.id, li.id] } },
      orderBy: { id: 'asc' },
    })
    expect(homes.map(({ unitId }) => unitId)).toEqual([units.hepingOne.id, units.tuanjieOne.id])
  })
})

describe('the owner’s link', () => {
  test('is given out until it is used; only the last one opens', async () => {
    const fresh = await testApp()
    const first = (await ensureOwnerLink(fresh)) ?? ''
    const second = (await ensureOwnerLink(fresh)) ?? ''
    const zhou = await personNamed(fresh, '周建国')
    await expect(acceptInvite(fresh, zhou, first)).rejects.toEqual(refused('invite-unknown'))
    await acceptInvite(fresh, zhou, second)
    expect(await ensureOwnerLink(fresh)).toBeUndefined()
    const town = await townUnit(fresh.db)
    expect(town && (await may(fresh.db, zhou.id, 'manage-units', town))).toBe(true)
    const other = await personNamed(fresh, '别人')
    await expect(acceptInvite(fresh, other, second)).rejects.toEqual(refused('invite-used-up'))
  })
})

describe('a role', () => {
  test('is ended by who may hand it on, and by no outsider', async () => {
    const owner = await personNamed(app, '周', { roles: [['owner', units.town]] })
    const yang = await secretaryOf(units.heping)
    const tashi = await secretaryOf(units.tuanjie)
    const wu = await personNamed(app, '吴', { roles: [['member', units.hepingBranch]] })
    const [ofWu] = await grantsOf(app.db, wu.id)
    const [ofOwner] = await grantsOf(app.db, owner.id)
    const grant = ofWu?.id ?? 0
    await expect(endRole(app, actor(wu), grant)).rejects.toEqual(refused('unit-unknown'))
    await expect(endRole(app, actor(tashi), grant)).rejects.toEqual(refused('unit-unknown'))
    await endRole(app, actor(yang), grant)
    await expect(endRole(app, actor(yang), grant)).rejects.toEqual(refused('role-unknown'))
    await expect(endRole(app, actor(yang), ofOwner?.id ?? 0)).rejects.toEqual(refused('unit-unknown'))
    await expect(endRole(app, actor(owner), ofOwner?.id ?? 0)).rejects.toEqual(refused('role-last-owner'))
  })
})

describe('the tree of units', () => {
  test('grows under the owner’s hand alone', async () => {
    const owner = await personNamed(app, '周', { roles: [['owner', units.town]] })
    const yang = await secretaryOf(units.heping)
    const plan = { kind: 'group', name: ' 三组 ', parentId: units.heping.id } as const
    await expect(createUnit(app, actor(yang), plan)).rejects.toEqual(refused('unit-unknown'))
    const made = await createUnit(app, actor(owner), plan)
    expect(made).toMatchObject({ name: '三组', path: `${units.heping.path}${made.id}/` })
    await expect(createUnit(app, actor(owner), plan)).rejects.toEqual(refused('unit-name-taken'))
    await expect(createUnit(app, actor(owner), { ...plan, name: ' ' })).rejects.toEqual(
      refused('unit-name-length'),
    )
    const misplaced = { kind: 'village', name: '新村', parentId: units.heping.id } as const
    await expect(createUnit(app, actor(owner), misplaced)).rejects.toEqual(refused('unit-kind-misplaced'))
    expect(await renameUnit(app, actor(owner), made.id, '新三组')).toMatchObject({ name: '新三组' })
    await expect(renameUnit(app, actor(owner), made.id, '一组')).rejects.toEqual(refused('unit-name-taken'))
    await expect(renameUnit(app, actor(yang), made.id, '四组')).rejects.toEqual(refused('unit-unknown'))
  })

  test('can be brought in from a file, again and again, all or nothing', async () => {
    const rows = [
      { kind: 'town', name: '青禾镇', parent: '' },
      { kind: 'village', name: '联合村', parent: '青禾镇' },
      { kind: 'group', name: '一组', parent: '联合村' },
    ] as const
    expect(await importUnits(app, [...rows])).toEqual({ new: 2, unchanged: 1 })
    expect(await importUnits(app, [...rows])).toEqual({ new: 0, unchanged: 3 })
    const orphan = [
      ...rows,
      { kind: 'village', name: '半路村', parent: '' },
      { kind: 'group', name: '一组', parent: '没有村' },
    ] as const
    await expect(importUnits(app, [...orphan])).rejects.toEqual(refused('unit-parent-missing'))
    expect(await app.db.unit.count({ where: { name: '半路村' } })).toBe(0)
  })

  test('is where people say they live: in a village or a group, and in nothing else', async () => {
    const zhang = await personNamed(app, '张')
    await settleIn(app, zhang, units.hepingOne.id)
    await expect(settleIn(app, zhang, units.hepingBranch.id)).rejects.toEqual(refused('unit-unknown'))
    await expect(settleIn(app, zhang, 424_242)).rejects.toEqual(refused('unit-unknown'))
    expect(await grantsOf(app.db, zhang.id)).toEqual([])
  })
})

describe('binding a group', () => {
  test('is for who has the right there, and taking it from another unit for who has it in both', async () => {
    const yang = await secretaryOf(units.heping)
    const chen = await secretaryOf(units.town)
    const zhang = await personNamed(app, '张', { home: units.hepingOne })
    const group = await groupChatOf(app, -77)
    await expect(bindGroup(app, actor(zhang), group, units.hepingOne.id)).rejects.toEqual(
      refused('unit-unknown'),
    )
    await bindGroup(app, actor(chen), group, units.tuanjie.id)
    await expect(bindGroup(app, actor(yang), group, units.heping.id)).rejects.toEqual(refused('unit-unknown'))
    await expect(unbindGroup(app, actor(yang), group)).rejects.toEqual(refused('bind-not-bound'))
    await bindGroup(app, actor(chen), group, units.heping.id)
    await unbindGroup(app, actor(yang), group)
    await expect(unbindGroup(app, actor(yang), group)).rejects.toEqual(refused('bind-not-bound'))
    expect(await app.db.groupBinding.count()).toBe(0)
  })

  test('of a group that migrated stays', async () => {
    const chen = await secretaryOf(units.town)
    const chatId = await boundGroup(app, units.heping, '和平村', chen)
    expect(await app.db.groupBinding.findMany()).toMatchObject([{ chatId, unitId: units.heping.id }])
  })
})
