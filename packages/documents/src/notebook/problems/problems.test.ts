import { describe, expect, it } from 'vitest'
import { notebookGraph } from '../graph/notebook-graph.ts'
import { NotebookDocument, type NotebookCell } from '../notebook-document.ts'
import { notebookOf, sqlCellOf } from '../testing/arbitrary-notebook.ts'
import { english } from '../words/english.ts'
import { cellLabels } from '../words/cell-labels.ts'
import { tellProblem } from '../words/tell.ts'
import { notebookProblems } from './find-problems.ts'
import type { NotebookProblem } from './problem.ts'

const problemsOf = (...cells: NotebookCell[]): NotebookProblem[] => {
  const document = notebookOf(...cells)
  return notebookProblems(document, notebookGraph(document))
}
const told = (cells: NotebookCell[], locale = 'en'): string[] => {
  const labels = cellLabels(notebookOf(...cells), locale)
  return problemsOf(...cells)
    .map((problem) => tellProblem(problem, labels, locale))
    .map(({ message, hint }) => `${message} ${hint}`)
}
const number = (name: string): NotebookCell => ({ kind: 'input', id: `i_${name}`, name, input: { type: 'number', default: 1 } })
const python = (id: string, code: string): NotebookCell => ({ kind: 'code', id, language: 'python', code })

describe('problems of a notebook', () => {
  it('are none where everything fits', () => {
    expect(
      problemsOf(
        number('year'),
        sqlCellOf('a', 'select {{ year }} from orders', { on: 'warehouse' }),
        sqlCellOf('b', 'from a'),
        sqlCellOf('c', "{% if year > 1 %}{% set note = 'late' %}{% endif %}select {{ note }}", { on: 'warehouse' }),
        python('p', 'import math\nx = b'),
        python('q', 'import math\ny = x'),
      ),
    ).toEqual([])
  })

  it('say who else has a name, whatever its letters, at every cell that has it', () => {
    const cells = [sqlCellOf('a', 'select 1', { name: 'Orders', title: 'All orders' }), python('p', 'orders = 1'), number('year')]
    expect(told(cells)).toEqual([
      '"Orders" is also defined by Code (cell 2). Rename one of them. In code, a name that begins with an underscore stays inside its cell.',
      '"orders" is also defined by All orders. Rename one of them. In code, a name that begins with an underscore stays inside its cell.',
    ])
    expect(told(cells, 'de')[1]).toBe(
      '„orders“ wird auch von All orders definiert. Benenne eine davon um. In Code bleibt ein Name mit Unterstrich am Anfang in seiner Zelle.',
    )
  })

  it('say which names hide something else', () => {
    const names = ['select', 'sum', 'Map', 'hex_user_email', 'loop', 'summary', 'sums']
    const found = problemsOf(...names.map((name, place) => ({ ...sqlCellOf(`c${place}`, 'select 1'), name })))
    expect(found.map((problem) => (problem.code === 'name_reserved' ? [problem.name, problem.by] : []))).toEqual([
      ['select', 'SQL'],
      ['sum', 'Python'],
      ['Map', 'JavaScript'],
      ['hex_user_email', 'templates'],
      ['loop', 'templates'],
    ])
  })

  it('say what is read and is not there, or is something else', () => {
    const span: NotebookCell = { kind: 'input', id: 's', name: 'span', input: { type: 'date_range', default: { from: null, to: null } } }
    expect(told([number('region'), span, sqlCellOf('a', 'select {{ regoin }}, {{ a2 }}, {{ span }} from a22, region'), sqlCellOf('a2', 'select 1')])).toEqual([
      'No input or cell gives a value named "regoin". Did you mean region?',
      '"a2" (a2) is a table, not a single value. Read it in SQL: SELECT … FROM a2.',
      '"span" is a range of dates. Use span_start and span_end.',
      'No cell gives a result named "a22". Did you mean a2?',
      '"region" (region) is a single value, not a table. Write {{ region }} to use its value.',
    ])
  })

  it('say what SQL of the warehouse cannot reach there', () => {
    const cells = [
      python('p', 'rates = 1\nlimit_of = 3'),
      sqlCellOf('a', 'select {{ limit_of }} from rates', { on: 'warehouse' }),
      sqlCellOf('b', 'from a, main.rates', { on: 'warehouse' }),
    ]
    expect(told(cells)).toEqual([
      'This SQL runs in the warehouse, and "rates" (Code (cell 1)) is a result outside of it. Let this cell run over results. If you mean a table of the warehouse, write its schema before the name.',
    ])
  })

  it('say the way round a circle, from every cell on it', () => {
    expect(told([sqlCellOf('a', 'from b'), sqlCellOf('b', 'from c'), sqlCellOf('c', 'from a'), sqlCellOf('d', 'from a')])).toEqual([
      'These cells wait for each other: a reads "b", b reads "c", c reads "a". Remove one of these references, or move the shared part into a cell of its own.',
      'These cells wait for each other: b reads "c", c reads "a", a reads "b". Remove one of these references, or move the shared part into a cell of its own.',
      'These cells wait for each other: c reads "a", a reads "b", b reads "c". Remove one of these references, or move the shared part into a cell of its own.',
    ])
    expect(told([{ kind: 'filter', id: 'f', name: 'kept', of: 'kept', match: 'all', rules: [] }])[0]).toBe(
      'kept reads its own result. Remove one of these references, or move the shared part into a cell of its own.',
    )
  })

  it('say the line where a text is wrong', () => {
    const cells = [
      number('x'),
      sqlCellOf('a', "select 1\nwhere b = '{{ x }}' {% if x %}{% endif %}", { on: 'warehouse' }),
      sqlCellOf('b', 'select\n\n{{ x'),
      python('p', 'y = 1\nz = = 2'),
      python('q', 'y["a"] = 3'),
      sqlCellOf('c', '  '),
      { kind: 'text', id: 't', markdown: '{{ }}' } satisfies NotebookCell,
    ]
    expect(told(cells)).toEqual([
      'Line 2: {{ x }} stands in quotes or in a comment. Write it without quotes: the value brings its own.',
      'Line 3: {{ has no end: write }} behind it. Correct the template.',
      'Line 2, column 5: the code cannot be read from here. Correct the syntax.',
      'Line 1: this changes "y", which belongs to Code (cell 4). Other cells will not see the change. Make a copy under another name and change that.',
      'The cell is empty. Write something, or delete the cell.',
      'Line 1: {{ }} is empty: write a name in it. Correct the template.',
    ])
  })

  it('say what is wrong with inputs, sections and the app', () => {
    const document: NotebookDocument = {
      ...notebookOf(
        { kind: 'input', id: 'a', name: 'a', sectionId: 'gone', input: { type: 'slider', default: 1, min: 5, max: 3 } },
        { kind: 'input', id: 'b', name: 'b', input: { type: 'slider', default: 9, min: 1, max: 3 } },
        { kind: 'input', id: 'c', name: 'c', input: { type: 'multi_select', default: [], options: { values: [] } } },
      ),
      app: { tabs: [], elements: [{ uuid: 'e', cellId: 'gone', x: 0, y: 0, w: 1, h: 1, tabUuid: 'nowhere' }] },
    }
    expect(notebookProblems(document, notebookGraph(document)).map(({ code, cellId, severity }) => [cellId, code, severity])).toEqual([
      ['a', 'wrong_bounds', 'error'],
      ['a', 'section_missing', 'warning'],
      ['b', 'default_not_taken', 'warning'],
      ['c', 'nothing_to_choose', 'warning'],
      [null, 'element_without_cell', 'warning'],
      [null, 'tab_missing', 'warning'],
    ])
  })

  it('are found in a notebook of a thousand cells', () => {
    const cells = Array.from({ length: 1000 }, (_, place) => sqlCellOf(`c${place}`, `select * from c${(place + 1) % 1000}, c${(place * 7) % 1000}`))
    expect(problemsOf(...cells)).toHaveLength(1000)
  })
})

