import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { App } from '../../src/app.ts'
import type { Address, Call, Outcome } from '../../src/delivery/delivery.ts'
import { enqueue } from '../../src/delivery/enqueue.ts'
import { publicMessage } from '../../src/delivery/message.ts'
import { type Delivering, startDelivering } from '../../src/delivery/start-delivering.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Leadership } from '../../src/lib/lease.ts'
import { testApp } from '../support/app.ts'
import { freePace, leading, privateChatOf, ScriptedSender } from '../support/deliveries.ts'
import { type FrailDb, openFrailDb } from '../support/outage.ts'

/** A Telegram whose answers wait until the test lets them go. */
class SlowSender extends ScriptedSender {
  #held: (() => void)[] = []
  holds = false

  override async send(to: Address, call: Call): Promise<Outcome> {
    const outcome = await super.send(to, call)
    if (this.holds) await new Promise<void>((go) => this.#held.push(go))
    return outcome
  }

  letGo(): void {
    this.holds = false
    for (const go of this.#held.splice(0)) go()
  }
}

let frail: FrailDb
let app: App
let leadership: Leadership
let sender: SlowSender

beforeEach(async () => {
  frail = await openFrailDb()
  app = await testApp({ db: frail.db, clock: systemClock })
  leadership = await leading(app)
  sender = new SlowSender()
})

async function promise(...words: string[]): Promise<void> {
  const chat = await privateChatOf(app, 11)
  for (const html of words) {
    const what = { key: html, batch: 'b', chat, lane: 'bulk', whenInDoubt: 'repeat' } as const
    await app.db.transaction((tx) => enqueue(tx, app, what, { do: 'send', message: publicMessage(html) }))
  }
}

function start(): Delivering {
  const delivering = startDelivering(app, sender, freePace(app), leadership)
  onTestFinished(() => delivering.stop(100))
  return delivering
}

const states = async () =>
  (await app.db.delivery.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)
const soon = (look: () => unknown) => vi.waitFor(look, { timeout: 15_000 })

test('what is promised while it runs goes out, once', async () => {
  start()
  await promise('一', '二')
  await soon(async () => expect(await states()).toEqual(['sent', 'sent']))
  expect(sender.words).toEqual(['一', '二'])
})

test('the database goes away while Telegram is answering: the outcome is noted when it is back, and nothing is sent twice', {
  timeout: 40_000,
}, async () => {
  await promise('一')
  sender.holds = true
  start()
  await soon(() => expect(sender.words).toEqual(['一']))
  await frail.goAway()
  sender.letGo()
  await systemClock.sleep(1_500)
  await frail.comeBack()
  await soon(async () => expect(await states()).toEqual(['sent']))
  await promise('二')
  await soon(async () => expect(await states()).toEqual(['sent', 'sent']))
  expect(sender.words).toEqual(['一', '二'])
  expect(await app.db.delivery.count({ where: { repeated: true } })).toBe(0)
})

test('told to stop, it claims no more, and notes what was under way', async () => {
  await promise('一')
  sender.holds = true
  const delivering = start()
  await soon(() => expect(sender.words).toEqual(['一']))
  const stopping = delivering.stop(10_000)
  await promise('二')
  sender.letGo()
  await stopping
  expect(await states()).toEqual(['sent', 'queued'])
  expect(sender.words).toEqual(['一'])
})

test('stopped with something under way for too long, it leaves the row in doubt, and the next start repeats it, marked', async () => {
  await promise('一')
  sender.holds = true
  const delivering = start()
  await soon(() => expect(sender.words).toEqual(['一']))
  await delivering.stop(100)
  expect(await states()).toEqual(['sending'])
  sender.letGo()
  start()
  await soon(async () => expect(await states()).toEqual(['sent']))
  expect(sender.words).toEqual(['一', '一'])
  expect(await app.db.delivery.findMany()).toMatchObject([{ repeated: true }])
})

test('when another leads it ends: it sends nothing more, and notes nothing over what the other does', async () => {
  await promise('一')
  sender.holds = true
  const delivering = start()
  await soon(() => expect(sender.words).toEqual(['一']))
  const other = await leading(app, 'another')
  const theirs = new ScriptedSender()
  sender.letGo()
  await promise('二')
  await systemClock.sleep(600)
  expect(await states()).toEqual(['sending', 'queued'])
  const next = startDelivering(app, theirs, freePace(app), other)
  onTestFinished(() => next.stop(100))
  await soon(async () => expect(await states()).toEqual(['sent', 'sent']))
  expect(sender.words).toEqual(['一'])
  expect(theirs.words).toEqual(['一', '二'])
  await delivering.stop(100)
})
