import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyNotebooks } from '../../testing/arbitrary-cells.ts'
import { cellKinds, NotebookDocument } from '../../notebook-document.ts'
import { nbformatFaults } from '../../testing/nbformat-faults.ts'
import { lightIpynb } from './light-ipynb.ts'
import { readIpynb } from './read-ipynb.ts'
import { writeIpynb } from './write-ipynb.ts'

const jupyter = (cells: object[], metadata: object = { kernelspec: { name: 'python3', language: 'python' } }): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })
const contents = [
  { kind: 'text', markdown: '# Title\n\ntext' },
  { kind: 'sql', name: 'rows', sql: 'select 1', on: 'warehouse', limit: 10 },
  { kind: 'code', language: 'python', code: 'x = 1\n' },
  { kind: 'code', language: 'typescript', code: 'const y = 1' },
  { kind: 'explore', name: 'asked', exploreName: 'orders', query: { exploreName: 'orders', dimensions: [], limit: 5 } },
  { kind: 'filter', name: 'some', of: 'rows', match: 'all', rules: [{ column: 'a', operator: 'equals', values: [1] }] },
  { kind: 'input', name: 'days', input: { type: 'number', default: 3, min: 1 } },
  { kind: 'chart', of: 'rows', config: { type: 'line' } },
  { kind: 'table', of: 'rows', sorts: [{ column: 'a', descending: true }], pageSize: 20 },
  { kind: 'pivot', of: 'rows', rows: ['a'], columns: ['b'], values: [{ column: 'c', aggregation: 'sum' }], hasTotals: true },
  { kind: 'single_value', of: 'rows', column: 'a', row: -1, comparison: { column: 'b', as: 'percent' } },
  { kind: 'component', componentId: 'part-of-it', version: 2, inputs: { a: [1, 'b'] }, results: { c: 'd' } },
  { kind: 'writeback', of: 'rows', table: 'main.t', mode: 'append' },
]
const imported = (text: string) => {
  const read = readIpynb(text)
  if ('problem' in read) throw new Error(read.problem)
  return read
}
const problem = (text: string): string => {
  const read = readIpynb(text)
  return 'problem' in read ? read.problem : ''
}

describe('a notebook for Jupyter', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(anyNotebooks, (document) => {
        const { text } = writeIpynb({ name: 'Sales', description: 'What we sold' }, document)
        expect(nbformatFaults(JSON.parse(text))).toEqual([])
        expect(imported(text)).toEqual({ name: 'Sales', description: 'What we sold', document, notes: [] })
        expect(imported(lightIpynb(text)).document).toEqual(document)
      }),
    )
  })

  it('of many cells of all kinds comes back with its ids, and says which of them are raw there', () => {
    const document = NotebookDocument.parse({
      cells: [
        { kind: 'section', id: 'part', title: 'Part' },
        ...Array.from({ length: 3 }).flatMap((_, round) =>
          contents.map((content, at) => ({ ...content, id: `c-${round}-${at}`, title: `T ${at}`, sectionId: 'part', isManual: round === 1 })),
        ),
      ],
      app: { elements: [{ uuid: 'e', cellId: 'c-0-0', x: 0, y: 0, w: 9, h: 2 }], tabs: [] },
      settings: { timezone: 'Europe/Berlin' },
    })
    expect([document.cells.length, new Set(document.cells.map(({ kind }) => kind)).size]).toEqual([40, cellKinds.length])
    const { text, onlyHere } = writeIpynb({ name: 'All', description: null }, document)
    expect(nbformatFaults(JSON.parse(text))).toEqual([])
    expect(imported(text)).toEqual({ name: 'All', description: null, document, notes: [] })
    expect(onlyHere.filter((id) => id.startsWith('c-0')).length).toBe(10)
  })

  it('comes back with what was changed there', () => {
    const document = imported(jupyter([{ cell_type: 'code', id: 'a', source: ['%%sql orders\n', 'select 1'] }])).document
    const changed = writeIpynb({ name: 'Sales', description: null }, document).text.replace('select 1', 'select 2').replace('%%sql orders <<', '%%sql sales <<')
    expect(imported(changed).document.cells).toEqual([{ kind: 'sql', id: 'a', name: 'sales', sql: 'select 2', on: 'warehouse' }])
  })
})

