import { describe, expect, it } from 'vitest'
import { notebookGraph } from '../../graph/notebook-graph.ts'
import { notebookProblems } from '../../problems/find-problems.ts'
import { fillText } from '../../template/fill-text.ts'
import { lightIpynb } from './light-ipynb.ts'
import { readIpynb } from './read-ipynb.ts'

const jupyter = (cells: object[], metadata: object = { kernelspec: { name: 'python3', language: 'python' } }): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })
const imported = (text: string) => {
  const read = readIpynb(text)
  if ('problem' in read) throw new Error(read.problem)
  return read
}
const ofPython = (source: string) => imported(jupyter([{ cell_type: 'code', id: 'a', source }]))

describe('what Jupyter does with a line of Python', () => {
  it('SQL of a line becomes a cell of its own between what stands around it', () => {
    const { document, notes } = ofPython('import math\n\nrows = %sql select *, \\\n  :top from t\n\nprint(rows)\nother << 1\n%sql big << select 2')
    expect(document.cells).toEqual([
      { kind: 'code', id: 'a', language: 'python', code: 'import math' },
      { kind: 'sql', id: 'cell-1', name: 'rows', sql: 'select *, \n  {{ top }} from t', on: 'warehouse' },
      { kind: 'code', id: 'cell-1-2', language: 'python', code: 'print(rows)\nother << 1' },
      { kind: 'sql', id: 'cell-1-3', name: 'big', sql: 'select 2', on: 'warehouse' },
    ])
    expect(notes).toEqual([
      { place: 1, code: 'made_several', count: 4 },
      { place: 1, code: 'values_rewritten', names: ['top'] },
    ])
  })

  it('a cell of many parts becomes as many cells, each with an id of its own', () => {
    const lines = Array.from({ length: 200 }, (_, at) => `x${at} = %sql select ${at}`).join('\n')
    const { document } = imported(
      jupyter([
        { cell_type: 'code', id: 'a', source: lines },
        { cell_type: 'code', id: 'cell-1-2', source: '' },
      ]),
    )
    const ids = document.cells.map(({ id }) => id)
    expect([ids.length, new Set(ids).size]).toEqual([201, 201])
    expect(ids.slice(0, 4)).toEqual(['a', 'cell-1', 'cell-1-3', 'cell-1-4'])
  })

  it.each([
    ['f = !ls', '# f = !ls', { code: 'value_left_out', name: 'f', command: '!ls' }],
    ['a.b = %env HOME', '# a.b = %env HOME', { code: 'value_left_out', name: 'a.b', command: '%env HOME' }],
    ['q = %sql $text', '# q = %sql $text', { code: 'value_left_out', name: 'q', command: '%sql $text' }],
    ['df?', '# df?', { code: 'command_left_out', command: 'df?' }],
    ['??df.head', '# ??df.head', { code: 'command_left_out', command: '??df.head' }],
    ['%load_ext sql', '# %load_ext sql', { code: 'command_left_out', command: '%load_ext sql' }],
    ['%pip install a \\\n  b', '# %pip install a \\\n#   b', { code: 'packages_not_installed', command: '%pip install a \\\n  b' }],
    ['!{sys.executable} -m pip install x', '# !{sys.executable} -m pip install x', { code: 'packages_not_installed' }],
    ['%time x = f()\n', 'x = f()\n', { code: 'not_timed', command: '%time x = f()' }],
    ['x = %time f()', 'x = f()', { code: 'not_timed', command: '%time f()' }],
    ['%sql pg://u:secret@h/db', '# %sql pg://u:…@h/db', { code: 'command_left_out', command: '%sql pg://u:…@h/db' }],
    ['if x:\n    %sql select 1', 'if x:\n    pass  # %sql select 1', { code: 'command_left_out' }],
  ])('%j runs here as far as it can, with a note of what does not', (source, code, note) => {
    const { document, notes } = ofPython(source)
    expect(document.cells).toEqual([{ kind: 'code', id: 'a', language: 'python', code }])
    expect(notes).toEqual([expect.objectContaining({ place: 1, ...note })])
    expect(notebookProblems(document, notebookGraph(document)).filter((problem) => problem.code === 'code_unreadable')).toEqual([])
  })

  it.each(['css = """\n!important\n%s\n"""', 'x = (a\n%b\n)', "s = '%d' % 3  # what?\n", 'x = a \\\n  %b', 'd = {"a": 1,\n!x\n}', "it = 'it''s'\nq = 1"])(
    '%j only looks like a command',
    (source) => {
      expect(ofPython(source)).toMatchObject({ document: { cells: [{ code: source }] }, notes: [] })
    },
  )
})

