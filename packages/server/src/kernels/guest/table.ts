import { NotShareable } from '../values.ts'
import { readArrow, readColumn, toColumn, writeArrow, type ArrowTable, type ColumnValues } from './arrow.ts'

export type Row = Record<string, unknown>

/** A table as cells of TypeScript see it. Its columns are made when first looked at. */
export class Table implements Iterable<Row> {
  readonly names: readonly string[]
  readonly rowCount: number
  /** Values by name of column: typed arrays of numbers, frozen lists of everything else with null for gaps. */
  readonly columns: Readonly<Record<string, ColumnValues>>

  constructor(names: readonly string[], rowCount: number, column: (name: string) => ColumnValues) {
    this.names = Object.freeze([...names])
    this.rowCount = rowCount
    const columns: Record<string, ColumnValues> = {}
    for (const name of names) {
      let values: ColumnValues | undefined
      Object.defineProperty(columns, name, { enumerable: true, get: () => (values ??= column(name)) })
    }
    this.columns = Object.freeze(columns)
    Object.freeze(this)
  }

  get rows(): Iterable<Row> {
    return this
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (let index = 0; index < this.rowCount; index++) yield this.#at(index)
  }

  /** The row at an index, undefined beyond the end. */
  at(index: number): Row | undefined {
    return Number.isInteger(index) && index >= 0 && index < this.rowCount ? this.#at(index) : undefined
  }

  toArray(): Row[] {
    return Array.from({ length: this.rowCount }, (_, index) => this.#at(index))
  }

  filter(test: (row: Row, index: number) => unknown): Table {
    const kept: number[] = []
    for (let index = 0; index < this.rowCount; index++) if (test(this.#at(index), index)) kept.push(index)
    return new Table(this.names, kept.length, (name) => kept.map((index) => this.columns[name]?.[index]))
  }

  map<T>(make: (row: Row, index: number) => T): T[] {
    return Array.from({ length: this.rowCount }, (_, index) => make(this.#at(index), index))
  }

  #at(index: number): Row {
    const row: Row = {}
    for (const name of this.names) row[name] = this.columns[name]?.[index]
    return row
  }
}

/** A table of the bytes of another cell or a query. */
export function openTable(bytes: Uint8Array): Table {
  const arrow: ArrowTable = readArrow(bytes)
  return new Table(arrow.names as string[], arrow.numRows, (name) => readColumn(bytes, arrow, name))
}

/** `table(rows)` or `table({ name: values })`: what cells make tables with. */
export function makeTable(source: unknown): Table {
  if (source instanceof Table) return source
  if (typeof source !== 'object' || source === null) throw new TypeError('table() takes rows or an object of columns')
  if (Symbol.iterator in source) {
    const rows = [...(source as Iterable<Row>)]
    const names = new Set<string>()
    for (const row of rows) {
      if (typeof row !== 'object' || row === null) throw new TypeError('table() takes rows that are objects')
      for (const name in row) names.add(name)
    }
    return new Table([...names], rows.length, (name) => rows.map((row) => row[name] ?? null))
  }
  const columns = Object.entries(source).map(([name, values]) => {
    if (!Array.isArray(values) && !(ArrayBuffer.isView(values) && !(values instanceof DataView))) throw new TypeError(`table(): ${name} is no list of values`)
    return [name, values as ColumnValues] as const
  })
  const rowCount = columns[0]?.[1].length ?? 0
  const odd = columns.find(([, values]) => values.length !== rowCount)
  if (odd !== undefined) throw new TypeError(`table(): ${odd[0]} has ${odd[1].length} values, ${columns[0]?.[0]} has ${rowCount}`)
  const byName = new Map(columns)
  return new Table([...byName.keys()], rowCount, (name) => byName.get(name) ?? [])
}

/** The bytes of a table; null for what is none. */
export function tableBytes(value: unknown): ArrayBuffer | null {
  if (!(value instanceof Table)) return null
  if (value.names.length === 0) throw new NotShareable('', 'a table without columns')
  return writeArrow(value.names.map((name) => [name, toColumn(name, value.columns[name] ?? [])]))
}
