import { beforeEach, describe, expect, test } from 'vitest'
import { endAbandonedTalks } from '../../src/bot/end-abandoned-talks.ts'
import type { Feature } from '../../src/bot/feature.ts'
import type { ConversationSpec, Heard } from '../../src/bot/talk.ts'
import { publicMessage } from '../../src/delivery/message.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { human, Phone } from '../support/phone.ts'

const hour = 60 * 60 * 1000
const words = (html: string) => publicMessage(html)
const textOf = (heard: Heard) => (heard.kind === 'text' ? heard.text : new Refusal('talk-press-one'))

interface Sown {
  key: string
  crop: string
  mu: number
  by: string
}

/** A field is sown: which crop by buttons, how much by words, then the verb. */
class Farm {
  sown: Sown[] = []
  /** The next runs of the verb fail with these. */
  faults: Error[] = []
  drafts: unknown[] = []

  sow = async (row: Sown): Promise<number> => {
    const fault = this.faults.shift()
    if (fault) throw fault
    if (!this.sown.some(({ key }) => key === row.key)) this.sown.push(row)
    return this.sown.length
  }

  spec(version = 1): ConversationSpec {
    return {
      name: 'sow',
      version,
      run: async (talk) => {
        this.drafts.push(talk.draft)
        const crop = await talk.choose(words('种什么'), [
          [
            { id: 'potato', label: '土豆' },
            { id: 'rape', label: '油菜' },
          ],
        ])
        await talk.keep({ crop })
        const mu = await talk.ask(words('几亩'), (heard) => {
          const number = Number(textOf(heard))
          return Number.isInteger(number) ? number : new Refusal('talk-press-one')
        })
        const by = talk.personId
        const done = await talk.perform(() => this.sow({ key: talk.key, crop, mu, by: String(by) }))
        await talk.say(words(done.ok ? `种下了 ${mu} 亩，第 ${done.value} 块` : talk.t(done.refusal.code)))
      },
    }
  }

  feature(version?: number): Feature {
    return {
      commands: [{ name: 'sow', where: 'private', menu: false, run: (ctx) => ctx.talk.enter('sow') }],
      conversations: [this.spec(version)],
    }
  }
}