describe('a cell of SQL', () => {
  it.each([
    ['%%sql select 1', 'query_1', 'select 1', []],
    ['%%sql\nrows <<\nselect 1', 'rows', 'select 1', []],
    ['%%sql --save x --no-execute rows << select 1\nfrom t', 'rows', 'select 1\nfrom t', []],
    ['%%sql postgresql://u:p@h/d\nselect 1', 'query_1', 'select 1', [{ code: 'connection_left_out' }]],
    [
      '%%sql\nselect :a, $b, {c}, d::date, x:path, \':q\', "{r}", {{ s }}',
      'query_1',
      'select {{ a }}, {{ b }}, {{ c }}, d::date, x:path, \':q\', "{r}", {{ s }}',
      [{ code: 'values_rewritten', names: ['a', 'b', 'c'] }],
    ],
  ])('%j', (source, name, sql, notes) => {
    const read = ofPython(source)
    expect(read.document.cells).toEqual([{ kind: 'sql', id: 'a', name, sql, on: 'warehouse' }])
    expect(read.notes).toEqual(notes.map((note) => ({ place: 1, ...note })))
  })

  it('of a notebook of SQL needs no magic', () => {
    expect(imported(jupyter([{ cell_type: 'code', source: 'select 1' }], { kernelspec: { name: 'SQL', language: 'sql' } })).document.cells).toMatchObject([
      { kind: 'sql', name: 'query_1', sql: 'select 1' },
    ])
  })
})

describe('what has no place here', () => {
  it('is said by cell', () => {
    const widget = { output_type: 'display_data', data: { 'application/vnd.jupyter.widget-view+json': { model_id: 'x' } } }
    const file = jupyter(
      [
        { cell_type: 'code', source: 'a = 1', metadata: { tags: ['parameters'], slideshow: { slide_type: 'skip' }, scrolled: true } },
        { cell_type: 'code', source: 'b = 1', outputs: [widget, { output_type: 'pyout' }], metadata: { jupyter: { source_hidden: true } } },
        { cell_type: 'widget', source: 'c' },
        { cell_type: 'raw', source: '# d', metadata: { format: 'text/markdown' } },
      ],
      { authors: [{ name: 'A' }], widgets: { state: {} }, language_info: { name: 'python', version: '2.7.18' } },
    )
    const notes = [
      { place: null, code: 'outputs_left_out', count: 1 },
      { place: null, code: 'old_python' },
      { place: null, code: 'metadata_left_out', keys: ['authors'] },
      { place: 1, code: 'tags_left_out', tags: ['parameters'] },
      { place: 1, code: 'metadata_left_out', keys: ['slideshow'] },
      { place: 2, code: 'widget_left_out' },
      { place: 2, code: 'output_not_known', kind: 'pyout' },
      { place: 3, code: 'kept_as_text', kind: 'widget' },
    ]
    expect(imported(file).notes).toEqual(notes)
    expect(imported(lightIpynb(file)).notes).toEqual(notes)
    expect(imported(file).document.cells[1]).toMatchObject({ isCollapsed: true })
    expect(imported(file).document.cells[3]).toEqual({ kind: 'text', id: 'cell-4', markdown: '# d' })
  })

  it('attached pictures stand in the text, as long as there is room for them', () => {
    const picture = (length: number) => ({ 'image/png': 'A'.repeat(length) })
    const shows = (name: string) => `![p](attachment:${name})`
    const read = imported(
      jupyter([
        {
          cell_type: 'markdown',
          source: `${shows('a%20b.png')} ${shows('no.txt')}`,
          attachments: { 'a b.png': picture(8), 'no.txt': { 'text/plain': 'x' }, 'unseen.png': picture(8) },
        },
        { cell_type: 'markdown', source: shows('huge.png'), attachments: { 'huge.png': picture(100_000) } },
        ...Array.from({ length: 7 }, () => ({ cell_type: 'markdown', source: shows('p.png'), attachments: { 'p.png': picture(80_000) } })),
      ]),
    )
    expect(read.document.cells[0]).toMatchObject({ markdown: `![p](data:image/png;base64,AAAAAAAA) ${shows('no.txt')}` })
    expect(read.notes.map((note) => [note.place, 'name' in note ? note.name : ''])).toEqual([
      [1, 'no.txt'],
      [1, 'unseen.png'],
      [2, 'huge.png'],
      [9, 'p.png'],
    ])
  })

  it('braces of formulas and of other languages stay text', () => {
    const text = '$\\frac{{a}}{b}$ and {% x'
    const [cell] = imported(jupyter([{ cell_type: 'markdown', source: text }])).document.cells
    expect(fillText(cell?.kind === 'text' ? cell.markdown : '', new Map())).toBe(text)
  })

  it('outputs are most of a file, and are not sent', () => {
    const file = jupyter([{ cell_type: 'code', source: 'x', outputs: [{ output_type: 'stream', text: 'y'.repeat(1_000_000) }] }])
    expect(lightIpynb(file).length).toBeLessThan(500)
    expect(imported(lightIpynb(file))).toEqual(imported(file))
    expect(lightIpynb('{')).toBe('{')
  })
})

