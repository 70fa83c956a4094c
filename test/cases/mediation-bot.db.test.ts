import type { Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '../../src/cases/entry-store.ts'
import { askAboutPromises } from '../../src/cases/mediation/ask-about-promises.ts'
import { otherSide } from '../../src/cases/mediation/sides.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import { promisedTo } from '../support/deliveries.ts'
import { me } from '../support/phone.ts'
import {
  buttonsOf,
  by,
  caseNow,
  type Dispute,
  dayMs,
  historyOf,
  mediated,
  mediationNow,
  messagesTo,
  pressesSent,
  say,
  takenIn,
  withBothSides,
  written,
} from './dispute.ts'
import type { Somebody } from './town.ts'

const voice = { file_id: 'voice-1', file_unique_id: 'v', duration: 3, mime_type: 'audio/ogg' }
const paper = [{ file_id: 'paper-1', file_unique_id: 'p', width: 9, height: 9 }]

/** Opens the case by its number, as the desk would. */
const opens = ({ phone, number }: Dispute, { user }: Somebody) => phone.says(user, `/case ${number}`)

/** The link in the words that the mediator is to hand on. */
async function linkFrom(dispute: Dispute): Promise<string> {
  const { phone, sun } = dispute
  await opens(dispute, sun)
  await phone.presses(sun.user, '请另一边来')
  return /https:\S+start=(\S+)/.exec(phone.lastWords)?.[1] ?? ''
}

describe('a mediator by buttons', () => {
  test('is named, declares by one tap, and has the case on the screen', async () => {
    const dispute = await takenIn()
    const { phone, wang, sun } = dispute
    await opens(dispute, wang)
    await phone.presses(wang.user, '请人调解')
    expect(phone.lastLabels[0]).toBe('孙和（调解员）')
    await phone.presses(wang.user, '孙和（调解员）')
    expect(phone.lastWords).toContain('已经去问了')
    await opens(dispute, wang)
    expect(phone.lastLabels).toContain('换人调解')
    await pressesSent(dispute, sun, '哪边都不沾亲，也不管哪边，我来')
    expect(phone.lastWords).toContain('墙占了我家的地')
    expect(phone.lastLabels).toEqual(
      expect.arrayContaining(['请另一边来', '另一边没有手机', '约个时间见面', '调解到哪了']),
    )
    expect(phone.lastLabels).not.toContain('写协议')
  })

  test('gives it back by one tap, and sees nothing of it afterwards', async () => {
    const dispute = await takenIn()
    const { phone, wang, sun, app, caseId } = dispute
    await opens(dispute, wang)
    await phone.presses(wang.user, '请人调解')
    await phone.presses(wang.user, '孙和（调解员）')
    await pressesSent(dispute, sun, '不合适，请换人')
    expect(phone.lastWords).toContain('另外请人')
    expect(phone.lastLabels).toEqual([])
    await opens(dispute, sun)
    expect(phone.lastWords).toBe('没有找到这件诉求。')
    expect((await promisedTo(app, wang.chatId)).at(-1)).toContain('孙和说自己不合适')
    expect((await caseNow({ ...dispute, caseId })).handlerId).toBeUndefined()
  })

  test('is not named where an outsider presses', async () => {
    const dispute = await takenIn()
    const { phone, wang, zheng, zhang } = dispute
    await opens(dispute, wang)
    const data = phone.dataOf('请人调解')
    await phone.hears(phone.press(zheng.user, data))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
    await phone.hears(phone.press(zhang.user, data))
    expect(phone.toasts.at(-1)).toContain('现在不能这样办')
  })
})

describe('the other side by buttons', () => {
  test('opens the link, reads two sentences without a word of the reporter, comes, and speaks by voice', async () => {
    const dispute = await mediated()
    const { phone, li, app, caseId } = dispute
    const payload = await linkFrom(dispute)
    const toHandOn = phone.lastWords
    await phone.says(li.user, `/start ${payload}`)
    for (const words of [toHandOn, phone.lastWords]) {
      expect(words).toContain('和平村 · 一组')
      expect(words).toContain('孙和')
      expect(words).not.toMatch(/张三|墙|地。/)
    }
    await phone.presses(li.user, '好，我来说说')
    expect(phone.lastWords).toContain('正在调解')
    expect(phone.lastWords).toContain('调解员：孙和')
    await phone.presses(li.user, '我要说几句')
    await phone.hears(phone.message(li.user, { voice }))
    await phone.presses(li.user, '说完了，发出')
    const { partyId = 0 } = (await otherSide(app.db, app, caseId)) ?? {}
    expect(await entriesOf(app.db, app, caseId, { partyId })).toHaveLength(1)
    await phone.says(li.user, '/mycases')
    expect(phone.lastLabels[0]).toContain(dispute.number)
  })

  test('says no', async () => {
    const dispute = await mediated()
    const { phone, li } = dispute
    await phone.says(li.user, `/start ${await linkFrom(dispute)}`)
    await phone.presses(li.user, '我不来')
    expect(phone.lastWords).toContain('好，知道了')
    await opens(dispute, li)
    expect(phone.lastWords).toBe('没有找到这件诉求。')
  })

  test('answers the mediator by a reply, and a word out of nowhere is asked about', async () => {
    const dispute = await withBothSides()
    const { phone, li, sun, zhang, app, caseId, number } = dispute
    const answered = (text: string) => ({
      text,
      reply_to_message: {
        message_id: 1,
        date: 1,
        chat: { id: 1, type: 'private', first_name: '' },
        from: me,
        text: `诉求 ${number} · 邻里\n调解员给您的话：`,
      } as never,
    })
    await phone.hears(phone.message(li.user, answered('我明天在家')))
    expect(phone.lastWords).toContain(number)
    await phone.says(li.user, '还有一句')
    expect(phone.lastLabels[0]).toBe(`在调解的 ${number} 邻里`)
    await phone.presses(li.user, `在调解的 ${number} 邻里`)
    const { partyId = 0 } = (await otherSide(app.db, app, caseId)) ?? {}
    const texts = (await entriesOf(app.db, app, caseId, { partyId })).map(({ words }) => words.text)
    expect(texts).toEqual(['我明天在家', '还有一句'])
    expect((await promisedTo(app, sun.chatId)).join()).toContain('我明天在家')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('我明天在家')
  })

  test('reads its own thread with its files, and the reporter’s never', async () => {
    const dispute = await withBothSides()
    const { phone, li, sun, app, caseId } = dispute
    const said = {
      words: { text: '他先动的手', places: [] },
      files: [{ kind: 'voice', fileId: 'v1' } as const],
    }
    await sayOfCase(app, by(li), caseId, 'told', said, 'u:1')
    const answer = { words: { text: '我都记着', places: [] }, files: [] }
    await sayOfCase(app, by(sun), caseId, 'answer-party', answer, 'u:2')
    await opens(dispute, li)
    await phone.presses(li.user, '我说过的')
    expect(phone.lastWords).toContain('他先动的手')
    expect(phone.lastWords).toContain('孙和 回话')
    expect(phone.lastWords).not.toContain('墙')
    await phone.presses(li.user, phone.lastLabels.find((label) => label.includes('1')) ?? '')
    expect(phone.said.at(-1)?.call).toMatchObject({ message: { media: { kind: 'voice', fileId: 'v1' } } })
    await opens(dispute, sun)
    await phone.presses(sun.user, '另一边的话')
    expect(phone.lastWords).toContain('他先动的手')
    await opens(dispute, sun)
    await phone.presses(sun.user, '全部')
    expect(phone.lastWords).not.toContain('他先动的手')
  })

  test('is not somebody who presses its buttons', async () => {
    const dispute = await withBothSides()
    const { phone, li, zhang, zheng } = dispute
    await opens(dispute, li)
    const thread = phone.dataOf('我说过的')
    await phone.hears(phone.press(zhang.user, thread))
    expect(phone.toasts.at(-1)).toContain('现在不能这样办')
    await phone.hears(phone.press(zheng.user, thread))
    expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
  })
})

describe('a mediator answers', () => {
  test('one side or the other, by two buttons; the question names the side', async () => {
    const dispute = await withBothSides()
    const { phone, sun, li, zhang, app, number } = dispute
    await opens(dispute, sun)
    await phone.presses(sun.user, '回话给另一边')
    expect(phone.lastWords).toContain(`给诉求 ${number} 的另一边回话`)
    await phone.says(sun.user, '您先别砌了')
    await phone.presses(sun.user, '说完了，发出')
    expect(phone.lastWords).toContain('另一边')
    await opens(dispute, sun)
    await phone.presses(sun.user, '回话给反映的本人')
    expect(phone.lastWords).toContain(`给诉求 ${number} 的本人回话`)
    await phone.says(sun.user, '我去看过了')
    await phone.presses(sun.user, '说完了，发出')
    expect((await promisedTo(app, li.chatId)).join()).toContain('您先别砌了')
    expect((await promisedTo(app, li.chatId)).join()).not.toContain('我去看过了')
    expect((await promisedTo(app, zhang.chatId)).join()).toContain('我去看过了')
    expect((await promisedTo(app, zhang.chatId)).join()).not.toContain('您先别砌了')
  })

  test('by a reply to either: it is asked whom it is for', async () => {
    const dispute = await withBothSides()
    const { phone, sun, li, app, number } = dispute
    const text = `诉求 ${number} · 邻里\n另一边的李四说：`
    const reply_to_message = {
      message_id: 1,
      date: 1,
      chat: { id: 1, type: 'private', first_name: '' },
      from: me,
      text,
    } as never
    await phone.hears(phone.message(sun.user, { text: '知道了', reply_to_message }))
    expect(phone.lastLabels).toEqual(['回话给反映的本人', '回话给另一边', '备注', '都不是'])
    await phone.presses(sun.user, '回话给另一边')
    expect((await promisedTo(app, li.chatId)).at(-1)).toContain('知道了')
  })
})

describe('by buttons', () => {
  test('a meeting is arranged, moved and cancelled', async () => {
    const dispute = await withBothSides()
    const { phone, sun, li, app } = dispute
    await opens(dispute, sun)
    await phone.presses(sun.user, '约个时间见面')
    await phone.presses(sun.user, '明天 12:00')
    await phone.presses(sun.user, '村委会')
    expect(phone.lastWords).toContain('约好了')
    expect((await promisedTo(app, li.chatId)).at(-1)).toMatch(/约好见面了：.*12:00，在村委会/)
    await opens(dispute, sun)
    expect(phone.lastLabels).not.toContain('约个时间见面')
    await phone.presses(sun.user, '调解到哪了')
    await phone.presses(sun.user, '见面改时间')
    await phone.presses(sun.user, '后天 08:00')
    await phone.says(sun.user, '老槐树下')
    expect((await promisedTo(app, li.chatId)).at(-1)).toMatch(/见面改了：.*08:00，在老槐树下/)
    await opens(dispute, li)
    expect(phone.lastWords).toContain('老槐树下')
    await opens(dispute, sun)
    await phone.presses(sun.user, '调解到哪了')
    await phone.presses(sun.user, '见面取消')
    expect((await promisedTo(app, li.chatId)).at(-1)).toContain('取消了')
    expect(phone.lastLabels).toContain('约个时间见面')
  })

  test('an agreement is written, read aloud, and agreed to by both', async () => {
    const dispute = await withBothSides()
    const { phone, sun, li, zhang } = dispute
    await opens(dispute, sun)
    await phone.presses(sun.user, '写协议')
    await phone.says(sun.user, '李四三天内把墙往回挪半米。')
    await phone.says(sun.user, '不会念')
    expect(phone.lastWords).toContain('请发一条语音')
    await phone.hears(phone.message(sun.user, { voice }))
    expect(phone.lastWords).toContain('发给两边了')
    expect((await messagesTo(dispute, li)).at(-1)?.media).toMatchObject({ fileId: 'voice-1' })
    await pressesSent(dispute, li, '我同意')
    expect(phone.lastWords).toContain('您同意了')
    expect(phone.lastLabels).not.toContain('我同意')
    expect(phone.lastWords).not.toContain('反映的本人')
    await pressesSent(dispute, zhang, '还不同意')
    await phone.hears(phone.message(zhang.user, { voice }))
    expect(phone.lastWords).toContain('调解员会再找您说')
    await phone.says(zhang.user, `/case ${dispute.number}`)
    await phone.presses(zhang.user, '调解到哪了')
    await phone.presses(zhang.user, '我同意')
    expect(phone.lastWords).toContain('谁也改不了')
    expect(await caseNow(dispute)).toMatchObject({ state: 'handled', outcome: 'settled' })
  })

  test('an old button of a text that was changed says so', async () => {
    const dispute = await written()
    const { phone, sun, li } = dispute
    const old = phone.press(li.user, `agreement-yes:${dispute.caseId}:${'x'.repeat(12)}`)
    await phone.hears(old)
    expect(phone.toasts.at(-1)).toContain('协议后来改过了')
    await phone.hears(phone.press(sun.user, `agreement-yes:${dispute.caseId}:x`))
    expect(phone.toasts.at(-1)).toContain('现在不能这样办')
  })

  test('a side without a phone is entered, and signs on paper', async () => {
    const dispute = await mediated()
    const { phone, sun, zhang, app } = dispute
    await opens(dispute, sun)
    await phone.presses(sun.user, '另一边没有手机')
    await phone.says(sun.user, '马老汉')
    await opens(dispute, sun)
    expect(phone.lastLabels).not.toContain('回话给另一边')
    await phone.presses(sun.user, '写协议')
    await phone.says(sun.user, '一人让一步。')
    await phone.presses(sun.user, '不用念')
    await opens(dispute, sun)
    await phone.presses(sun.user, '调解到哪了')
    expect(phone.lastWords).toContain('马老汉')
    await phone.presses(sun.user, '在纸上签了')
    await phone.says(sun.user, '王芳')
    await phone.says(sun.user, '拍不了')
    expect(phone.lastWords).toContain('请发一张照片')
    await phone.hears(phone.message(sun.user, { photo: paper }))
    expect(await app.db.caseFile.count({ where: { fileId: 'paper-1' } })).toBe(1)
    await say(dispute, zhang)
    expect((await mediationNow(dispute)).agreedAt).toBeDefined()
  })

  test('a promise is answered by one tap', async () => {
    const dispute = await written()
    const { app, phone, zhang, li } = dispute
    for (const side of [zhang, li]) await say(dispute, side)
    await app.clock.advance(7 * dayMs)
    await askAboutPromises(app)
    await pressesSent(dispute, zhang, '照着做了')
    expect(phone.lastWords).toContain('好，记下了')
    await pressesSent(dispute, li, '没有照着做')
    expect(phone.lastWords).toContain('重新打开了')
    expect(await caseNow(dispute)).toMatchObject({ state: 'working', reopened: 1 })
  })

  test('the wrong one is let go', async () => {
    const dispute = await withBothSides()
    const { phone, sun, li } = dispute
    await opens(dispute, sun)
    await phone.presses(sun.user, '调解到哪了')
    await phone.presses(sun.user, '来的人不对')
    expect(phone.lastLabels).toContain('请另一边来')
    await opens(dispute, li)
    expect(phone.lastWords).toBe('没有找到这件诉求。')
  })
})

test('nothing of it is done in a group', async () => {
  const dispute = await withBothSides()
  const { phone, sun } = dispute
  await opens(dispute, sun)
  const group = { id: -77, type: 'group', title: '群' } as const
  const before = phone.said.length
  await phone.hears(phone.press(sun.user, phone.dataOf('调解到哪了'), group))
  expect(phone.said).toHaveLength(before)
  expect(phone.toasts.at(-1)).toBe('没有找到这件诉求。')
})

describe('after a kill before it was noted, the same update again', () => {
  /** Handled, and killed before the commit; then handled once more, as the intake does. */
  async function struck({ phone, app }: Dispute, update: Update): Promise<void> {
    await phone.handler.handle(update, app.clock.now())
    await phone.hears(update)
  }

  test('does each once: declared, come, arranged, written, agreed', async () => {
    const dispute = await takenIn()
    const { app, phone, wang, sun, li, zhang, caseId } = dispute
    const press = (who: Somebody, label: string) =>
      struck(dispute, phone.press(who.user, phone.dataOf(label)))
    const pressSent = async (who: Somebody, label: string) => {
      const found = buttonsOf(await messagesTo(dispute, who)).findLast(({ text }) => text === label)
      await struck(dispute, phone.press(who.user, found?.data ?? ''))
    }
    await opens(dispute, wang)
    await phone.presses(wang.user, '请人调解')
    await press(wang, '孙和（调解员）')
    await pressSent(sun, '哪边都不沾亲，也不管哪边，我来')
    await opens(dispute, sun)
    await press(sun, '请另一边来')
    const [, payload = ''] = /start=(\S+)/.exec(phone.lastWords) ?? []
    await struck(dispute, phone.text(li.user, `/start ${payload}`))
    await press(li, '好，我来说说')
    await opens(dispute, sun)
    await phone.presses(sun.user, '约个时间见面')
    await phone.presses(sun.user, '明天 12:00')
    await press(sun, '村委会')
    await opens(dispute, sun)
    await phone.presses(sun.user, '写协议')
    await phone.says(sun.user, '一人让一步。')
    await press(sun, '不用念')
    await pressSent(li, '我同意')
    await pressSent(zhang, '我同意')
    expect((await historyOf(dispute)).slice(2)).toEqual([
      'name-mediator staff',
      'declare-neutral staff',
      'invite-party staff',
      'join-as-party party',
      'meeting-set staff',
      'write-agreement staff',
      'agree party',
      'agree reporter',
      'agreed clock',
      'handle staff',
      'meeting-cancelled staff',
    ])
    expect(await app.db.caseMeeting.count()).toBe(1)
    expect(await app.db.caseParty.count()).toBe(1)
    expect(await app.db.casePromise.count({ where: { caseId } })).toBe(3)
    const heard = (await promisedTo(app, li.chatId)).map((words) => words.split('\n')[1])
    expect(new Set(heard).size).toBe(heard.length)
  })
})
