import { mostExpectedRows, type EndpointExpectation } from '@atrium/documents'
import type { TestedAnswer } from '../../../api/endpoint-tests.ts'

export const expectationKinds = [
  'row_count',
  'columns',
  'not_null',
  'unique',
  'accepted_values',
  'between',
  'total',
  'rows',
  'within',
  'error',
] as const satisfies readonly EndpointExpectation['kind'][]

/** An expectation of a kind to begin with: what holds now, where an answer is known. */
export function newExpectation(kind: EndpointExpectation['kind'], answer: TestedAnswer | null): EndpointExpectation {
  const column = answer?.columns[0]?.name ?? ''
  const number = answer?.columns.find(({ type }) => type === 'number')?.name ?? column
  switch (kind) {
    case 'row_count':
      return { kind, atLeast: 1 }
    case 'columns':
      return { kind, columns: answer?.columns.map(({ name, type }) => ({ name, type })) ?? [] }
    case 'not_null':
      return { kind, column }
    case 'unique':
      return { kind, columns: column === '' ? [] : [column] }
    case 'accepted_values':
      return { kind, column, values: [] }
    case 'between':
      return { kind, column: number, least: 0 }
    case 'total':
      return { kind, column: number, equals: 0 }
    case 'rows':
      return rowsOf(answer)
    case 'within':
      return { kind, milliseconds: 1000 }
    case 'error':
      return { kind, error: 'any' }
  }
}

/** Whether an answer can be taken as the expected rows. */
export const canBeExpected = (answer: TestedAnswer | null): boolean =>
  answer !== null && answer.isWhole && answer.rowCount <= mostExpectedRows && answer.rows.length === answer.rowCount

function rowsOf(answer: TestedAnswer | null): Extract<EndpointExpectation, { kind: 'rows' }> {
  const columns = answer?.columns.map(({ name }) => name) ?? []
  return { kind: 'rows', columns, rows: canBeExpected(answer) ? (answer?.rows ?? []).map((row) => row.map(cellOf)) : [] }
}

/** A value as a test holds it: lists and objects as text. */
function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value)
}

/** What was typed as a value of a column: a number where it reads as one and the column holds none but numbers. */
export function typedValue(text: string, type: string | undefined): string | number | boolean {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  const number = Number(text)
  return (type === 'number' || type === undefined) && text.trim() !== '' && Number.isFinite(number) ? number : text
}

type Between = Extract<EndpointExpectation, { kind: 'between' }>

/** An expectation with the bounds that were typed; an empty text is none. */
export function withBounds({ kind, column }: Between, { least, most }: { least: string; most: string }): Between {
  // Days and moments are texts; everything else that has bounds is a number.
  const type = /^\d{4}-/.test(least || most) ? 'string' : 'number'
  return { kind, column, ...(least === '' ? {} : { least: boundOf(least, type) }), ...(most === '' ? {} : { most: boundOf(most, type) }) }
}

function boundOf(text: string, type: string): string | number {
  const value = typedValue(text, type)
  return typeof value === 'boolean' ? text : value
}

/** Rows as text to edit: each a JSON list on a line of its own. */
export const rowsText = (rows: readonly (readonly unknown[])[]): string => rows.map((row) => JSON.stringify(row)).join('\n')

/** That text as rows; the number of the line that is none where there is one. */
export function readRows(text: string, width: number): { rows: (string | number | boolean | null)[][] } | { wrongLine: number } {
  const rows: (string | number | boolean | null)[][] = []
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const row = readRow(line)
    if (row === null || row.length !== width) return { wrongLine: place + 1 }
    rows.push(row.map(cellOf))
  }
  return { rows }
}

function readRow(line: string): unknown[] | null {
  try {
    const read: unknown = JSON.parse(line)
    return Array.isArray(read) ? (read as unknown[]) : null
  } catch {
    return null
  }
}
