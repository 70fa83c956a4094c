import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import type { Drawing } from './bar-chart.ts'
import { fontFamilies } from './svg.ts'

const { resolve } = createRequire(import.meta.url)

/** One weight of each; the machine's own fonts are not asked, so that a picture looks the same everywhere. */
const fontFiles = [
  join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Regular.otf'),
  resolve('@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf'),
]

/** A drawing as PNG. It is drawn beside the event loop, in about a quarter of a second; of that it holds up the loop for 10 ms. */
export async function renderPicture({ svg }: Pick<Drawing, 'svg'>): Promise<Buffer> {
  const [defaultFontFamily] = fontFamilies
  const image = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily } })
  return image.asPng()
}
