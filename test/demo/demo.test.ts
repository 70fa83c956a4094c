import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startDemo } from '../../src/demo/start-demo.ts'
import { projectRoot } from '../../src/lib/root.ts'

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
  const person = (name: string) => {
    const found = sandbox.users.find(({ firstName }) => firstName === name)
    if (!found) throw new Error(`${name} is not there`)
    return found
  }
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
