import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { Refusal } from '../../src/lib/refusal.ts'
import { takeServingLock } from '../../src/lib/serving-lock.ts'

let url: string
const inUse = () => new Refusal('database-in-use', { file: url.slice('file:'.length) })
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cunxun-lock-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  url = `file:${folder}/cunxun.db`
})

test('a second process that would serve the same SQLite file is told to stop the first', () => {
  const lock = takeServingLock(url)
  expect(() => takeServingLock(url)).toThrow(inUse())
  lock.release()
  takeServingLock(url).release()
})

test('a process that is killed leaves no lock behind', async () => {
  const holder = fork(join(import.meta.dirname, '../support/lock-holder.mjs'), [`${url.slice(5)}.lock`])
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder, 'message')
  expect(() => takeServingLock(url)).toThrow(inUse())
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  takeServingLock(url).release()
})

test('on PostgreSQL as many processes serve as you like', () => {
  const shared = 'postgresql://cunxun@localhost/cunxun'
  takeServingLock(shared).release()
  takeServingLock(shared).release()
})
