import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPieces } from '../../src/lib/pieces.ts'

test('the pieces of a text are the text, none is too long, and no character is cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 2, max: 50 }),
      (text, longest) => {
        const pieces = inPieces(text, longest)
        expect(pieces.join('')).toBe(text)
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(longest)
          expect(() => encodeURIComponent(piece)).not.toThrow()
        }
      },
    ),
  )
})

test('what is short is one piece, even when it is nothing', () => {
  expect(inPieces('', 3)).toEqual([''])
  expect(inPieces('水管坏', 3)).toEqual(['水管坏'])
  expect(inPieces('水管坏了', 3)).toEqual(['水管坏', '了'])
})
