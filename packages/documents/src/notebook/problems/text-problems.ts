import { checkVariablePlaces, duckdb, QueryError, type Dialect } from '@atrium/semantic'
import { definedNames } from '../cells/defined-names.ts'
import { sameName } from '../cells/names.ts'
import type { NotebookGraph } from '../graph/notebook-graph.ts'
import type { NotebookCell } from '../notebook-document.ts'
import { readCell, templateOf } from '../read/read-cell.ts'
import { moduleOf } from '../read/read-module.ts'
import type { NotebookFinding, TextPlace } from './problem.ts'

/** What is wrong with the text of a cell. `dialect` is that of the warehouse. */
export function textProblems(graph: NotebookGraph, cell: NotebookCell, dialect: Dialect): NotebookFinding[] {
  switch (cell.kind) {
    case 'sql':
      if (cell.sql.trim() === '') return [{ code: 'nothing_written' }]
      return [...templateProblems(cell, cell.sql), ...quotedValues(cell.sql, cell.on === 'warehouse' ? dialect : duckdb)]
    case 'text':
      return templateProblems(cell, cell.markdown)
    case 'code':
      return cell.code.trim() === '' ? [{ code: 'nothing_written' }] : codeProblems(graph, cell)
    case 'explore':
    case 'filter':
    case 'chart':
    case 'table':
    case 'pivot':
    case 'single_value':
    case 'input':
    case 'section':
    case 'component':
    case 'writeback':
      return []
  }
}

function templateProblems(cell: NotebookCell, text: string): NotebookFinding[] {
  const { templateError } = readCell(cell)
  return templateError === null ? [] : [{ code: 'template', message: templateError.message, at: placeIn(text, templateError.at) }]
}

/** Values inside of quotes and remarks would not stay values. */
function quotedValues(sql: string, dialect: Dialect): NotebookFinding[] {
  const { template } = templateOf(sql)
  if (template === null) return []
  const outputs = template.marks.filter(({ from }) => sql.startsWith('{{', from))
  const pieces: string[] = []
  let at = 0
  for (const { from, to } of template.marks) {
    pieces.push(sql.slice(at, from))
    const place = outputs.findIndex((output) => output.from === from)
    if (place !== -1) pieces.push(`{variables.v${place}}`)
    at = to
  }
  try {
    checkVariablePlaces([...pieces, sql.slice(at)].join(''), dialect)
    return []
  } catch (error) {
    const found = error instanceof QueryError ? outputs[Number(/\d+/.exec(error.message)?.[0])] : undefined
    if (found === undefined) throw error
    return [{ code: 'value_in_quotes', text: sql.slice(found.from, found.to), at: placeIn(sql, found.from) }]
  }
}

function codeProblems({ definitions }: NotebookGraph, cell: Extract<NotebookCell, { kind: 'code' }>): NotebookFinding[] {
  const { errorAt, changes } = moduleOf(cell)
  const unreadable: NotebookFinding[] = errorAt === null ? [] : [{ code: 'code_unreadable', at: placeIn(cell.code, errorAt) }]
  const own = new Set(definedNames(cell).map(({ name }) => name))
  const changed = new Map(changes.filter(({ name }) => !own.has(name)).map((change) => [change.name, change]))
  return [
    ...unreadable,
    ...[...changed.values()].flatMap(({ name, from }): NotebookFinding[] => {
      const other = definitions.get(sameName(name))?.find((one) => one.name === name && one.cellId !== cell.id)
      return other === undefined ? [] : [{ code: 'changes_other', name, definedBy: other.cellId, at: placeIn(cell.code, from) }]
    }),
  ]
}

function placeIn(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
