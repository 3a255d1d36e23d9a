import type { EndpointExpectation } from '@atrium/documents'
import type { AnswerTable } from './answer-table.ts'
import type { Finding, RowDifference, SampleRows } from './finding.ts'
import { isNear, isSameValue, momentOf, numberOf } from './same-value.ts'

/** What is known beside the answer. */
export type Measured = { milliseconds: number; /** Of the metric that a total is compared with; null: it has no value. */ metric: number | null }

/** Rows and values that are shown of what does not hold. */
const mostShown = 5

/** What of an answer is not as expected; null: it holds. */
export function checkExpectation(expectation: EndpointExpectation, table: AnswerTable, measured: Measured): Finding | null {
  switch (expectation.kind) {
    case 'error':
      return { kind: 'no_error' }
    case 'within':
      return measured.milliseconds <= expectation.milliseconds ? null : { kind: 'too_slow', milliseconds: Math.round(measured.milliseconds) }
    case 'columns':
      return columnsFinding(expectation, table)
    case 'row_count': {
      const { atLeast = 0, atMost = Infinity } = expectation
      const rows = table.rows.length
      if (rows > atMost || (table.isWhole && rows < atLeast)) return { kind: 'row_count', rows }
      return table.isWhole || (atMost === Infinity && rows >= atLeast) ? null : { kind: 'cut', rows }
    }
    default: {
      const named = 'columns' in expectation ? expectation.columns : [expectation.column]
      const has = table.columns.map(({ name }) => name)
      const missing = named.find((name) => !has.includes(name))
      if (missing !== undefined) return { kind: 'column_missing', column: missing, has }
      return rowsFinding(expectation, table, measured) ?? (table.isWhole ? null : { kind: 'cut', rows: table.rows.length })
    }
  }
}

function columnsFinding({ columns }: Extract<EndpointExpectation, { kind: 'columns' }>, table: AnswerTable): Finding | null {
  const isSame =
    columns.length === table.columns.length &&
    columns.every(({ name, type }, place) => table.columns[place]?.name === name && (type === undefined || table.columns[place].type === type))
  return isSame ? null : { kind: 'columns', columns: table.columns }
}

type OfRows = Exclude<EndpointExpectation, { kind: 'error' | 'within' | 'columns' | 'row_count' }>

function rowsFinding(expectation: OfRows, table: AnswerTable, measured: Measured): Finding | null {
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name)
  switch (expectation.kind) {
    case 'not_null': {
      const { column } = expectation
      const place = at(column)
      const found = table.rows.filter((row) => row[place] === null)
      return found.length === 0 ? null : { kind: 'empty_values', column, count: found.length, sample: sampleOf(table, found) }
    }
    case 'unique':
      return duplicates(expectation.columns, table, expectation.columns.map(at))
    case 'accepted_values': {
      const { column, values } = expectation
      const place = at(column)
      const others = table.rows.map((row) => row[place]).filter((value) => value !== null && !values.some((one) => isSameValue(one, value)))
      return others.length === 0 ? null : { kind: 'other_values', column, count: others.length, values: [...new Set(others.map(cut))].slice(0, mostShown) }
    }
    case 'between':
      return outOfBounds(expectation, table, at(expectation.column))
    case 'total':
      return totalFinding(expectation, table, at(expectation.column), measured)
    case 'rows':
      return otherRows(expectation, table, expectation.columns.map(at))
  }
}

function duplicates(columns: readonly string[], table: AnswerTable, places: readonly number[]): Finding | null {
  const keys = table.rows.map((row) => JSON.stringify(places.map((place) => row[place])))
  const times = new Map<string, number>()
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  const found = table.rows.filter((_, row) => (times.get(keys[row] ?? '') ?? 0) > 1)
  return found.length === 0 ? null : { kind: 'duplicates', columns, count: found.length, sample: sampleOf(table, found) }
}

type Between = Extract<EndpointExpectation, { kind: 'between' }>

