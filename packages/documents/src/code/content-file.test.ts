import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readContentFile } from './read-content-file.ts'
import { arbitraryContent } from './testing/arbitrary-content.ts'
import { updateContentText } from './update-content-text.ts'
import { writeContentFile } from './write-content-file.ts'

const chart = `# Asked for by finance
kind: chart
slug: revenue
name: Revenue # in euros
spaceSlug: shop

tableName: orders
metricQuery:
  metrics: [orders_revenue]
  # The shop opened then.
  dimensions: [orders_month]
  limit: 500
chartConfig: { type: table }
version: 1
`
const read = (text: string) => readContentFile({ path: 'a.yml', text })
const said = (text: string): string[] => read(text).problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} ${hint}`.trim())

describe('content as a file', () => {
  it('comes back as it was, whatever is in it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryContent, (content) => {
        const text = writeContentFile(content)
        const { content: again, problems } = read(text)
        expect(problems).toEqual([])
        expect(again).toEqual(content)
        expect(writeContentFile(again ?? content)).toBe(text)
      }),
      { numRuns: 150 },
    )
  })

  it('has its keys in one order, whatever order they come in', () => {
    const keys = (text: string): string[] => [...text.matchAll(/^(\w+):/gm)].map((match) => match[1] ?? '')
    const { content } = read(chart.replace('version: 1\n', '').replace('kind: chart', 'version: 1\nkind: chart'))
    if (content === null) throw new Error('not read')
    expect(keys(writeContentFile(content))).toEqual(['kind', 'slug', 'name', 'spaceSlug', 'tableName', 'metricQuery', 'chartConfig', 'tableConfig', 'version'])
  })
})

describe('a file that is wrong', () => {
  const dashboard = 'kind: dashboard\nslug: d\nname: D\nspaceSlug: s\ntiles:\n'
  it.each([
    ['', ['1:1 The file is empty. A file of content begins with kind, slug and name.']],
    ['- a\n', ['1:1 The file is no map of keys and values. A file of content begins with kind, slug and name.']],
    [
      'kind: chrat\n',
      ['1:7 kind: there is no kind of content "chrat". Did you mean chart? It is one of space, sql_chart, chart, dashboard, endpoint, notebook.'],
    ],
    [
      chart.replace('tableName', 'tabelName'),
      ['7:1 A file of kind chart has no key "tabelName". Did you mean tableName?', '2:1 tableName: Invalid input: expected string, received undefined.'],
    ],
    [chart.replace('dimensions:', 'dimension:'), ['11:3 metricQuery.dimension: there is no key "dimension". Did you mean dimensions?']],
    [chart.replace('limit: 500', 'limit: many'), ['12:10 metricQuery.limit: Invalid input: expected number, received string.']],
    [chart.replace('slug: revenue', 'slug: Revenue!'), ['3:7 slug: A slug has small letters a to z, digits, and single dashes between them.']],
    [chart.replace('version: 1\n', ''), ['2:1 version is missing: it stands last, so the end of the file may be missing too. Copy or pull the file again.']],
    [chart.replace('version: 1\n', 'version: 2\n'), ['14:10 version: 2 is not a version of the format that is read here. Write version: 1.']],
    [
      chart.replace('spaceSlug: shop\n', ''),
      ['2:1 A chart has a spaceSlug, or a dashboardSlug when it lives inside a dashboard; this one has neither. Name the space it is in.'],
    ],
    [
      chart.replace('limit: 500', 'limit: 500\n  limit: 5'),
      ['13:3 This key stands twice in its map: the last one counts, and what is under the others is not read. Remove or rename one of the two keys.'],
    ],
    [chart.replace('limit: 500', '__proto__: {limit: 5}'), ['12:3 No key may be called __proto__. Remove it.']],
    [
      `${dashboard}  - {type: saved_chart, uuid: t, x: 0, y: 0, w: 9, h: 9, properties: {chartSlug: 7}}\nversion: 1\n`,
      ['6:82 tiles.0.properties.chartSlug: Invalid input: expected string, received number.'],
    ],
    [
      `${dashboard}  - {type: saved_chart, uuid: t, x: 0, y: 0, w: 99, h: 9, properties: {chartSlug: c}}\nversion: 1\n`,
      ['6:49 tiles.0.w: Too big: expected number to be <=36.'],
    ],
    [
      'kind: space\nslug: s\nname: S\ninheritsAccess: true\nversion: 1\n',
      ['4:17 A space at the top has nothing to inherit from. Name the space it is in with parentSlug.'],
    ],
  ])('%j says where and what to do', (text, expected) => {
    expect(said(text)).toEqual(expected)
    expect(read(text).content).toBeNull()
  })

  it('is refused wherever it is cut off', () => {
    for (let end = 0; end < chart.length - 1; end += 1) expect(read(chart.slice(0, end)).content, chart.slice(0, end)).toBeNull()
  })

  it('is refused when its aliases stand for too much', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level}: &l${level} [${Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*l${level - 1}`)).join(', ')}]`,
    )
    expect(read(levels.join('\n')).problems.map(({ code }) => code)).toContain('yaml.aliases')
  })

  it('is refused unread when it is too large', () => {
    expect(said(`a: ${'x'.repeat(10_000_000)}`)).toEqual([
      '1:1 The file has 10.0 million characters; a file of content has 2 million at most. Is it a file of content? Leave it out, or split the dashboard or notebook.',
    ])
  })

  it('never makes reading it fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&a', '*a', '"', '#', 'kind: chart\n') })),
        (text) => {
          expect(read(text).content).toBeNull()
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('a file whose content changed', () => {
  const wanted = (change: (text: string) => string): string => {
    const { content } = read(change(chart))
    if (content === null) throw new Error('not read')
    return writeContentFile(content)
  }

  it('stays letter for letter where it says the same', () =>
    expect(
      updateContentText(
        chart,
        wanted((text) => text),
      ),
    ).toBe(chart))

  it('keeps comments, order and spelling of what stays', () => {
    const updated = updateContentText(
      chart,
      wanted((text) => text.replace('limit: 500', 'limit: 7').replace('[orders_revenue]', '[orders_revenue, orders_count]')),
    )
    expect(updated).toContain('# Asked for by finance\nkind: chart')
    expect(updated).toContain('name: Revenue # in euros')
    expect(updated).toContain('metrics: [ orders_revenue, orders_count ]\n  # The shop opened then.\n  dimensions: [ orders_month ]\n  limit: 7\n')
  })

  it('says afterwards what was wanted, whatever stood there', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryContent, arbitraryContent, (before, after) => {
        const text = writeContentFile(after)
        const updated = updateContentText(`# kept\n${writeContentFile(before)}`, text)
        expect(read(updated).content).toEqual(after)
      }),
      { numRuns: 40 },
    )
  })

  it.each([['broken: ['], ['a: &x 1\nb: *x\n'], ['']])('is written anew in place of %j', (text) => {
    const next = wanted((one) => one)
    expect(updateContentText(text, next)).toBe(next)
  })
})
