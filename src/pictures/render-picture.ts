import { renderAsync } from '@resvg/resvg-js'
import type { Drawing } from './bar-chart.ts'
import { fontFiles } from './font-files.ts'
import { fontFamilies } from './svg.ts'

/** A drawing as PNG. It is drawn beside the event loop, in about a quarter of a second; of that it holds up the loop for 10 ms. */
export async function renderPicture({ svg }: Pick<Drawing, 'svg'>): Promise<Buffer> {
  const [defaultFontFamily] = fontFamilies
  const image = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily } })
  return image.asPng()
}
