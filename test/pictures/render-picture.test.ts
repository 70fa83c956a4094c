import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawBars } from '../../src/pictures/bar-chart.ts'
import { renderPicture } from '../../src/pictures/render-picture.ts'
import { picture, textAt } from '../../src/pictures/svg.ts'

/** How many dots of a picture are not white paper, and how many are about that colour. */
async function dotsOf(png: Buffer, [red, green, blue] = [0, 0, 0]) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let [inked, colored] = [0, 0]
  for (let at = 0; at < data.length; at += 3) {
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
    if (r + g + b < 740) inked++
    if (Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 24) colored++
  }
  return { width: info.width, height: info.height, inked, colored }
}

const written = (text: string) =>
  renderPicture({ svg: picture(400, 60, [textAt(10, 40, text, { size: 30 })]) })

test('a chart becomes a PNG of its size with its bars in it', async () => {
  const drawing = drawBars({
    title: '和平村 诉求',
    series: ['收到', '办结'],
    bars: [{ label: '一组 <b>"&\'', values: [10, 5] }],
    stand: 'lying',
    nothing: '没有',
  })
  const png = await renderPicture(drawing)
  const { width, height, colored } = await dotsOf(png, [0x2f, 0x6d, 0xb5])
  expect({ width, height }).toEqual({ width: drawing.width, height: drawing.height })
  expect(colored).toBeGreaterThan(5_000)
})

test('Chinese, Tibetan and Latin are written, none of them as an empty box', async () => {
  const box = await written('\u{10FFFD}\u{10FFFD}\u{10FFFD}\u{10FFFD}')
  for (const text of ['土豆诉求', 'བོད་སྐད་', 'Abcd']) {
    const png = await written(text)
    expect((await dotsOf(png)).inked, text).toBeGreaterThan(300)
    expect(png.equals(box), text).toBe(false)
  }
  expect((await dotsOf(await written(' '))).inked).toBe(0)
})

test('two characters look different: each has a shape of its own', async () => {
  expect((await written('水')).equals(await written('路'))).toBe(false)
  expect((await written('ཀ')).equals(await written('ཁ'))).toBe(false)
})
