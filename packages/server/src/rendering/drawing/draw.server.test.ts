import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { optionSvg } from './chart-svg.ts'
import { draw } from './draw.ts'
import type { Block, Sheet, SheetElement } from './sheet.ts'
import { tablePieces } from './table-pieces.ts'

const months = Array.from({ length: 12 }, (_, place) => ({ month: `2026-${String(place + 1).padStart(2, '0')}-01`, v_sum: 1000 + ((place * 37) % 11) * 321 }))
const chart = (rows: readonly Record<string, unknown>[] = months): Block => ({
  kind: 'chart',
  config: { type: 'vertical_bar', fieldConfig: { x: { reference: 'month' }, y: [{ reference: 'v', aggregation: 'sum' }] } },
  answer: {
    columns: [
      { reference: 'month', type: rows === months ? 'date' : 'string' },
      { reference: 'v_sum', type: 'number' },
    ],
    rows,
  },
})
const table = (count: number, totalRows = count): Block => ({
  kind: 'table',
  columns: [
    { label: 'Customer', isNumber: false },
    { label: 'Revenue', isNumber: true },
  ],
  rows: Array.from({ length: count }, (_, place) => [`Customer ${place}`, `${place * 17} €`]),
  totalRows,
})
let made = 0
const element = (blocks: readonly Block[], more: Partial<SheetElement> = {}): SheetElement => ({
  uuid: `e${made++}`,
  x: 0,
  y: 0,
  w: 36,
  h: 6,
  title: 'Part',
  mark: null,
  isPlain: false,
  blocks,
  ...more,
})
const sheetOf = (...elements: SheetElement[]): Sheet => ({
  title: 'Sales',
  facts: ['Drawn Nov 22, 2026 by Ada', 'Inputs – Region: EMEA'],
  tabs: [{ name: null, elements }],
  locale: 'en',
  zone: 'UTC',
  at: '2026-11-22T16:40:00.000Z',
})
const textOf = async (bytes: Uint8Array): Promise<{ pages: number; text: string }> => {
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
  return { pages: totalPages, text }
}

/** Size of a PNG, and whether something is on it. */
function seen(png: Uint8Array): { width: number; height: number; isBlank: boolean } {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  const parts: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(parts))
  // Lines of dots of one colour are all alike, but for the byte that says how a line is written.
  const values = new Set<number>()
  for (let at = 0; at < raw.length; at += 97) values.add(raw[at] ?? 0)
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), isBlank: values.size < 6 }
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const blocks = (title: string, ...all: Block[]) =>
  ({ of: 'blocks', as: 'png', title, blocks: all, width: 800, height: 450, locale: 'en', zone: 'UTC' }) as const

describe('a picture', () => {
  it('of a chart has the size that is asked for, twice as fine, and is no empty sheet; the same again is the same', async () => {
    const first = await draw(blocks('By month', chart()))
    expect(seen(first)).toMatchObject({ width: 1600, height: 900 })
    expect(seen(first).isBlank).toBe(false)
    await draw(blocks('Another', table(3)))
    expect(hash(await draw(blocks('By month', chart())))).toBe(hash(first))
    expect(hash(await draw(blocks('By month', chart(months.slice(0, 5)))))).not.toBe(hash(first))
  })

  it('of an app shows what stands beside each other and below; what is too long ends, and says so', async () => {
    const left = element([chart()], { w: 18 })
    const right = element([table(50)], { x: 18, w: 18 })
    const { width, height } = seen(await draw({ of: 'sheet', as: 'png', sheet: sheetOf(left, right, element([chart()], { y: 6 })) }))
    expect([width, height > 1500, height < 2200]).toEqual([2176, true, true])
    const long = sheetOf(...Array.from({ length: 40 }, (_, place) => element([chart()], { y: place * 6 })))
    // Less fine, so that it does not fill the memory.
    expect(seen(await draw({ of: 'sheet', as: 'png', sheet: long })).height).toBeLessThan(13_000)
  })
})

