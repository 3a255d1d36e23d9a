import { NotShareable } from '../values.ts'
import { canBeKept, readArrow, readColumn, toColumn, writeArrow, type ArrowColumn, type ColumnValues } from './arrow.ts'

export type Row = Record<string, unknown>

/** A column that is read when first looked at; one that nobody looked at is written again as it came. */
type LazyColumn = { values(): ColumnValues; arrow(): ArrowColumn }

/** A table as cells of TypeScript see it. */
export class Table implements Iterable<Row> {
  readonly names: readonly string[]
  readonly rowCount: number
  /** Values by name of column: typed arrays of numbers, frozen lists of everything else with null for gaps. */
  readonly columns: Readonly<Record<string, ColumnValues>>
  readonly #lazy: ReadonlyMap<string, LazyColumn>

  constructor(lazy: ReadonlyMap<string, LazyColumn>, rowCount: number) {
    this.#lazy = lazy
    this.names = Object.freeze([...lazy.keys()])
    this.rowCount = rowCount
    const columns: Record<string, ColumnValues> = {}
    for (const [name, column] of lazy) Object.defineProperty(columns, name, { enumerable: true, get: () => column.values() })
    this.columns = Object.freeze(columns)
    Object.freeze(this)
  }

  /** The table with these columns only. */
  select(...names: string[]): Table {
    const chosen = names.map((name): [string, LazyColumn] => {
      const column = this.#lazy.get(name)
      if (column === undefined) throw new RangeError(`no column ${name}; there are ${this.names.join(', ')}`)
      return [name, column]
    })
    return new Table(new Map(chosen), this.rowCount)
  }

  /** The table with more columns, or others in their place. */
  with(columns: Record<string, unknown>): Table {
    const added = columnsOf(columns)
    const odd = added.find(([, values]) => values.length !== this.rowCount)
    if (odd !== undefined) throw new RangeError(`with(): ${odd[0]} has ${odd[1].length} values, the table ${this.rowCount} rows`)
    return new Table(new Map([...this.#lazy, ...added.map(([name, values]) => [name, ofValues(name, () => values)] as const)]), this.rowCount)
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
    const part = (values: ColumnValues): ColumnValues => kept.map((index) => values[index])
    return new Table(new Map([...this.#lazy].map(([name, column]) => [name, ofValues(name, () => part(column.values()))])), kept.length)
  }

  map<T>(make: (row: Row, index: number) => T): T[] {
    return Array.from({ length: this.rowCount }, (_, index) => make(this.#at(index), index))
  }

  /** The table as an Arrow IPC stream. */
  static bytesOf(table: Table): ArrayBuffer {
    return writeArrow([...table.#lazy].map(([name, column]) => [name, column.arrow()]))
  }

  #at(index: number): Row {
    const row: Row = {}
    for (const [name, column] of this.#lazy) row[name] = column.values()[index]
    return row
  }
}

function ofValues(name: string, read: () => ColumnValues): LazyColumn {
  let values: ColumnValues | undefined
  const lazy = { values: () => (values ??= read()), arrow: () => toColumn(name, lazy.values()) }
  return lazy
}

/** A table of the bytes of another cell or a query. */
export function openTable(bytes: Uint8Array): Table {
  const arrow = readArrow(bytes)
  const columns = arrow.names.map((name): [string, LazyColumn] => {
    let seen = false
    const lazy = ofValues(name, () => {
      seen = true
      return readColumn(bytes, arrow, name)
    })
    const column = arrow.getChild(name) as ArrowColumn
    return [name, { values: lazy.values, arrow: () => (!seen && canBeKept(column) ? column : lazy.arrow()) }]
  })
  return new Table(new Map(columns), arrow.numRows)
}

/** `table(rows)` or `table({ name: values })`: what cells make tables with. */
export function makeTable(source: unknown): Table {
  if (source instanceof Table) return source
  if (typeof source !== 'object' || source === null) throw new TypeError('table() takes rows or an object of columns')
  const columns = Symbol.iterator in source ? columnsOfRows([...(source as Iterable<Row>)]) : columnsOf(source as Record<string, unknown>)
  const rowCount = columns[0]?.[1].length ?? 0
  const odd = columns.find(([, values]) => values.length !== rowCount)
  if (odd !== undefined) throw new RangeError(`table(): ${odd[0]} has ${odd[1].length} values, ${columns[0]?.[0]} has ${rowCount}`)
  return new Table(new Map(columns.map(([name, values]) => [name, ofValues(name, () => values)])), rowCount)
}

function columnsOf(source: Record<string, unknown>): [name: string, values: ColumnValues][] {
  return Object.entries(source).map(([name, values]) => {
    if (!Array.isArray(values) && !(ArrayBuffer.isView(values) && !(values instanceof DataView))) throw new TypeError(`${name} is no list of values`)
    return [name, values as ColumnValues]
  })
}

function columnsOfRows(rows: readonly Row[]): [name: string, values: ColumnValues][] {
  const names = new Set<string>()
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) throw new TypeError('table() takes rows that are objects')
    for (const name in row) names.add(name)
  }
  return [...names].map((name) => [name, rows.map((row) => row[name] ?? null)])
}

/** The bytes of a table; null for what is none. */
export function tableBytes(value: unknown): ArrayBuffer | null {
  if (!(value instanceof Table)) return null
  if (value.names.length === 0) throw new NotShareable('', 'a table without columns')
  return Table.bytesOf(value)
}
