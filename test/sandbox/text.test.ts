import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatText } from '../../src/sandbox/text/formatted-text.ts'
import { parseHtml } from '../../src/sandbox/text/parse-html.ts'

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

describe('HTML as Telegram reads it', () => {
  test('whatever a person writes survives being escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(`<b>${escaped(text)}</b>`).text).toBe(text)
      }),
    )
  })

  test('entities lie where they were written, in UTF-16 units', () => {
    expect(parseHtml('🌾<b>土豆</b> <i>好<u>吃</u></i>').entities).toEqual([
      { type: 'bold', offset: 2, length: 2 },
      { type: 'italic', offset: 5, length: 2 },
      { type: 'underline', offset: 6, length: 1 },
    ])
  })

  test.each([
    [
      '<a href="example.com">价</a>',
      [{ type: 'text_link', offset: 0, length: 1, url: 'http://example.com/' }],
    ],
    ['<a href="nowhere">价</a>', []],
    [
      '<pre><code class="language-ts">x</code></pre>',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<code class="language-ts">x</code>', [{ type: 'code', offset: 0, length: 1 }]],
    ['<blockquote expandable>x</blockquote>', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">x</span>', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<b></b>x', []],
  ])('%s', (html, entities) => {
    expect(parseHtml(html).entities).toEqual(entities)
  })

  test.each([
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x>', 'Unclosed start tag "a" at byte offset 0'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
  ])('%s is refused', (html, words) => {
    expect(() => parseHtml(html)).toThrow(words)
  })

  test('spaces at both ends go, and entities move with the text', () => {
    const nobody = () => undefined
    expect(formatText({ text: ' <b> 价 </b> /help@cunxun_bot ', parseMode: 'HTML' }, nobody)).toEqual({
      text: '价  /help@cunxun_bot',
      entities: [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'bot_command', offset: 3, length: 16 },
      ],
    })
  })
})
