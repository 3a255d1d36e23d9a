import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { interFace, weights } from './fonts.ts'
import type { Mark } from './marks.ts'
import { pageSvg } from './page-svg.ts'
import { inItsFonts, outlined } from './written-svg.ts'

let ready: Promise<void> | undefined

const start = async (): Promise<void> => initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))

/** Dots of one picture at most: what is larger is drawn less fine. */
const mostDots = 16_000_000

/** A page as PNG, with two dots for each pixel where that is not too many. */
export async function pagePng(marks: readonly Mark[], size: { width: number; height: number }): Promise<Uint8Array> {
  await (ready ??= start())
  const value = Math.min(2, Math.sqrt(mostDots / (size.width * size.height)))
  const drawing = new Resvg(inItsFonts(pageSvg(marks, size), outlined), {
    fitTo: { mode: 'zoom', value },
    font: { fontBuffers: weights.map((weight) => interFace(weight).file), defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  })
  // What WebAssembly holds is not seen by the garbage collector.
  try {
    const image = drawing.render()
    try {
      return image.asPng()
    } finally {
      image.free()
    }
  } finally {
    drawing.free()
  }
}
