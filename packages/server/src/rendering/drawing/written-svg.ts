import { interFace, type Weight } from './fonts.ts'
import { isPlain, textRuns, type TextRun } from './text-runs.ts'

/** How letters of other fonts than Inter are put into an SVG: `place` is where they begin, and how large they are. */
export type WriteRun = (run: TextRun, place: { x: number; y: number; size: number; fill: string; transform: string }) => string

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)

const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }
const read = (text: string): string => text.replaceAll(/&([^;]{2,4});/g, (entity, name: string) => letters[name] ?? entity)

/** Of Inter: how far below its middle letters stand, in ems. */
const belowMiddle = 0.364

/** An SVG in which each text that Inter cannot write alone is several, each in one font, in the order in which they are seen. */
export const inItsFonts = (svg: string, write: WriteRun): string =>
  svg.replaceAll(/<text\b([^>]*)>([^<]*)<\/text>/g, (whole, attributes: string, content: string) => {
    const text = read(content)
    const of = (name: string): string | undefined => new RegExp(`(?:^|[ ;"])${name}(?:="|:)([^";]*)`).exec(attributes)?.[1]
    const weight: Weight = /^(?:bold|700)$/.test(of('font-weight') ?? '') ? 700 : of('font-weight') === '600' ? 600 : 400
    if (isPlain(text, weight)) return whole
    const size = Number.parseFloat(of('font-size') ?? '12')
    const runs = textRuns(text, weight)
    const width = runs.reduce((sum, run) => sum + run.width * size, 0)
    const before = { start: 0, middle: width / 2, end: width }[of('text-anchor') ?? 'start'] ?? 0
    const y = Number(of('y') ?? 0) + (of('dominant-baseline') === 'central' ? belowMiddle * size : 0)
    const [fill, transform] = [of('fill') ?? '#000000', of('transform') ?? '']
    let x = Number(of('x') ?? 0) - before
    return runs
      .map((run) => {
        const place = { x, y, size, fill, transform }
        x += run.width * size
        return run.face === interFace(weight) ? interText(run.text, weight, place) : write(run, place)
      })
      .join('')
  })

export const turned = (transform: string): string => (transform === '' ? '' : ` transform="${transform}"`)

const interText = (text: string, weight: Weight, { x, y, size, fill, transform }: Parameters<WriteRun>[1]): string =>
  `<text x="${x}" y="${y}"${turned(transform)} font-family="Inter" font-size="${size}" font-weight="${weight}" fill="${fill}" xml:space="preserve">${escaped(text)}</text>`

/** As outlines: for whoever knows Inter alone. */
export const outlined: WriteRun = ({ text, face: { font } }, { x, y, size, fill, transform }) => {
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  let at = 0
  const drawn = glyphs.map(({ path }, place) => {
    const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[place] ?? {}
    const placed = `<path transform="translate(${at + xOffset} ${yOffset})" d="${path.toSVG()}"/>`
    at += xAdvance
    return placed
  })
  return `<g transform="${transform} translate(${x} ${y}) scale(${scale} ${-scale})" fill="${fill}">${drawn.join('')}</g>`
}