describe('a file as other programs write it', () => {
  it('may begin with a mark, have numbers of Python in it, ids twice, and no ids', () => {
    const cells = [
      { cell_type: 'code', id: 'a', source: 'x = "NaN"', outputs: [{ output_type: 'display_data', data: { y: 'NUMBER' } }] },
      { cell_type: 'code', id: 'a', source: '' },
      { cell_type: 'code', source: '' },
    ]
    const { document } = imported(`\uFEFF${jupyter(cells).replace('"NUMBER"', '[NaN, -Infinity]')}`)
    expect(document.cells).toMatchObject([{ id: 'a', code: 'x = "NaN"' }, { id: 'cell-2' }, { id: 'cell-3' }])
  })

  it('a cell of ours of which another kind was made is what it is now', () => {
    const sql = { kind: 'sql', name: 'rows', on: 'warehouse' }
    const { document } = imported(
      jupyter([
        { cell_type: 'code', id: 'a', metadata: { atrium: sql }, source: 'x = 1' },
        { cell_type: 'markdown', id: 'b', metadata: { atrium: { kind: 'code', language: 'python' } }, source: '# B' },
      ]),
    )
    expect(document.cells).toEqual([
      { kind: 'code', id: 'a', language: 'python', code: 'x = 1' },
      { kind: 'text', id: 'b', markdown: '# B' },
    ])
  })
})

// What looks through all of it again for each part does not come back in the time of a test.
describe('a file that is made to be slow', () => {
  const blanks = ' '.repeat(99_000)
  const many = Array.from({ length: 5000 }, (_, at) => `p${at}`)
  const shown = many.map((name) => `(attachment:${name})`).join('')
  const attachments = Object.fromEntries(many.map((name) => [name, { 'image/png': 'AAAA' }]))
  const times = (length: number, cell: object): string => jupyter(Array.from({ length }, () => cell))
  it.each([
    ['blanks behind a name', times(10, { cell_type: 'code', source: `x${blanks}` }), 10],
    ['blanks between parts', times(10, { cell_type: 'code', source: `%sql select 1\nx${blanks}y` }), 20],
    ['blanks within a magic', times(10, { cell_type: 'code', source: `%%sql --with a${blanks}b` }), 10],
    ['blanks behind the name of a magic', times(10, { cell_type: 'code', source: `%%sql\nx${blanks}y` }), 10],
    ['addresses without an end', times(10, { cell_type: 'code', source: `!${'://a:'.repeat(19_000)}` }), 10],
    ['attachments', times(5, { cell_type: 'markdown', source: shown.slice(0, 99_000), attachments }), 5],
  ])('has all of its cells: %s', (_, file, cells) => {
    expect(imported(file).document.cells).toHaveLength(cells)
  })

  it('is refused where it is broken', () => {
    expect(readIpynb(`{${String.raw`\"`.repeat(2_000_000)}`)).toHaveProperty('problem')
  })

  it.each([
    ['more cells than a notebook has', times(400_000, { cell_type: 'code', source: 'a' }), 'at most 1,000 cells'],
    ['a few cells that become many', times(10, { cell_type: 'code', source: '%sql select 1\nx\n'.repeat(6000) }), 'at most 1,000 cells'],
    ['more text than a notebook has', times(190, { cell_type: 'markdown', source: 'a'.repeat(99_000) }), 'at most 1,000,000 characters together'],
    ['a cell with more text than one has', times(1, { cell_type: 'code', source: 'a'.repeat(100_001) }), '100,000'],
  ])('is refused before all of it is made: %s', (_, file, why) => {
    expect(readIpynb(file)).toEqual({ problem: expect.stringContaining(why) as string })
  })

  it('has numbers of Python beside more texts than a pattern can go back through', () => {
    const cells = [{ cell_type: 'code', source: '', outputs: [{ output_type: 'display_data', data: { text: String.raw`\"`.repeat(2_000_000), y: 'NUMBER' } }] }]
    expect(imported(jupyter(cells).replace('"NUMBER"', '-Infinity')).document.cells).toHaveLength(1)
  })
})