describe('a notebook from Jupyter', () => {
  it('becomes cells of ours, with what was left out', () => {
    const { name, document, notes } = imported(
      jupyter(
        [
          { cell_type: 'markdown', metadata: {}, source: ['# Title\n', 'text'] },
          { cell_type: 'code', id: 'x', source: '!pip install pandas\n%matplotlib inline\nimport math\nx = 5 % 3', outputs: [{ output_type: 'stream' }] },
          { cell_type: 'code', id: 'x', source: '%%sql\nselect 1' },
          { cell_type: 'code', source: '%%bigquery df --project x\nselect 2' },
          { cell_type: 'code', source: '%%sql duckdb:// rows << \nselect {{ x }}' },
          { cell_type: 'code', source: '%%bash\nls ```' },
          { cell_type: 'code', source: '%%time\ny = 1' },
          { cell_type: 'code', source: '%%javascript\nconst z = 1' },
          { cell_type: 'raw', source: 'raw' },
        ],
        { kernelspec: { language: 'python' }, title: 'Mine' },
      ),
    )
    expect(name).toBe('Mine')
    expect(document.cells).toEqual([
      { kind: 'text', id: 'cell-1', markdown: '# Title\ntext' },
      { kind: 'code', id: 'x', language: 'python', code: '# !pip install pandas\n# %matplotlib inline\nimport math\nx = 5 % 3' },
      { kind: 'sql', id: 'cell-3', name: 'query_1', sql: 'select 1', on: 'warehouse' },
      { kind: 'sql', id: 'cell-4', name: 'df', sql: 'select 2', on: 'warehouse' },
      { kind: 'sql', id: 'cell-5', name: 'rows', sql: 'select {{ x }}', on: 'warehouse' },
      { kind: 'text', id: 'cell-6', markdown: '````bash\n%%bash\nls ```\n````' },
      { kind: 'code', id: 'cell-7', language: 'python', code: '# %%time\ny = 1' },
      { kind: 'code', id: 'cell-8', language: 'typescript', code: 'const z = 1' },
      { kind: 'text', id: 'cell-9', markdown: '```\nraw\n```' },
    ])
    expect(notes).toEqual([
      { code: 'outputs_left_out', place: null, count: 1 },
      { code: 'packages_not_installed', place: 2, command: '!pip install pandas' },
      { code: 'command_left_out', place: 2, command: '%matplotlib inline' },
      { code: 'connection_left_out', place: 5 },
      { code: 'language_not_run', place: 6, language: 'bash' },
      { code: 'command_left_out', place: 7, command: '%%time' },
      { code: 'kept_as_text', place: 9, kind: 'raw' },
    ])
  })

  it('keeps Python that only looks like a command, and blocks that have nothing else', () => {
    const { document, notes } = imported(jupyter([{ cell_type: 'code', source: 'x = (10\n  % 3\n  %4)\nif x:\n    !echo hi' }]))
    expect(document.cells).toMatchObject([{ code: 'x = (10\n  % 3\n  %4)\nif x:\n    pass  # !echo hi' }])
    expect(notes).toEqual([{ code: 'command_left_out', place: 1, command: '!echo hi' }])
  })

  it('in a language that is not run here is kept to be read', () => {
    const { document, notes } = imported(jupyter([{ cell_type: 'code', source: 'x <- 1' }], { language_info: { name: 'R' } }))
    expect(document.cells).toEqual([{ kind: 'text', id: 'cell-1', markdown: '```r\nx <- 1\n```' }])
    expect(notes).toEqual([{ code: 'language_not_run', place: 1, language: 'r' }])
  })

  it('that cannot be read says why', () => {
    expect(problem('{"a":\n1,\n}')).toMatch(/its JSON is broken\. .* in line 3\.$/)
    expect(problem('{"nbformat":3,"worksheets":[]}')).toContain('format 3')
    expect(problem('{"nbformat":5,"cells":[]}')).toContain('newer than format 4')
    expect(problem('{"cells":[]}')).toContain('nbformat')
    expect(problem('[]')).toContain('no JSON object')
    expect(problem(' ')).toBe('The file is empty.')
    expect(problem('<html>')).toContain('“Raw”')
    expect(problem('{\n<<<<<<< HEAD\n')).toMatch(/^Line 2: two versions/)
    expect(problem(`{"nbformat":4,\n"cells":${'['.repeat(1_000_000)}`)).toMatch(/^Line 2: .*deeper than 64/)
    expect(problem(jupyter(Array.from({ length: 1001 }, () => ({ cell_type: 'code', source: '' }))))).toContain('at most 1,000 cells')
    expect(problem(jupyter([{ cell_type: 'code', source: 'x'.repeat(100_001) }]))).toContain('at most 100,000 characters')
    expect(problem(jupyter([{ cell_type: 'code', source: 5 }]))).toContain('cell 1 (cells.0.source)')
    expect(problem('x'.repeat(20_000_001))).toContain('Clear its outputs')
  })
})
