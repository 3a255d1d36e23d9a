import type { DimensionType, PivotPart } from '@atrium/semantic'
import type { PivotTable } from '../../result/build-pivot-table.ts'
import type { TableCell } from '../../result/build-table.ts'
import { columnWriter } from './value-writer.ts'

/** A pivot as its cell answers it: names of columns down the side and across the top, and values in the order of `columns`. */
export type PivotLines = {
  down: readonly string[]
  across: readonly string[]
  values: readonly { name: string }[]
  columns: readonly { name: string; type: DimensionType; format?: string | null }[]
  lines: readonly { part: PivotPart; values: readonly unknown[] }[]
}

/** Most combinations that become columns. */
const mostColumns = 500

/** The lines of a pivot as a table: each value under its heading, totals at the side and below, computed by whoever gave them. */
export function pivotTableOf({ down, across, values, columns, lines }: PivotLines, locale: string | undefined, words: { total: string }): PivotTable {
  const write = columns.map((column, place) =>
    columnWriter(
      column,
      lines.map((line) => line.values[place]),
      locale,
    ),
  )
  const cell = (place: number, raw: unknown): TableCell => ({ raw, formatted: write[place]?.(raw) ?? '' })
  const sideOf = (line: readonly unknown[]): readonly unknown[] => line.slice(0, down.length)
  const topOf = (line: readonly unknown[]): readonly unknown[] => line.slice(down.length, down.length + across.length)
  const valuesOf = (line: readonly unknown[]): TableCell[] =>
    values.map((_, place) => cell(down.length + across.length + place, line[down.length + across.length + place] ?? null))

  const of = (part: PivotLines['lines'][number]['part']) => lines.filter((line) => line.part === part).map((line) => line.values)
  const cells = of('cell')
  const sides = distinct(cells.map(sideOf))
  const tops = distinct(cells.map(topOf)).toSorted(compareLists)
  const shown = tops.slice(0, mostColumns)
  const at = new Map(cells.map((line) => [`${keyOf(sideOf(line))} ${keyOf(topOf(line))}`, line]))
  const bySide = new Map(of('row_total').map((line) => [keyOf(sideOf(line)), line]))
  const byTop = new Map(of('column_total').map((line) => [keyOf(topOf(line)), line]))
  const [grand] = of('total')
  const empty = values.map(() => null)

  const names = values.map(({ name }) => name)
  const levels = across.map((label, level) => ({ label, cells: headings(shown, level, values.length, (raw) => cell(down.length + level, raw).formatted) }))
  const hasNames = across.length === 0 || values.length > 1
  return {
    headerRows: [...levels, ...(hasNames ? [{ label: '', cells: shown.flatMap(() => names.map((text) => ({ text, span: 1 }))) }] : [])],
    indexLabels: [...down],
    rows: sides.map((side) => ({
      index: side.map((raw, place) => cell(place, raw)),
      cells: shown.flatMap((top) => {
        const line = at.get(`${keyOf(side)} ${keyOf(top)}`)
        return line === undefined ? empty : valuesOf(line)
      }),
    })),
    rowTotals:
      bySide.size === 0
        ? null
        : {
            labels: values.length > 1 ? names.map((name) => `${words.total} ${name}`) : [words.total],
            cells: sides.map((side) => {
              const line = bySide.get(keyOf(side))
              return line === undefined ? empty : valuesOf(line)
            }),
          },
    columnTotals: grand === undefined || down.length === 0 ? null : [{ label: words.total, ...below() }],
    columnsLeftOut: tops.length - shown.length,
    sourceAt: () => null,
  }

  /** The last line: of each column its own total, or where there is only one column that of everything. */
  function below() {
    const all = grand === undefined ? empty : valuesOf(grand)
    const ofTops = shown.flatMap((top) => {
      const line = byTop.get(keyOf(top))
      return line === undefined ? empty : valuesOf(line)
    })
    return across.length === 0 ? { cells: all, grand: [] } : { cells: ofTops, grand: all }
  }
}

const keyOf = (values: readonly unknown[]): string => JSON.stringify(values)

/** Lists of values, each once, in their order. */
function distinct(lists: readonly (readonly unknown[])[]): (readonly unknown[])[] {
  return [...new Map(lists.map((list) => [keyOf(list), list])).values()]
}

/** One heading for all columns beside each other that have the same value, and the same above it. */
function headings(tops: readonly (readonly unknown[])[], level: number, width: number, write: (raw: unknown) => string) {
  const found: { text: string; span: number; key: string }[] = []
  for (const top of tops) {
    const key = keyOf(top.slice(0, level + 1))
    const last = found.at(-1)
    if (last?.key === key) last.span += width
    else found.push({ text: write(top[level] ?? null), span: width, key })
  }
  return found.map(({ text, span }) => ({ text, span }))
}

/** Numbers by size, everything else by text, nothing at the end. */
function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place]
    if (one === other) continue
    if (one === null || other === null) return one === null ? 1 : -1
    const difference = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'en')
    if (difference !== 0) return difference
  }
  return 0
}
