import type { Mark } from './marks.ts'
import { escaped } from './written-svg.ts'

/** Marks as one SVG on white. */
export function pageSvg(marks: readonly Mark[], { width, height }: { width: number; height: number }): string {
  const drawn = marks.map(drawnMark).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#ffffff"/>\n${drawn}\n</svg>`
}

function drawnMark(mark: Mark, place: number): string {
  switch (mark.kind) {
    case 'text':
      return `<text x="${mark.x}" y="${mark.y}" font-family="Inter" font-size="${mark.size}" font-weight="${mark.weight}" fill="${mark.color}" xml:space="preserve">${escaped(mark.text)}</text>`
    case 'box':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" rx="${mark.radius ?? 0}" fill="${mark.fill ?? 'none'}"${mark.stroke === undefined ? '' : ` stroke="${mark.stroke}"`}/>`
    case 'svg':
      // Two drawings on one page may not share names.
      return `<g transform="translate(${mark.x} ${mark.y})">${mark.svg.replaceAll(/(\bid="|url\(#|href="#)c-/g, `$1d${place}-`)}</g>`
  }
}