describe('a notebook document', () => {
  const refusal = (value: unknown): string => {
    const read = NotebookDocument.safeParse(value)
    return read.success ? '' : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  }

  it('that is too large, has cells twice or kinds that do not exist is refused with a reason', () => {
    expect(refusal({ cells: Array.from({ length: 10_000 }, (_, place) => sqlCellOf(`c${place}`, '')) })).toBe(
      'cells: A notebook holds at most 1,000 cells. Put the others into a second one, or into a component.',
    )
    expect(refusal({ cells: Array.from({ length: 20 }, (_, place) => sqlCellOf(`c${place}`, 'x'.repeat(60_000))) })).toContain(
      'at most 1,000,000 characters together',
    )
    expect(refusal({ cells: [sqlCellOf('a', 'x'.repeat(100_001))] })).toContain('A cell holds at most 100,000 characters')
    expect(refusal({ cells: [sqlCellOf('a', ''), sqlCellOf('a', '')] })).toBe('cells.1.id: Another cell has the id "a". Give this one another')
    expect(refusal({ cells: [{ kind: 'map', id: 'a' }] })).toBe(
      `cells.0.kind: There is no such kind of cell. It is one of ${Object.keys(english.kinds)
        .toSorted((a, b) => order(a) - order(b))
        .join(', ')}`,
    )
    expect(refusal({ cells: [sqlCellOf('a', '', { name: '1a' })] })).toContain('A name begins with a letter')
    expect(refusal({ cells: [] })).toBe('')
  })
})

const order = (kind: string): number =>
  ['sql', 'explore', 'code', 'input', 'chart', 'table', 'pivot', 'single_value', 'text', 'filter', 'section', 'component', 'writeback'].indexOf(kind)
