import { expect, test } from 'vitest'
import { turning } from '../../src/delivery/turning.ts'
import { pageFrom } from '../../src/lib/pages.ts'

const list = [1, 2, 3, 4, 5]

test('a page of a list, or the nearest that is there', () => {
  expect(pageFrom(list, 2, 2)).toEqual({ shown: [3, 4], page: 2, pages: 3 })
  expect(pageFrom(list, 9, 2)).toEqual({ shown: [5], page: 3, pages: 3 })
  expect(pageFrom(list, 0, 2)).toEqual({ shown: [1, 2], page: 1, pages: 3 })
  expect(pageFrom([], 1, 2)).toEqual({ shown: [], page: 1, pages: 1 })
})

test('one turns back from all pages but the first, and on from all but the last', () => {
  const buttons = (page: number) =>
    turning((key) => key, { page, pages: 3 }, String, [{ text: 'home', data: 'h' }]).map(({ text }) => text)
  expect(buttons(1)).toEqual(['home', 'list-after'])
  expect(buttons(2)).toEqual(['list-before', 'home', 'list-after'])
  expect(buttons(3)).toEqual(['list-before', 'home'])
  expect(turning((key) => key, { page: 1, pages: 1 }, String)).toEqual([])
})