function outOfBounds({ column, least, most }: Between, table: AnswerTable, place: number): Finding | null {
  const isOfTexts = typeof (least ?? most) === 'string'
  const found: (readonly unknown[])[] = []
  for (const row of table.rows) {
    const value = row[place]
    if (value === null) continue
    const known = isOfTexts ? (typeof value === 'string' ? momentOf(value) : null) : numberOf(value)
    if (known === null) return { kind: 'not_comparable', column, value: cut(value) }
    if (isBelow(known, least) || isAbove(known, most)) found.push(row)
  }
  return found.length === 0 ? null : { kind: 'out_of_bounds', column, count: found.length, sample: sampleOf(table, found) }
}

const isBelow = (value: string | number, least: string | number | undefined): boolean => least !== undefined && shortened(value, least) < bound(least)
/** A day as the last one is all of that day. */
const isAbove = (value: string | number, most: string | number | undefined): boolean => most !== undefined && shortened(value, most) > bound(most)
const bound = (given: string | number): string | number => (typeof given === 'string' ? momentOf(given) : given)
const shortened = (value: string | number, given: string | number): string | number =>
  typeof value === 'string' && typeof given === 'string' ? value.slice(0, momentOf(given).length) : value

type Total = Extract<EndpointExpectation, { kind: 'total' }>

function totalFinding({ column, equals, tolerance }: Total, table: AnswerTable, place: number, { metric }: Measured): Finding | null {
  let got = 0
  for (const row of table.rows) {
    const value = row[place]
    if (value === null) continue
    const number = numberOf(value)
    if (number === null) return { kind: 'not_comparable', column, value: cut(value) }
    got += number
  }
  const expected = typeof equals === 'number' ? equals : metric
  return expected !== null && isNear(expected, got, tolerance) ? null : { kind: 'total', column, expected, got }
}

type Rows = Extract<EndpointExpectation, { kind: 'rows' }>

function otherRows({ columns, rows: expected, inAnyOrder = false, tolerance }: Rows, table: AnswerTable, places: readonly number[]): Finding | null {
  const got = table.rows.map((row) => places.map((place) => row[place] ?? null))
  const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean => one.every((value, place) => isSameValue(value, other[place], tolerance))
  const differences = inAnyOrder ? unmatched(expected, got, isSame) : inPlace(expected, got, isSame)
  if (differences.length === 0) return null
  return { kind: 'rows', columns, expectedRows: expected.length, gotRows: got.length, differences: differences.slice(0, mostShown).map(shortRows) }
}

type Row = readonly unknown[]
type IsSame = (one: Row, other: Row) => boolean

function inPlace(expected: readonly Row[], got: readonly Row[], isSame: IsSame): RowDifference[] {
  return Array.from({ length: Math.max(expected.length, got.length) }, (_, place): RowDifference[] => {
    const [one = null, other = null] = [expected[place], got[place]]
    return one !== null && other !== null && isSame(one, other) ? [] : [{ row: place + 1, expected: one, got: other }]
  }).flat()
}

function unmatched(expected: readonly Row[], got: readonly Row[], isSame: IsSame): RowDifference[] {
  const left = got.map((row, place) => ({ row, place }))
  const missing = expected.flatMap((row, place): RowDifference[] => {
    const found = left.findIndex((one) => isSame(row, one.row))
    if (found === -1) return [{ row: place + 1, expected: row, got: null }]
    left.splice(found, 1)
    return []
  })
  return [...missing, ...left.map(({ row, place }): RowDifference => ({ row: place + 1, expected: null, got: row }))]
}

const shortRows = ({ row, expected, got }: RowDifference): RowDifference => ({ row, expected: expected?.map(cut) ?? null, got: got?.map(cut) ?? null })

const sampleOf = ({ columns }: AnswerTable, rows: readonly Row[]): SampleRows => ({
  columns: columns.map(({ name }) => name),
  rows: rows.slice(0, mostShown).map((row) => row.map(cut)),
})

const mostCharacters = 200
const cut = (value: unknown): unknown => (typeof value === 'string' && value.length > mostCharacters ? `${value.slice(0, mostCharacters)}…` : value)