describe('a document', () => {
  it('has its titles, values and numbers as text, on pages that say how many there are', async () => {
    const sheet = sheetOf(
      element([chart()], { title: 'Umsatz je Monat', mark: 'Out of date' }),
      element([{ kind: 'number', model: { value: '1,234,567 €', label: 'Revenue', comparison: null } }], { y: 6 }),
      element([{ kind: 'markdown', text: '# Heading\n\nSome **bold** words &amp; [a link](https://a.example)\n\n- one\n- two' }], {
        y: 12,
        isPlain: true,
        title: null,
      }),
      element([{ kind: 'text', text: 'There is no column “x”.', tone: 'failure' }], { y: 18, title: 'Failed part' }),
      element([table(60, 1200)], { y: 24 }),
    )
    const bytes = await draw({ of: 'sheet', as: 'pdf', sheet })
    const { pages, text } = await textOf(bytes)
    for (const word of [
      'Sales',
      'Inputs – Region: EMEA',
      'Umsatz je Monat',
      'Out of date',
      'Jan 2026',
      '4,000',
      '1,234,567 €',
      'Heading',
      'bold',
      'words & a link',
      'Failed part',
      'There is no column',
      'Customer 59',
      '1003 €',
      'First 60 of 1,200 rows',
      `Page 1 of ${pages}`,
    ]) {
      expect(text).toContain(word)
    }
    expect(pages).toBeGreaterThan(2)
    // The head of a table stands on each page that it goes on to.
    expect(text.split('Customer Revenue').length).toBeGreaterThan(2)
    expect(hash(await draw({ of: 'sheet', as: 'pdf', sheet }))).toBe(hash(bytes))
  })

  it('of no cells at all has a page', async () => expect(await textOf(await draw({ of: 'sheet', as: 'pdf', sheet: sheetOf() }))).toMatchObject({ pages: 1 }))
})

describe('what people write', () => {
  const hostile = [
    '<script>alert(1)</script>&"\'',
    ']]> <!-- --> <![CDATA[',
    '\u0000\u0008\ud800 half\udc00',
    '😀👩‍👩‍👧 emoji',
    'שלום مرحبا',
    '数据分析',
    'x'.repeat(10_000),
    '\n\n\t\n',
    '',
  ]

  it.each(hostile.map((text) => [text.slice(0, 30), text]))('is text everywhere: %j', async (_, text) => {
    const rows = [
      { month: text, v_sum: 1 },
      { month: `${text}2`, v_sum: 2 },
    ]
    const all: Block[] = [
      { kind: 'markdown', text },
      { kind: 'text', text, tone: 'plain' },
      { kind: 'field', label: text, value: text },
      { kind: 'number', model: { value: text, label: text, comparison: { text, label: text, direction: 'up', good: null } } },
      { kind: 'table', columns: [{ label: text, isNumber: true }], rows: [[text]], totalRows: 1 },
    ]
    const sheet = { ...sheetOf(element([chart(rows)], { title: text, mark: text }), element(all, { y: 6, title: text })), title: text, facts: [text] }
    expect(seen(await draw({ of: 'sheet', as: 'png', sheet })).isBlank).toBe(false)
    const written = (await textOf(await draw({ of: 'sheet', as: 'pdf', sheet }))).text
    // Letters that the font has, as they are; of long texts what finds place.
    expect(written.replaceAll(/\s/g, '')).toContain(text.replaceAll(/[^!-~]/g, '').slice(0, 25))
    expect(written).toContain('Page 1 of')
    expect(seen(await draw(blocks(text, chart(rows)))).width).toBe(1600)
  })

  it('comes as it is, brackets and all', async () => {
    const { text } = await textOf(await draw({ of: 'sheet', as: 'pdf', sheet: sheetOf(element([table(1)], { title: '<b>5 & 6</b>' })) }))
    expect(text).toContain('<b>5 & 6</b>')
  })
})

