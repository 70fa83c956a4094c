import { expect, test } from 'vitest'
import type { Invite } from '../../src/org/invite.ts'
import {
  aboutMe,
  homeQuestion,
  inviteLine,
  inviteOffer,
  inviteReady,
  languageQuestion,
  settled,
  unitButtons,
} from '../../src/org/org-texts.ts'
import { roles } from '../../src/org/permission.ts'
import type { Unit, UnitKind } from '../../src/org/unit.ts'
import { spoken } from '../support/spoken.ts'

const unit = (id: number, kind: UnitKind, name: string): Unit => ({
  id,
  kind,
  name,
  parentId: undefined,
  path: `/${id}/`,
})
const path = [unit(1, 'town', '青禾镇'), unit(2, 'village', '和平<村>'), unit(3, 'group', '一组')]
const [town, village] = path as [Unit, Unit, Unit]
const menu = { text: '…', data: 'menu' }
const invite: Invite = {
  id: 1,
  role: 'secretary',
  unitId: 2,
  maxUses: 10,
  used: 3,
  expiresAt: new Date(0),
  createdById: 1,
  isRevoked: false,
}

test.each<[string, Parameters<typeof spoken>[0]]>([
  [
    'a newcomer is asked for a village',
    (t) =>
      homeQuestion(
        t,
        town,
        unitButtons([village], () => 'x'),
      ),
  ],
  ['and then for a group', (t) => homeQuestion(t, village, [])],
  ['and has settled', (t) => settled(t, path, menu)],
  [
    'who I am, with every role',
    (t) =>
      aboutMe(
        t,
        { name: '张<三>', home: '和平村', roles: roles.map((role) => ({ role, unit: '和平村' })) },
        [],
      ),
  ],
  ['who I am, without a home', (t) => aboutMe(t, { name: '张三', home: undefined, roles: [] }, [])],
  ['what a link offers', (t) => inviteOffer(t, 'mediator', '和平村', menu)],
  ['a link to be passed on', (t) => inviteReady(t, invite, '和平村', 'https://t.me/x?start=y', '2026-03-09')],
  ['a link in the list', (t) => inviteLine(t, invite, '和平村')],
])('%s', (_, say) => expect(spoken(say)).toMatchSnapshot())

test('the first question is asked in every language at once', () => {
  const languages = [
    { code: 'zh-CN', name: '简体中文', question: '请选一种语言。' },
    { code: 'en', name: 'English', question: 'Please choose a language.' },
  ]
  expect(languageQuestion(languages, (code) => code)).toMatchObject({
    html: '请选一种语言。\nPlease choose a language.',
    buttons: [[{ text: '简体中文', data: 'zh-CN' }], [{ text: 'English', data: 'en' }]],
  })
})
