import type { Update, UserFromGetMe } from 'grammy/types'
import { expect } from 'vitest'
import type { App } from '../../src/app.ts'
import type { Commit, UpdateHandler } from '../../src/intake/handler.ts'
import { receive } from '../../src/intake/receive.ts'
import type { Leadership } from '../../src/lib/lease.ts'
import { Lease, usualLease } from '../../src/lib/lease.ts'
import type { TestApp } from '../support/app.ts'

export const me = { id: 7, is_bot: true, first_name: '村讯', username: 'cunxun_bot' } as UserFromGetMe

export const zhang = 101
export const li = 102

/** What a person writes to the bot in private. */
export function says(updateId: number, person: number, text: string): Update {
  const from = { id: person, is_bot: false, first_name: `人${person}` }
  const chat = { id: person, type: 'private' as const, first_name: from.first_name }
  return { update_id: updateId, message: { message_id: updateId, date: 0, chat, from, text } } as Update
}

export const textOf = (update: Update) => update.message?.text ?? ''

/** Receives a text from Zhang for each of `texts`, numbered from 1. */
export function zhangSays(app: App, ...texts: string[]): Promise<number> {
  return receive(
    app,
    me,
    texts.map((text, at) => says(at + 1, zhang, text)),
  )
}

export interface Heard extends UpdateHandler {
  /** Texts in the order they were handled to their end. */
  readonly heard: string[]
  readonly apologies: { text: string; reference: string }[]
}

/** A handler that notes what it hears; `act` may throw, wait, or give a commit. */
export function hearing(act: (text: string) => unknown = () => undefined): Heard {
  const heard: string[] = []
  const apologies: Heard['apologies'] = []
  return {
    heard,
    apologies,
    async handle(update) {
      const commit = await act(textOf(update))
      heard.push(textOf(update))
      return commit as Commit | undefined
    },
    async takeVotes(_tx, votes) {
      for (const vote of votes) await act(`${vote.name}:${vote.chosen}`)
      for (const vote of votes) heard.push(`${vote.name}:${vote.chosen}`)
    },
    async apologize(update, reference) {
      apologies.push({ text: textOf(update), reference })
    },
  }
}

/** This process takes the lead. */
export async function leading(app: App, holder = 'one'): Promise<Leadership> {
  const lease = new Lease(app.db, app.clock, { ...usualLease, holder })
  await lease.seize()
  return lease
}

/** Lets the clock run until `look` gives what is expected. */
export function soon<T>(app: TestApp, look: () => T | Promise<T>) {
  return expect.poll(
    async () => {
      await app.clock.advance(100)
      return look()
    },
    { timeout: 10_000, interval: 5 },
  )
}

/** How many rows of the inbox are in each state. */
export async function states(app: App): Promise<Record<string, number>> {
  const groups = await app.db.inboxUpdate.groupBy({ by: ['state'], _count: true })
  return Object.fromEntries(groups.map(({ state, _count }) => [state, _count]))
}