describe('many points', () => {
  it.each([
    ['vertical_bar', 5001],
    ['pie', 501],
  ])('of a %s are not left out: it says that they are too many', async (type, length) => {
    const rows = Array.from({ length }, (_, place) => ({ month: `m${place}`, v_sum: place + 1 }))
    const drawn = chart(rows) as Extract<Block, { kind: 'chart' }>
    const config = { ...drawn.config, type } as typeof drawn.config
    const written = async (answer: typeof drawn.answer): Promise<string> =>
      (await textOf(await draw({ of: 'sheet', as: 'pdf', sheet: sheetOf(element([{ kind: 'chart', config, answer }])) }))).text
    expect(await written(drawn.answer)).toContain('more in this chart than can be told apart')
    expect(await written({ ...drawn.answer, rows: rows.slice(0, 50) })).not.toContain('told apart')
  })

  it.each(['line', 'scatter'])('of a %s are drawn as far as they can be told apart', (type) => {
    const data = Array.from({ length: 100_000 }, (_, place) => [place, Math.sin(place / 500) * 100])
    const svg = optionSvg({ xAxis: { type: 'value' }, yAxis: { type: 'value' }, series: [{ type, data, showSymbol: false }] }, { width: 800, height: 400 })
    expect(svg.length).toBeLessThan(2_000_000)
  })
})

describe('what is still', () => {
  const size = { width: 600, height: 300 }
  const textsOf = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text)

  it('has no more letters of a text than find place, and no halves of entities', () => {
    const svg = optionSvg({ title: { text: `${'a'.repeat(398)}&${'b'.repeat(10_000)}` } }, size)
    expect(textsOf(svg)).toEqual([`${'a'.repeat(398)}…`])
  })

  it('has a legend without pages to turn, that says that it goes on', () => {
    const names = Array.from({ length: 40 }, (_, place) => `Series ${place}`)
    const series = names.map((name) => ({ type: 'bar', name, data: [1] }))
    const texts = textsOf(optionSvg({ legend: { type: 'scroll', data: names }, xAxis: { data: ['a'] }, yAxis: {}, series }, size))
    expect(texts).toContain('…')
    expect(texts.some((text) => /^\d+\/\d+$/.test(text))).toBe(false)
  })

  it('is a table as wide as its frame', () => {
    const { head } = tablePieces({ columns: [{ label: 'N', isNumber: true }], rows: [['1']], totalRows: 1 }, 700, 'en')
    expect(head?.marks[0]).toMatchObject({ kind: 'box', width: 700 })
  })
})

describe('letters of other scripts', () => {
  const scripts = {
    Arabic: 'مرحبا بالعالم',
    Hebrew: 'שלום עולם',
    Chinese: '数据分析',
    Japanese: 'カタカナ',
    Korean: '한국어',
    Thai: 'สวัสดี',
    Hindi: 'हिन्दी',
    emoji: '🚀👍',
  }

  it.each(Object.entries(scripts))('of %s can be found in documents: at the top, in titles, in charts and at the foot', async (_, text) => {
    const sheet = { ...sheetOf(element([chart([{ month: text, v_sum: 3 }])], { title: text })), title: text }
    const written = (await textOf(await draw({ of: 'sheet', as: 'pdf', sheet }))).text
    // Those who take text out of documents do not all keep the order of letters that change places when they are written.
    for (const letter of text.replaceAll(' ', '')) expect(written.split(letter).length, letter).toBeGreaterThan(3)
    expect(written).not.toContain('Boxes')
  })

  it('that no font has are boxes, in pictures and documents, and both say so', async () => {
    const sheet = { ...sheetOf(), title: 'ꓘ 数' }
    expect((await textOf(await draw({ of: 'sheet', as: 'pdf', sheet }))).text).toContain('Boxes stand for letters that no font here has: U+A4D8.')
    const [box, known] = [await draw(blocks('ꓘ', table(1))), await draw(blocks('数', table(1)))]
    const heightOf = async (title: string): Promise<number> => seen(await draw(blocks(title, table(40), table(1)))).height
    expect([hash(box) === hash(known), (await heightOf('ꓘ')) > (await heightOf('数'))]).toEqual([false, true])
  })
})
