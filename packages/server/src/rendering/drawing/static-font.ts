import { create, type Font } from 'fontkit'

/** What only a font of many weights has, and what is written anew. */
const left = new Set(['fvar', 'gvar', 'avar', 'cvar', 'HVAR', 'MVAR', 'VVAR', 'STAT', 'DSIG', 'glyf', 'loca', 'hmtx'])

/**
 * One weight of a variable TrueType font as a font of its own: those who put fonts into documents know nothing of weights that are
 * computed. Letters that are made of others are written out, without hints for coarse screens.
 */
export function staticFont(variable: Buffer, weight: number): Buffer {
  const font = (create(variable) as Font).getVariation({ wght: weight })
  const glyphs: Buffer[] = []
  const widths: number[] = []
  for (let id = 0; id < font.numGlyphs; id++) {
    const glyph = font.getGlyph(id)
    glyphs.push(outline(glyph.path.commands))
    widths.push(Math.round(glyph.advanceWidth))
  }
  const tables = new Map([...tablesOf(variable)].filter(([tag]) => !left.has(tag)))
  const loca = Buffer.alloc((glyphs.length + 1) * 4)
  let at = 0
  for (const [id, { length }] of glyphs.entries()) {
    at += length
    loca.writeUInt32BE(at, (id + 1) * 4)
  }
  const hmtx = Buffer.alloc(glyphs.length * 4)
  for (const [id, glyph] of glyphs.entries()) {
    hmtx.writeUInt16BE(widths[id] ?? 0, id * 4)
    // As far to the right as its outline begins.
    hmtx.writeInt16BE(glyph.length === 0 ? 0 : glyph.readInt16BE(2), id * 4 + 2)
  }
  const written = (tag: string, write: (table: Buffer) => void): void => {
    const table = Buffer.from(tables.get(tag) ?? [])
    write(table)
    tables.set(tag, table)
  }
  written('head', (table) => table.writeInt16BE(1, 50))
  written('hhea', (table) => table.writeUInt16BE(glyphs.length, 34))
  return fileOf(tables.set('glyf', Buffer.concat(glyphs)).set('loca', loca).set('hmtx', hmtx))
}

type Commands = Font['layout'] extends (...args: never[]) => { glyphs: { path: { commands: infer All } }[] } ? All : never

/** A glyph as TrueType has it: its lines and curves as points, each from the one before. */
function outline(commands: Commands): Buffer {
  const contours: { x: number; y: number; isOn: boolean }[][] = []
  for (const { command, args } of commands) {
    const points = args.map(Math.round)
    const contour = contours.at(-1)
    if (command === 'moveTo') contours.push([])
    for (let at = 0; at + 1 < points.length; at += 2) {
      contours.at(-1)?.push({ x: points[at] ?? 0, y: points[at + 1] ?? 0, isOn: at + 2 === points.length })
    }
    const [first, last] = [contour?.[0], contour?.at(-1)]
    if (command === 'closePath' && contour !== undefined && contour.length > 1 && last?.isOn === true && first?.x === last.x && first.y === last.y)
      contour.pop()
  }
  const points = contours.flat()
  if (points.length === 0) return Buffer.alloc(0)
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const size = 10 + 2 * contours.length + 2 + 5 * points.length
  const bytes = Buffer.alloc(size + (size % 2))
  let at = 0
  const put = (value: number): void => void (at = bytes.writeInt16BE(value, at))
  for (const value of [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) put(value)
  let end = -1
  for (const { length } of contours) put((end += length))
  put(0)
  for (const { isOn } of points) at = bytes.writeUInt8(isOn ? 1 : 0, at)
  for (const values of [xs, ys]) for (const [place, value] of values.entries()) put(value - (values[place - 1] ?? 0))
  return bytes
}

function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>()
  for (let place = 0; place < file.readUInt16BE(4); place++) {
    const at = 12 + 16 * place
    const begin = file.readUInt32BE(at + 8)
    tables.set(file.toString('latin1', at, at + 4), file.subarray(begin, begin + file.readUInt32BE(at + 12)))
  }
  return tables
}

/** A font file with these tables, each from a place that four divides. */
function fileOf(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const head = Buffer.alloc(12 + 16 * sorted.length)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(sorted.length, 4)
  const parts: Buffer[] = [head]
  let begin = head.length
  for (const [place, [tag, table]] of sorted.entries()) {
    const at = 12 + 16 * place
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(begin, at + 8)
    head.writeUInt32BE(table.length, at + 12)
    const padding = (4 - (table.length % 4)) % 4
    parts.push(table, Buffer.alloc(padding))
    begin += table.length + padding
  }
  return Buffer.concat(parts)
}
