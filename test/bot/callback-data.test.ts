import { expect, test } from 'vitest'
import { action, idOf } from '../../src/bot/callback-data.ts'

const stop = action('notice-stop', 'id', 'why')

test('what a button carries is read back as it was written', () => {
  const data = stop.data({ id: 42, why: 'late' })
  expect(data).toBe('notice-stop:42:late')
  expect(stop.read(data)).toEqual({ id: '42', why: 'late' })
  expect(data).toMatch(stop.pattern)
})

test('the data of another button is not taken for it', () => {
  for (const data of ['notice-stop', 'notice-stop:42', 'notice-stopped:42:late', 'notice-stop:42:late:more'])
    expect(stop.read(data)).toBeUndefined()
})

test('data that Telegram would refuse is never made', () => {
  expect(() => stop.data({ id: 1, why: '因'.repeat(20) })).toThrow('too long')
  expect(() => stop.data({ id: 1, why: 'a:b' })).toThrow('colon')
})

test('an id is a whole positive number and nothing else', () => {
  expect(idOf('42')).toBe(42)
  for (const text of ['', '0', '-1', '1.5', '1e3', 'x']) expect(idOf(text)).toBeUndefined()
})
