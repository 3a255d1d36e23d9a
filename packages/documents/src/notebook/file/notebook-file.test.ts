import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyNotebooks } from '../testing/arbitrary-cells.ts'
import { notebookOf, sqlCellOf } from '../testing/arbitrary-notebook.ts'
import type { NotebookCell } from '../notebook-document.ts'
import type { NotebookFile } from './notebook-file.ts'
import { readNotebookFile } from './read-notebook-file.ts'
import { writeNotebookFile } from './write-notebook-file.ts'

const read = (text: string) => readNotebookFile({ path: 'notebooks/x.yml', text })
const file = (document: NotebookFile['document'], more: Partial<NotebookFile> = {}): NotebookFile => ({
  kind: 'notebook',
  slug: 'sales',
  name: 'Sales',
  description: null,
  spaceSlug: null,
  document,
  ...more,
})

describe('a notebook as a file', () => {
  it('reads as code does: texts in blocks, nothing said that means nothing', () => {
    const document = notebookOf(sqlCellOf('a', 'select 1\nfrom orders\n', { name: 'orders', on: 'warehouse', title: 'All orders' }), {
      kind: 'text',
      id: 't',
      markdown: '# Hello',
    })
    expect(writeNotebookFile(file(document, { spaceSlug: 'team', description: 'What we sold' }))).toBe(`kind: notebook
slug: sales
name: Sales
description: What we sold
spaceSlug: team
cells:
  - kind: sql
    id: a
    title: All orders
    name: orders
    sql: |
      select 1
      from orders
    on: warehouse
  - kind: text
    id: t
    markdown: "# Hello"
version: 1
`)
  })

  it('reads back as it was, whatever is in it, and writes the same bytes again', () => {
    fc.assert(
      fc.property(anyNotebooks, (document) => {
        const text = writeNotebookFile(file(document))
        const { notebook, problems } = read(text)
        expect(problems).toEqual([])
        expect(notebook).toEqual(file(document))
        expect(writeNotebookFile(notebook ?? file(document))).toBe(text)
      }),
    )
  })

  it('keeps lines that hold nothing but white space', () => {
    for (const markdown of [' \n', '\n', '  \n\n \n', '\t\n', ' \n\t\n']) {
      const blank = file(notebookOf({ kind: 'text', id: 'blank', markdown }))
      expect(read(writeNotebookFile(blank)).notebook).toEqual(blank)
    }
  })

  it('is changed in one line where one line of it is changed, in the notebook or in the file', () => {
    const lines = fc.array(fc.stringMatching(/^[a-z][a-z ,.(){}'"#:-]{0,20}$/), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(anyNotebooks, lines, fc.nat(), fc.constantFrom('sql', 'text', 'code'), (document, text, at, kind) => {
        const place = at % text.length
        const withText = (source: readonly string[]): string => {
          const content = source.map((line) => line.trimEnd()).join('\n')
          const cell: NotebookCell =
            kind === 'sql'
              ? sqlCellOf('own', content)
              : kind === 'text'
                ? { kind: 'text', id: 'own', markdown: content }
                : { kind: 'code', id: 'own', language: 'python', code: content }
          return writeNotebookFile(file({ ...document, cells: [...document.cells, cell] }))
        }
        const [before, after] = [withText(text), withText(text.with(place, 'now x'))]
        const changed = after.split('\n').flatMap((line, row) => (line === before.split('\n')[row] ? [] : [line.trim()]))
        expect(changed).toEqual(text[place] === 'now x' ? [] : ['now x'])
        const { notebook } = read(after)
        expect(writeNotebookFile(notebook ?? file(document))).toBe(after)
      }),
      { numRuns: 30 },
    )
  })

  it('tells what is wrong with line and column, all of it at once', () => {
    const text = writeNotebookFile(file(notebookOf(sqlCellOf('a', 'select 1'))))
      .replace('    on: results', '    on: nowhere\n    nme: x\n    limit: 0')
      .replace('slug: sales', 'slug: Sales\ncolour: red')
    const { notebook, problems } = read(text)
    expect(notebook).toBeNull()
    expect(problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} ${hint}`)).toEqual([
      '3:1 colour: there is no key "colour" here. Keys are kind, slug, name, description, spaceSlug, type, cells, app, settings, version.',
      '11:5 cells.0.nme: there is no key "nme" here. Did you mean name?',
      expect.stringMatching(/^2:7 slug: A slug has small letters/),
      expect.stringMatching(/^10:9 cells\.0\.on: /),
      expect.stringMatching(/^12:12 cells\.0\.limit: /),
    ])
  })

  it('that is none, lost its end or is too large is refused', () => {
    const message = (text: string): string =>
      read(text)
        .problems.map((problem) => problem.message)
        .join(' ')
    expect(message('')).toBe('The file is empty.')
    expect(message('- a')).toBe('The file is no map of keys and values.')
    expect(message('a: [')).not.toBe('')
    expect(message('__proto__: 1')).toBe('No key may be called __proto__.')
    expect(message('a: "x\\0"')).toBe('This text holds a NUL character or half of a surrogate pair.')
    expect(message('"\\ud800": 1')).toBe('This text holds a NUL character or half of a surrogate pair.')
    for (const opened of ['[', '{', '- ', '? '])
      expect(message(`a: ${opened.repeat(900_000)}`), opened).toContain('The file is nested deeper than 1000 levels.')
    expect(message(`a: ${'['.repeat(900)}`)).not.toContain('1000 levels')
    expect(message(`cells: [${'{a: 1}, '.repeat(10_000)}{}]`)).toContain('cells: A notebook holds at most 1,000 cells')
    expect(message(writeNotebookFile(file(notebookOf())).replace('version: 1\n', ''))).toContain('version: A file ends with version: 1')
    expect(message('a'.repeat(2_000_001))).toBe('The file has 2.0 million characters; a file of content has 2 million at most.')
    expect(message('kind: chart')).toContain('A file of a notebook says kind: notebook')
  })
})
