import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Dispatching, startDispatching } from '../../src/intake/dispatch.ts'
import type { Commit, UpdateHandler } from '../../src/intake/handler.ts'
import { receive } from '../../src/intake/receive.ts'
import type { Leadership } from '../../src/lib/lease.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openFrailDb } from '../support/outage.ts'
import { hearing, leading, li, me, says, soon, states, textOf, zhang, zhangSays } from './people.ts'

let app: TestApp
let leadership: Leadership
beforeEach(async () => {
  app = await testApp()
  leadership = await leading(app)
})

function dispatching(handler: UpdateHandler, under = leadership): Dispatching {
  const running = startDispatching(app, under, handler)
  onTestFinished(async () => {
    const stopped = running.stop(0)
    await app.clock.advance(1)
    await stopped
  })
  return running
}

/** Something a handler waits for. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const never = new Promise<never>(() => {})

test('each person is heard in order, and a slow one holds up nobody else', async () => {
  const slow = gate()
  const handler = hearing((text) => (text === '张 0' ? slow.opened : undefined))
  const all = Array.from({ length: 120 }, (_, at) => {
    const who = at % 2 === 0 ? zhang : li
    return says(at + 1, who, `${who === zhang ? '张' : '李'} ${at}`)
  })
  await receive(app, me, all)
  dispatching(handler)
  const of = (who: string) => handler.heard.filter((text) => text.startsWith(who))
  await soon(app, () => of('李').length).toBe(60)
  expect(of('张')).toEqual([])
  slow.open()
  await soon(app, () => states(app)).toEqual({ done: 120 })
  const texts = all.map(textOf)
  expect([...of('张'), ...of('李')]).toEqual([
    ...texts.filter((text) => text.startsWith('张')),
    ...texts.filter((text) => text.startsWith('李')),
  ])
})

test('what is done keeps its number and no word of what was said, and is not heard again', async () => {
  const handler = hearing()
  await zhangSays(app, '我的地被占了')
  const running = dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 1 })
  expect(await zhangSays(app, '我的地被占了')).toBe(0)
  running.wake()
  await zhangSays(app, '我的地被占了', '还有一件事')
  await soon(app, () => states(app)).toEqual({ done: 2 })
  expect(handler.heard).toEqual(['我的地被占了', '还有一件事'])
  const rows = await app.db.inboxUpdate.findMany()
  expect(rows.map(({ payload }) => payload)).toEqual([null, null])
})

test('the handler hears when each reached us, however long it waited and whoever died over it', async () => {
  const heard: Date[] = []
  const handler: UpdateHandler = {
    ...hearing(),
    async handle(_update, receivedAt) {
      heard.push(receivedAt)
      return undefined
    },
  }
  const reached = app.clock.now()
  await zhangSays(app, '第一句')
  await app.db.inboxUpdate.updateMany({ data: { state: 'handling' } })
  await app.clock.advance(60_000)
  await zhangSays(app, '第一句', '第二句')
  await app.clock.advance(60_000)
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 2 })
  expect(heard).toEqual([reached, new Date(reached.getTime() + 60_000)])
})

test('someone who writes without end does not fill every place', async () => {
  const handler = hearing((text) => (text.startsWith('张') ? never : undefined))
  const flood = Array.from({ length: 300 }, (_, at) => says(at + 1, zhang, `张 ${at}`))
  await receive(app, me, flood)
  await receive(app, me, [says(301, li, '李')])
  dispatching(handler)
  await soon(app, () => handler.heard).toEqual(['李'])
})

test('a person of whom more waits than is taken at once is heard to the end', async () => {
  const handler = hearing()
  await receive(
    app,
    me,
    Array.from({ length: 35 }, (_, at) => says(at + 1, zhang, `${at}`)),
  )
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 35 })
  expect(handler.heard).toEqual(Array.from({ length: 35 }, (_, at) => `${at}`))
})

test('what was in hand when the process died is heard by the next one, alone and before all else', async () => {
  await zhangSays(app, '一')
  await receive(app, me, [says(2, li, '二'), says(3, 103, '三')])
  startDispatching(
    app,
    leadership,
    hearing(() => never),
  )
  await soon(app, () => states(app)).toEqual({ handling: 3 })
  await receive(app, me, [says(4, 104, '四')])
  let atOnce = 0
  let most = 0
  const handler = hearing(async (text) => {
    if (text !== '四') most = Math.max(most, ++atOnce)
    await new Promise((resolve) => setImmediate(resolve))
    if (text !== '四') atOnce--
  })
  dispatching(handler, await leading(app, 'two'))
  await soon(app, () => states(app)).toEqual({ done: 4 })
  expect(handler.heard).toEqual(['一', '二', '三', '四'])
  expect(most).toBe(1)
})

test('one that brings the process down is parked after three times alone; its neighbours are heard', async () => {
  await receive(app, me, [says(1, zhang, '毒'), says(2, li, '好'), says(3, zhang, '后')])
  const dies = hearing((text) => (text === '毒' ? never : undefined))
  startDispatching(
    app,
    leadership,
    hearing(() => never),
  )
  await soon(app, () => states(app)).toEqual({ handling: 3 })
  for (const start of [1, 2, 3]) {
    startDispatching(app, await leading(app, `start ${start}`), dies)
    const crashes = async () => (await app.db.inboxUpdate.findUnique({ where: { updateId: 1 } }))?.crashes
    await soon(app, crashes).toBe(start)
  }
  expect(dies.heard).toEqual([])
  const handler = hearing()
  dispatching(handler, await leading(app, 'last'))
  await soon(app, () => states(app)).toEqual({ done: 2, parked: 1 })
  expect(handler.heard).toEqual(['好', '后'])
  expect(handler.apologies).toEqual([{ text: '毒', reference: '1' }])
})

test('one that fails three times is parked without its words, with one apology, and what comes after waits its turn', async () => {
  const tried: string[] = []
  const handler = hearing((text) => {
    tried.push(text)
    if (text === '坏') throw new TypeError('cannot read it')
  })
  await zhangSays(app, '坏', '好')
  await receive(app, me, [says(9, li, '李')])
  const running = dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 2, parked: 1 })
  expect(tried.filter((text) => text !== '李')).toEqual(['坏', '坏', '坏', '好'])
  expect(handler.apologies).toEqual([{ text: '坏', reference: '1' }])
  const row = await app.db.inboxUpdate.findUniqueOrThrow({ where: { updateId: 1 } })
  expect(row).toMatchObject({ failures: 3, crashes: 0, error: 'TypeError: cannot read it' })
  const rest = app.sealer.open(row.payload ?? '')
  expect(rest).not.toMatch(/坏|人101/)
  expect(JSON.parse(rest)).toMatchObject({ update_id: 1, message: { chat: { id: zhang, type: 'private' } } })
  expect(running.counts).toEqual({ handled: 2, failures: 3, parked: 1 })
})

test('one that fails once is heard the second time, with no apology', async () => {
  let failed = false
  const handler = hearing(() => {
    if (!failed) {
      failed = true
      throw new Error('just now')
    }
  })
  await zhangSays(app, '一', '二')
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 2 })
  expect(handler.heard).toEqual(['一', '二'])
  expect(handler.apologies).toEqual([])
})

test('an apology that fails, too, stops nobody', async () => {
  const handler = hearing((text) => {
    if (text === '坏') throw new Error('no')
  })
  handler.apologize = () => Promise.reject(new Error('not even that'))
  await zhangSays(app, '坏', '好')
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 1, parked: 1 })
})

test('an update that cannot be read is parked', async () => {
  await zhangSays(app, '一', '二')
  await app.db.inboxUpdate.update({ where: { updateId: 1 }, data: { payload: 'not sealed' } })
  const handler = hearing()
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 1, parked: 1 })
  expect(handler.apologies).toEqual([])
})

const keepState =
  (state: string): Commit =>
  async (tx) => {
    const data = { key: 'k', state, consumedUpdateId: 1n, updatedAt: app.clock.now() }
    await tx.conversationState.upsert({ where: { key: 'k' }, create: data, update: data })
  }

test('where a conversation stands and "done" are written together, or neither is', async () => {
  let broken = true
  const seen: unknown[] = []
  const handler = hearing((text): Commit => {
    return async (tx) => {
      await keepState(text)(tx)
      if (!broken) return
      broken = false
      throw new Error('after writing')
    }
  })
  const { handle } = handler
  handler.handle = async (update, receivedAt) => {
    seen.push((await app.db.conversationState.findMany())[0]?.state, await states(app))
    return handle(update, receivedAt)
  }
  await zhangSays(app, '第一问')
  dispatching(handler)
  await soon(app, () => states(app)).toEqual({ done: 1 })
  expect(seen).toEqual([undefined, { handling: 1 }, undefined, { handling: 1 }])
  expect(await app.db.conversationState.findMany()).toMatchObject([{ state: '第一问' }])
})

test('one who lost the lead while handling records nothing, and ends quietly', async () => {
  const slow = gate()
  const handler = hearing(async () => {
    await slow.opened
    return keepState('stale')
  })
  await zhangSays(app, '一', '二')
  const old = startDispatching(app, leadership, handler)
  await soon(app, () => states(app)).toEqual({ handling: 2 })
  const next = await leading(app, 'two')
  slow.open()
  await soon(app, () => handler.heard).toEqual(['一'])
  const stopped = old.stop(0)
  await app.clock.advance(1)
  await stopped
  expect(await states(app)).toEqual({ handling: 2 })
  expect(await app.db.conversationState.count()).toBe(0)
  dispatching(hearing(), next)
  await soon(app, () => states(app)).toEqual({ done: 2 })
})

test('stopping finishes what was begun, puts back what was not, and begins nothing more', async () => {
  const slow = gate()
  const handler = hearing(() => slow.opened)
  await zhangSays(app, '一', '二', '三')
  const running = startDispatching(app, leadership, handler)
  await soon(app, () => states(app)).toEqual({ handling: 3 })
  const stopped = running.stop(10_000)
  slow.open()
  await stopped
  expect(handler.heard).toEqual(['一'])
  expect(await states(app)).toEqual({ done: 1, waiting: 2 })
})

test('stopping waits no longer than it was told; what hangs is replayed later', async () => {
  await zhangSays(app, '一', '二')
  const running = startDispatching(
    app,
    leadership,
    hearing(() => never),
  )
  await soon(app, () => states(app)).toEqual({ handling: 2 })
  let stopped = false
  const stopping = running.stop(10_000).then(() => {
    stopped = true
  })
  await app.clock.advance(9_000)
  expect(stopped).toBe(false)
  await app.clock.advance(1_000)
  await stopping
  const handler = hearing()
  dispatching(handler, await leading(app, 'two'))
  await soon(app, () => handler.heard).toEqual(['一', '二'])
})

test('while the database is away updates wait, whatever they were at; none is blamed and none is lost', async () => {
  const frail = await openFrailDb()
  app = await testApp({ db: frail.db })
  const slow = gate()
  const handler = hearing(async (text) => {
    if (text === '等') await slow.opened
    if (text === '写') return keepState('写')
    if (text === '读') await app.db.draft.deleteMany()
  })
  await receive(app, me, [says(1, zhang, '等'), says(2, zhang, '写'), says(3, zhang, '读')])
  dispatching(handler, await leading(app))
  await soon(app, () => states(app)).toEqual({ handling: 3 })
  await frail.goAway()
  slow.open()
  await soon(app, () => handler.heard).toEqual(['等'])
  await app.clock.advance(10_000)
  await expect(receive(app, me, [says(4, li, '新')])).rejects.toThrow()
  await frail.comeBack()
  await soon(app, () => receive(app, me, [says(4, li, '新')]).catch(() => 0)).toBe(1)
  await soon(app, () => states(app)).toEqual({ done: 4 })
  const rows = await app.db.inboxUpdate.findMany({ select: { failures: true } })
  expect(rows.map(({ failures }) => failures)).toEqual([0, 0, 0, 0])
})

test('a database that goes away under handlers that ask it costs no update', async () => {
  const frail = await openFrailDb()
  app = await testApp({ db: frail.db })
  const begun = gate()
  const gone = gate()
  const handler = hearing(async (text) => {
    begun.open()
    await gone.opened
    await app.db.draft.deleteMany()
    return text === '二' ? keepState('二') : undefined
  })
  await zhangSays(app, '一', '二')
  const running = dispatching(handler, await leading(app))
  await begun.opened
  await frail.goAway()
  gone.open()
  await app.clock.advance(5_000)
  await frail.comeBack()
  await soon(app, () => states(app).catch(() => 'away')).toEqual({ done: 2 })
  expect(running.counts).toEqual({ handled: 2, failures: 0, parked: 0 })
})
