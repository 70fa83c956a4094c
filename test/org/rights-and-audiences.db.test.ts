import { beforeEach, describe, expect, test } from 'vitest'
import { retireChat } from '../../src/delivery/address-book.ts'
import { countAudience, groupsFor, peopleFor } from '../../src/org/audience.ts'
import {
  may,
  mustBeAllowed,
  mustBeAllowedInTown,
  permissionsOf,
  rolesIn,
  unitsWith,
} from '../../src/org/may.ts'
import { meetPerson } from '../../src/org/meet-person.ts'
import { endGrant, grantsOf } from '../../src/org/role-store.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { boundGroup, personNamed, type TestUnits, testUnits } from '../support/people.ts'

let app: TestApp
let units: TestUnits

beforeEach(async () => {
  app = await testApp()
  units = await testUnits(app)
})

describe('a role', () => {
  test('is inherited downwards, and neither upwards nor sideways', async () => {
    const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
    const mayIn = (unit: keyof TestUnits) => may(app.db, yang.id, 'send-notice', units[unit])
    expect(await mayIn('heping')).toBe(true)
    expect(await mayIn('hepingOne')).toBe(true)
    expect(await mayIn('hepingBranch')).toBe(true)
    expect(await mayIn('town')).toBe(false)
    expect(await mayIn('tuanjieOne')).toBe(false)
  })

  test('of an outsider is none: the unit is not there for them', async () => {
    const zhang = await personNamed(app, '张三', { home: units.hepingOne })
    const attempt = mustBeAllowed(app.db, { personId: zhang.id }, 'send-notice', units.hepingOne.id)
    await expect(attempt).rejects.toMatchObject({ code: 'unit-unknown' })
    const nowhere = mustBeAllowed(app.db, { personId: zhang.id }, 'send-notice', 424_242)
    await expect(nowhere).rejects.toMatchObject({ code: 'unit-unknown' })
    expect(await permissionsOf(app.db, zhang.id)).toEqual(new Set())
    expect(await unitsWith(app.db, zhang.id, 'bind-group')).toEqual([])
  })

  test('of a village gives nothing of what concerns the whole town', async () => {
    const chen = await personNamed(app, '陈书记', { roles: [['secretary', units.town]] })
    const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
    const zhang = await personNamed(app, '张三', { home: units.hepingOne })
    expect(await permissionsOf(app.db, chen.id)).toContain('manage-terms')
    expect(await permissionsOf(app.db, yang.id)).not.toContain('manage-terms')
    expect(await may(app.db, yang.id, 'manage-terms', units.hepingOne)).toBe(false)
    expect(await unitsWith(app.db, yang.id, 'manage-terms')).toEqual([])
    const inTown = ({ id }: { id: number }) => mustBeAllowedInTown(app.db, { personId: id }, 'manage-terms')
    expect(await inTown(chen)).toMatchObject({ id: units.town.id })
    for (const outsider of [yang, zhang])
      await expect(inTown(outsider)).rejects.toMatchObject({ code: 'unit-unknown' })
  })

  test('that has ended gives nothing', async () => {
    const yang = await personNamed(app, '杨书记', { roles: [['secretary', units.heping]] })
    const [grant] = await grantsOf(app.db, yang.id)
    expect(await endGrant(app.db, grant?.id ?? 0, yang.id, app.clock.now())).toBe(true)
    expect(await endGrant(app.db, grant?.id ?? 0, yang.id, app.clock.now())).toBe(false)
    expect(await may(app.db, yang.id, 'send-notice', units.heping)).toBe(false)
  })

  test('in a unit and above it is shown once, at the top', async () => {
    const chen = await personNamed(app, '陈书记', {
      roles: [
        ['secretary', units.hepingOne],
        ['secretary', units.heping],
        ['secretary', units.tuanjieOne],
        ['villager', units.town],
      ],
    })
    const top = await unitsWith(app.db, chen.id, 'send-notice')
    expect(top.map(({ id }) => id)).toEqual([units.heping.id, units.tuanjieOne.id])
    expect(await rolesIn(app.db, chen.id, units.hepingTwo)).toEqual(new Set(['secretary', 'villager']))
  })
})

