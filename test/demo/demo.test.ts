import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Demo, startDemo } from '../../src/demo/start-demo.ts'
import { projectRoot } from '../../src/lib/root.ts'
import type { SandboxUser } from '../../src/sandbox/people/sandbox-user.ts'

const personIn = (demo: Demo) => (name: string) => {
  const found = demo.sandbox.users.find(({ firstName }) => firstName === name)
  if (!found) throw new Error(`${name} is not there`)
  return found
}

/** Presses one of the page's buttons that move the clock. */
async function moveClock(demo: Demo, who: SandboxUser, by: 'minute' | 'hour' | 'morning'): Promise<void> {
  const answered = await fetch(`${demo.url}page/act?as=${who.id}`, {
    method: 'POST',
    headers: { 'x-sandbox-page': 'yes', 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'move-clock', by }),
  })
  expect(answered.ok).toBe(true)
}

/** Presses the page's button for the next morning until somebody hears that; over holidays it takes a few. */
async function untilMorningBrings(demo: Demo, who: SandboxUser, words: string): Promise<void> {
  for (let mornings = 0; mornings < 12; mornings++) {
    await moveClock(demo, who, 'morning')
    const heard = await who.hears(words, { patienceMs: 3_000 }).catch(() => undefined)
    if (heard) return
  }
  throw new Error(`no morning brought ${words}`)
}

const listing = () => readdirSync(projectRoot).toSorted()

test('the demo is a whole town that one can try, and leaves nothing behind', {
  timeout: 60_000,
}, async () => {
  const before = listing()
  const demo = await startDemo({ port: 0 })
  let stopped = false
  const stop = async () => {
    if (!stopped) await demo.stop()
    stopped = true
  }
  onTestFinished(stop)
  const { sandbox } = demo
  const person = personIn(demo)
  expect(sandbox.users).toHaveLength(31)
  expect(sandbox.groups).toHaveLength(57)
  const page = await fetch(demo.url)
  expect(await page.text()).toContain('<title>')

  const villager = person('张三娃')
  villager.says('/price 土豆')
  await villager.hears('土豆（本地，普通）')
  const secretary = person('杨志强')
  secretary.says('/menu')
  await secretary.presses('发通知')
  await secretary.presses('紧急')
  await secretary.presses('一组')
  await secretary.presses('群和个人都发')
  await secretary.hears('请把要说的话发给我')
  secretary.says('今晚停电')
  await secretary.presses('现在就发')
  await secretary.presses('发出')
  await villager.hears('今晚停电')
  const anna = person('Anna Berger')
  anna.says('/me')
  await anna.hears('You are Anna Berger')
  expect(sandbox.refusals()).toEqual([])

  await stop()
  expect(existsSync(demo.folder)).toBe(false)
  expect(listing()).toEqual(before)
})

test('its quarrel climbs when the clock moves on, and is settled as the guide says', {
  timeout: 120_000,
}, async () => {
  const demo = await startDemo({ port: 0 })
  onTestFinished(() => demo.stop())
  const person = personIn(demo)
  const [villager, elder, officer] = [person('张三娃'), person('徐奶奶'), person('何文斌')]
  const [secretary, mediator, leader] = [person('杨志强'), person('刘长河'), person('王海燕')]
  const outsider = person('扎西多吉')
  const quarrel = /^\d{3}-\d{3} 邻里/

  officer.says('/desk')
  await officer.presses(quarrel)
  await officer.hears('排水沟填了半截')
  await untilMorningBrings(demo, secretary, '已经上交到和平村')
  await villager.hears('这件事上交到和平村了')
  leader.says('/allcases')
  await leader.presses(quarrel)
  await leader.hears('上交一级（到期没有办好）')
  await leader.presses('挂牌督办')
  await leader.hears('挂牌用什么标题')
  leader.says('两家共用的排水沟')
  await leader.hears('挂牌了')
  leader.says('/supervised')
  await leader.presses(/^两家共用的排水沟/)
  await leader.presses('请人调解')
  await leader.presses('刘长河（调解员）')
  await mediator.presses('哪边都不沾亲，也不管哪边，我来')
  await mediator.presses('请另一边来')
  const [link = ''] = /https:\S+/.exec((await mediator.hears('点一下这个链接')).text) ?? []

  elder.opens(link)
  await elder.presses('好，我来说说')
  await elder.presses('我要说几句')
  await elder.hears('请说')
  elder.says('沟是他家先填的')
  await elder.presses('说完了，发出')
  await mediator.hears('沟是他家先填的')
  mediator.says('/desk')
  await mediator.presses(quarrel)
  await mediator.presses('约个时间见面')
  await mediator.presses('明天 12:00')
  await mediator.presses('村委会')
  await mediator.hears('约好了')
  for (const side of [villager, elder]) await side.hears('约好见面了')
  await mediator.presses('看这件事')
  await mediator.presses('写协议')
  await mediator.hears('请把协议打给我')
  mediator.says('徐奶奶家月底前把沟挖开，张三娃家出砖。')
  await mediator.presses('不用念')
  for (const side of [elder, villager]) await side.presses('我同意')
  await villager.presses('5 很满意')
  await villager.hears('这件事就办结了')
  leader.says('/casereport')
  await leader.hears('双方说好了 1')

  outsider.says('/supervised')
  await outsider.hears('现在没有挂牌督办的事')
  expect(villager.chat().map(({ text }) => text)).not.toContain('沟是他家先填的')
  expect(demo.sandbox.refusals()).toEqual([])
})

