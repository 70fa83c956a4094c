import { describe, expect, test } from 'vitest'
import type { Said } from '../../src/cases/entry.ts'
import { sayOfCase } from '../../src/cases/say-of-case.ts'
import type { Message } from '../../src/delivery/message.ts'
import { by, messagesTo, twice } from './dispute.ts'
import { type CaseTown, caseTown, type Somebody } from './town.ts'

const photo = (fileId: string) => ({ kind: 'photo', fileId }) as const
const voice = (fileId: string) => ({ kind: 'voice', fileId }) as const

/** What somebody is promised in the end, after what they were promised before. */
async function heardBy(town: CaseTown, who: Somebody, act: () => Promise<unknown>): Promise<Message[]> {
  const before = (await messagesTo(town, who)).length
  await act()
  return (await messagesTo(town, who)).slice(before)
}

const filesIn = (messages: readonly Message[]) =>
  messages.map(({ media }) => (media && 'fileId' in media ? media.fileId : undefined))

async function answered(said: Said) {
  const town = await caseTown()
  const { id } = await town.file()
  const { app, wang, zhang, li } = town
  const toLi = (await messagesTo(town, li)).length
  const heard = await heardBy(town, zhang, () =>
    twice(() => sayOfCase(app, by(wang), id, 'answer', said, 'u:1')),
  )
  expect(await messagesTo(town, li)).toHaveLength(toLi)
  return heard
}

const words = (text: string) => ({ text, places: [] })

describe('an answer to who told it', () => {
  test('brings all its files, in their order, the words with the first', async () => {
    const files = [photo('p1'), photo('p2'), voice('v1'), photo('p3')]
    const heard = await answered({ words: words('管子换好了'), files })
    expect(filesIn(heard)).toEqual(['p1', 'p2', 'v1', 'p3'])
    expect(heard[0]?.html).toContain('管子换好了')
    expect(heard.slice(1).map(({ html }) => html.includes('管子'))).toEqual([false, false, false])
  })

  test('of files alone brings them all', async () => {
    const heard = await answered({ words: words(''), files: [photo('p1'), photo('p2')] })
    expect(filesIn(heard)).toEqual(['p1', 'p2'])
  })

  test('that is longer than fits under a picture, or into one message, loses nothing', async () => {
    const text = '水'.repeat(7_000)
    const heard = await answered({ words: words(text), files: [photo('p1')] })
    expect(filesIn(heard).filter(Boolean)).toEqual(['p1'])
    expect(filesIn(heard).at(-1)).toBe('p1')
    expect(
      heard
        .map(({ html }) => html)
        .join('')
        .match(/水/g)?.length,
    ).toBe(7_000 + heard.length)
  })

  test('says the place that was sent with it', async () => {
    const place = { latitude: 36.5, longitude: 101.7 }
    const heard = await answered({ words: { text: '', places: [place] }, files: [photo('p1')] })
    expect(heard[0]?.html).toContain('位置：36.5, 101.7')
    expect(filesIn(heard)).toEqual([undefined, 'p1'])
  })

  test('is sent as an album by whoever works on it, and comes as a whole', async () => {
    const town = await caseTown()
    const { phone, wang, zhang } = town
    const { number } = await town.file()
    await phone.says(wang.user, `/case ${number}`)
    await phone.presses(wang.user, '回话')
    const heard = await heardBy(town, zhang, async () => {
      for (const file_id of ['p1', 'p2']) {
        const size = { file_id, file_unique_id: file_id, width: 9, height: 9 }
        const album = { photo: [size], media_group_id: 'a', ...(file_id === 'p1' && { caption: '修好了' }) }
        await phone.hears(phone.message(wang.user, album))
      }
      await phone.presses(wang.user, '说完了，发出')
    })
    expect(filesIn(heard)).toEqual(['p1', 'p2'])
    expect(heard[0]?.html).toContain('修好了')
  })
})