describe('an audience', () => {
  test('is everyone of the subtree, each once: who lives there and who holds a role there', async () => {
    const yang = await personNamed(app, '杨书记', {
      home: units.hepingOne,
      roles: [
        ['secretary', units.heping],
        ['member', units.hepingBranch],
      ],
    })
    const zhang = await personNamed(app, '张三', { home: units.hepingTwo })
    const wu = await personNamed(app, '吴大勇', {
      home: units.tuanjieOne,
      roles: [['member', units.hepingBranch]],
    })
    await personNamed(app, '格桑', { home: units.tuanjieOne })
    const heard = async (unit: keyof TestUnits, role?: 'member') => {
      const people = await peopleFor(app.db, { unitId: units[unit].id, groups: false, people: true, role })
      return people.map(({ personId }) => personId)
    }
    expect(await heard('heping')).toEqual([yang.id, zhang.id, wu.id])
    expect(await heard('heping', 'member')).toEqual([yang.id, wu.id])
    expect(await heard('tuanjie', 'member')).toEqual([])
    expect(await heard('hepingTwo')).toEqual([zhang.id])
  })

  test('leaves out whom we cannot reach, and what was not asked for', async () => {
    const zhang = await personNamed(app, '张三', { home: units.hepingOne })
    const li = await personNamed(app, '李四', { home: units.hepingOne })
    const one = await boundGroup(app, units.hepingOne, '一组群', zhang)
    const gone = await boundGroup(app, units.hepingTwo, '二组群', zhang)
    await boundGroup(app, units.tuanjie, '团结村群', zhang)
    await app.db.transaction(async (tx) => {
      await retireChat(tx, li.chatId, 'blocked', app.clock.now())
      await retireChat(tx, gone, 'kicked', app.clock.now())
    })
    const audience = { unitId: units.heping.id, groups: true, people: true }
    expect(await countAudience(app.db, audience)).toEqual({ groups: 1, people: 1 })
    expect(await groupsFor(app.db, audience)).toEqual([{ kind: 'group', chatId: one, title: '一组群' }])
    expect(await countAudience(app.db, { ...audience, groups: false })).toEqual({ groups: 0, people: 1 })
    expect(await countAudience(app.db, { ...audience, unitId: 424_242 })).toEqual({ groups: 0, people: 0 })
  })
})

describe('meeting somebody', () => {
  const inPrivate = { telegramId: 77, kind: 'private', title: '张三' } as const

  test('for the first time, again, and under a new name', async () => {
    const first = await meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    const again = await meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    const renamed = await meetPerson(app, { telegramUserId: 77, name: '张叁' }, inPrivate)
    expect(again).toEqual(first)
    expect(renamed.person).toEqual({ ...first.person, name: '张叁' })
    expect(await app.db.person.count()).toBe(1)
  })

  test('in a group first: their private chat is known only once they open it', async () => {
    const inGroup = { telegramId: -7, kind: 'group', title: '群' } as const
    const { person, here } = await meetPerson(app, { telegramUserId: 77, name: '张三' }, inGroup)
    expect(person.chatId).toBeUndefined()
    expect(here.kind).toBe('group')
    const later = await meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    expect(later.person).toMatchObject({ id: person.id, chatId: later.here.chatId })
  })

  test('who had blocked us: they can be reached again', async () => {
    const { here } = await meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    await app.db.transaction((tx) => retireChat(tx, here.chatId, 'blocked', app.clock.now()))
    await meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    expect(await app.db.chat.findMany()).toMatchObject([{ state: 'active', goneReason: null }])
  })

  test('twice at the same moment: one row', async () => {
    const meet = () => meetPerson(app, { telegramUserId: 77, name: '张三' }, inPrivate)
    const met = await Promise.all([meet(), meet(), meet()])
    expect(new Set(met.map(({ person }) => person.id)).size).toBe(1)
  })
})
