import Pdf from 'pdfkit'
import drawSvg from 'svg-to-pdfkit'
import type { Page } from './fill-pages.ts'
import { interFace, weights, type Face, type Weight } from './fonts.ts'
import { ink, type Mark } from './marks.ts'
import type { Sheet } from './sheet.ts'
import { wordsOf } from './sheet-words.ts'
import { fitted } from './text-lines.ts'
import { isPlain, textRuns, textWidth } from './text-runs.ts'
import { escaped, inItsFonts, turned, type WriteRun } from './written-svg.ts'

/** A4 across, in points. */
const paper = { width: 841.89, height: 595.28 }
const margin = 36
const footer = 18

/** What of a page can be filled, when all of its width is `width`. */
export const pdfPage = (width: number): { width: number; height: number } => ({
  width,
  height: ((paper.height - 2 * margin - footer) * width) / (paper.width - 2 * margin),
})

/** Pages as a PDF of lines and letters that can be chosen and searched. The same pages are the same bytes. */
export async function pagesPdf(pages: readonly Page[], width: number, { title, locale, at }: Sheet): Promise<Uint8Array> {
  const doc = new Pdf({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    font: interFace(400).file as never,
    lang: locale,
    displayTitle: true,
    pdfVersion: '1.5',
    info: { Title: title, Creator: 'Atrium', Producer: 'Atrium', CreationDate: new Date(at) },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  const known = new Set<string>()
  const nameOf: NameOf = ({ name, file }) => {
    if (!known.has(name)) doc.registerFont(name, file)
    known.add(name)
    return name
  }
  for (const weight of weights) nameOf(interFace(weight))
  const scale = (paper.width - 2 * margin) / width
  for (const [place, { marks }] of pages.entries()) {
    doc.addPage()
    doc.save().translate(margin, margin).scale(scale)
    for (const mark of marks) draw(doc, mark, nameOf)
    doc.restore()
    foot(doc, title, { page: wordsOf(locale).page(place + 1, pages.length), nameOf })
  }
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

/** Under which name a font is in the document, from now on. */
type NameOf = (face: Face) => string

function draw(doc: PDFKit.PDFDocument, mark: Mark, nameOf: NameOf): void {
  switch (mark.kind) {
    case 'text':
      write(doc, mark, nameOf)
      return
    case 'box': {
      const { x, y, width, height, radius = 0, fill, stroke } = mark
      if (fill !== undefined) doc.roundedRect(x, y, width, height, radius).fill(fill)
      if (stroke !== undefined) doc.lineWidth(1).roundedRect(x, y, width, height, radius).stroke(stroke)
      return
    }
    case 'svg':
      drawSvg(doc, inItsFonts(withoutOutlines(mark.svg), asText(nameOf)), mark.x, mark.y, {
        width: mark.width,
        height: mark.height,
        assumePt: true,
        fontCallback: (family, bold) => (family.startsWith('noto-') ? family : nameOf(interFace(bold ? 700 : 400))),
        // What it can't draw is left out.
        warningCallback: () => undefined,
      })
  }
}

type Written = { x: number; y: number; text: string; size: number; weight: Weight; color: string }
function write(doc: PDFKit.PDFDocument, { x, y, text, size, weight, color }: Written, nameOf: NameOf): void {
  doc.fontSize(size).fillColor(color)
  let at = x
  for (const { text: part, face, width } of isPlain(text, weight) ? [{ text, face: interFace(weight), width: 0 }] : textRuns(text, weight)) {
    doc.font(nameOf(face)).text(part, at, y, { lineBreak: false, baseline: 'alphabetic', features: [] })
    at += width * size
  }
}

/** In its own font, as text that can be chosen. */
const asText =
  (nameOf: NameOf): WriteRun =>
  ({ text, face }, { x, y, size, fill, transform }) =>
    `<text x="${x}" y="${y}"${turned(transform)} font-family="${nameOf(face)}" font-size="${size}" fill="${fill}" xml:space="preserve">${escaped(text)}</text>`

function foot(doc: PDFKit.PDFDocument, title: string, { page, nameOf }: { page: string; nameOf: NameOf }): void {
  const size = 8
  const y = paper.height - margin + 4
  const common = { y, size, weight: 400, color: ink.muted } as const
  write(doc, { ...common, x: margin, text: fitted(title, { size, width: paper.width / 2 }) }, nameOf)
  write(doc, { ...common, x: paper.width - margin - textWidth(page, size), text: page }, nameOf)
}

/** Outlines around letters would be drawn over them. */
const withoutOutlines = (svg: string): string =>
  svg.replaceAll(/<text\b[^>]*>/g, (tag) => tag.replaceAll(/ (?:stroke|stroke-width|stroke-miterlimit|paint-order)="[^"]*"/g, ''))