test('one button starts an evening, three people play it, and the clock may be moved in between', {
  timeout: 120_000,
}, async () => {
  const demo = await startDemo({ port: 0 })
  onTestFinished(() => demo.stop())
  const { sandbox } = demo
  const person = personIn(demo)
  const [host, member, third] = [person('张玉珍'), person('吴大勇'), person('郑国庆')]
  const [neighbour, elsewhere] = [person('徐奶奶'), person('扎西多吉')]
  const title = '和平村第一党支部'
  const branch = sandbox.groups.find((group) => group.title === title)
  if (!branch) throw new Error(`${title} has no group`)
  const officials = sandbox.groups.find((group) => group.title === '青禾镇村干部群')
  // Who hosts a quiz holds no office: the chat of the officials is theirs and the bot's.
  expect(officials?.memberCount).toBe(14)
  // By night nobody is disturbed: whoever tries the demo then is told to move on to the morning.
  await moveClock(demo, host, 'morning')

  host.says('/quizzes')
  await host.presses(title)
  await host.presses('现在就办')
  await member.presses('算我一个', { in: branch })
  await member.hears('已有 1 位要来', { in: branch, patienceMs: 20_000 })
  for (let minute = 0; minute < 2; minute++) await moveClock(demo, host, 'minute')

  const polls = () => branch.messages().filter(({ message }) => message.poll)
  for (let number = 1; number <= 5; number++) {
    const poll = await sandbox.waitFor(() => polls().find(({ text }) => text.startsWith(`${number}/5`)), {
      what: `question ${number}`,
      timeoutMs: 30_000,
    })
    const right = poll.message.poll?.correct_option_ids ?? []
    const wrong = (poll.message.poll?.options ?? []).flatMap((_, at) => (right.includes(at) ? [] : [at]))
    // Where all are right, leaving one out is wrong.
    const missed = wrong.length > 0 ? wrong.slice(0, 1) : right.slice(1)
    host.votes(poll, right)
    member.votes(poll, number === 1 ? missed : right)
    if (number === 1) third.votes(poll, missed)
    await moveClock(demo, host, 'minute')
  }

  await host.hears('3 人参加', { in: branch, patienceMs: 30_000 })
  await host.hears('第 1 题：3 人答，1 人对', { in: branch })
  await host.hears('这次您答对 5 题，共 5 题')
  await member.hears('这次您答对 4 题，共 5 题')
  await third.hears('这次您答对 0 题')
  await member.presses('练没答对的')
  await member.hears('第 1 题，共 1 题')
  for (const outsider of [neighbour, elsewhere]) {
    outsider.says('/quizzes')
    const answer = outsider === neighbour ? '没有' : '还没有安排'
    await outsider.hears(answer)
    expect(outsider.chat().some(({ text }) => text.includes('这次您答对'))).toBe(false)
    expect(JSON.stringify(outsider.chat().map(({ message }) => message.reply_markup ?? {}))).not.toContain(
      title,
    )
  }
  expect(sandbox.refusals()).toEqual([])
})

test('a demo that cannot start leaves nothing behind either', async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cunxun-demo-'))
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  onTestFinished(() => void taken.close())
  const before = folders()
  const { port } = taken.address() as AddressInfo
  await expect(startDemo({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect(folders()).toEqual(before)
})

test('Ctrl-C while it starts ends it in order, and leaves nothing behind', { timeout: 30_000 }, async () => {
  const own = mkdtempSync(join(tmpdir(), 'cunxun-test-'))
  onTestFinished(() => rmSync(own, { recursive: true, force: true }))
  const child = spawn(process.execPath, ['dist/demo/main.js'], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH ?? '', TMPDIR: own },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await vi.waitFor(() => expect(readdirSync(own)).toHaveLength(1), { timeout: 20_000, interval: 5 })
  child.kill('SIGINT')
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(0)
  expect(readdirSync(own)).toEqual([])
})