describe('a conversation', () => {
  const zhang = human(11, '张三')
  const li = human(12, '李四')
  let app: TestApp
  let farm: Farm
  let phone: Phone

  beforeEach(async () => {
    app = await testApp()
    farm = new Farm()
    phone = new Phone(app, [farm.feature()])
  })

  test('asks one thing after the other, and acts once', async () => {
    await phone.says(zhang, '/sow')
    expect(phone.lastLabels).toEqual(['土豆', '油菜'])
    await phone.presses(zhang, '油菜')
    expect(phone.said.at(-1)?.call).toMatchObject({ do: 'edit', message: { html: '几亩' } })
    await phone.says(zhang, '三')
    expect(phone.lastWords).toContain('请按')
    await phone.says(zhang, '3')
    expect(phone.lastWords).toBe('种下了 3 亩，第 1 块')
    expect(farm.sown).toMatchObject([{ crop: 'rape', mu: 3 }])
    expect(phone.words.filter((said) => said === '种什么')).toHaveLength(1)
  })

  test('takes the words of a button for the button, and other words for neither', async () => {
    await phone.says(zhang, '/sow')
    await phone.says(zhang, '青稞')
    expect(phone.lastWords).toContain('按钮')
    await phone.says(zhang, '土豆')
    expect(phone.lastWords).toBe('几亩')
  })

  test('two people in theirs at once do not meet', async () => {
    await phone.says(zhang, '/sow')
    const ofZhang = phone.dataOf('土豆')
    await phone.says(li, '/sow')
    await phone.hears(phone.press(li, ofZhang))
    expect(phone.toasts).toEqual(['这个按钮已经过时了，请看最下面那一条。'])
    await phone.presses(li, '油菜')
    await phone.hears(phone.press(zhang, ofZhang))
    await phone.says(zhang, '1')
    await phone.says(li, '2')
    expect(farm.sown.map(({ crop, mu }) => [crop, mu])).toEqual([
      ['potato', 1],
      ['rape', 2],
    ])
  })

  test('an update that was given to it already is not given to it again', async () => {
    await phone.says(zhang, '/sow')
    const press = phone.press(zhang, phone.dataOf('土豆'))
    await phone.hears(press)
    const said = phone.words.length
    await phone.hears(press)
    expect(phone.words).toHaveLength(said)
    await phone.says(zhang, '2')
    expect(farm.sown).toMatchObject([{ crop: 'potato', mu: 2 }])
  })

  test('the update that ended it does not fall through to others when it comes again', async () => {
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '土豆')
    const last = phone.text(zhang, '2')
    await phone.hears(last)
    const said = phone.words.length
    await phone.hears(last)
    expect(phone.words).toHaveLength(said)
    expect(farm.sown).toHaveLength(1)
  })

  test('a fault leaves it as it was, and the same answer goes through afterwards', async () => {
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '土豆')
    farm.faults.push(new TypeError('the barn is on fire'))
    const answer = phone.text(zhang, '2')
    await expect(phone.hears(answer)).rejects.toThrow(TypeError)
    await phone.hears(answer)
    expect(farm.sown).toHaveLength(1)
    expect(phone.lastWords).toContain('种下了 2 亩')
  })

  test('a crash before the commit repeats the step, and the verb finds what it made', async () => {
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '土豆')
    const answer = phone.text(zhang, '2')
    await phone.handler.handle(answer, app.clock.now())
    await phone.hears(answer)
    expect(farm.sown).toHaveLength(1)
  })

  test('a refusal of the verb comes back to it as data', async () => {
    farm.faults.push(new Refusal('talk-changed'))
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '土豆')
    await phone.says(zhang, '2')
    expect(phone.lastWords).toContain('问法刚刚改过')
  })

  test('help is answered in the middle, and the question stays open', async () => {
    await phone.says(zhang, '/sow')
    await phone.says(zhang, '/help')
    expect(phone.lastWords).toContain('/cancel')
    await phone.presses(zhang, '土豆')
    expect(phone.lastWords).toBe('几亩')
  })

  test('/cancel ends it, and its buttons are past', async () => {
    await phone.says(zhang, '/sow')
    const potato = phone.dataOf('土豆')
    await phone.says(zhang, '/cancel')
    expect(phone.lastWords).toContain('不办了')
    await phone.hears(phone.press(zhang, potato))
    expect(phone.toasts.at(-1)).toContain('过时')
    await phone.says(zhang, '/cancel')
    expect(phone.lastWords).toContain('没有正在办的事')
  })

  test('when its questions have changed it says so kindly, and offers what was told when it is entered again', async () => {
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '油菜')
    const upgraded = new Phone(app, [farm.feature(2)])
    await upgraded.hears({ ...upgraded.text(zhang, '3'), update_id: 500 })
    expect(upgraded.lastWords).toContain('问法刚刚改过')
    await upgraded.hears({ ...upgraded.text(zhang, '/sow'), update_id: 501 })
    expect(farm.drafts.at(-1)).toEqual({ crop: 'rape' })
    expect(farm.sown).toEqual([])
  })

  test('nothing of it lies open in the database', async () => {
    await phone.says(zhang, '/sow')
    await phone.says(zhang, '我家的地在河边')
    const rows = JSON.stringify(await app.db.conversationState.findMany(), (_, value) =>
      typeof value === 'bigint' ? Number(value) : value,
    )
    expect(rows).not.toContain('河边')
    expect(rows).not.toContain('sow')
  })

  test('one that waited for a day is ended with a word, and its draft is kept', async () => {
    await phone.says(zhang, '/sow')
    await phone.presses(zhang, '油菜')
    await app.clock.advance(23 * hour)
    expect(await endAbandonedTalks(app)).toMatchObject({ ended: 0 })
    await app.clock.advance(2 * hour)
    expect(await endAbandonedTalks(app)).toMatchObject({ ended: 1 })
    expect(await endAbandonedTalks(app)).toMatchObject({ ended: 0 })
    expect(await app.db.delivery.count()).toBe(1)
    await phone.says(zhang, '3')
    expect(farm.sown).toEqual([])
    await phone.says(zhang, '/sow')
    expect(farm.drafts.at(-1)).toEqual({ crop: 'rape' })
  })

  test('what a tombstone guards is forgotten after two days', async () => {
    await phone.says(zhang, '/sow')
    await phone.says(zhang, '/cancel')
    expect(await endAbandonedTalks(app)).toMatchObject({ forgotten: 0 })
    await app.clock.advance(49 * hour)
    expect(await endAbandonedTalks(app)).toMatchObject({ forgotten: 1 })
  })
})
