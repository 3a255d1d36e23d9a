import { isFilterGroup, type FilterGroup, type FilterRule, type MetricQuery } from '@atrium/semantic'
import { defaultSourceOf } from '../cells/input-cell.ts'
import { definedNames, rangeNames } from '../cells/defined-names.ts'
import { sameName, variableOf } from '../cells/names.ts'
import { notebookGraph } from '../graph/notebook-graph.ts'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import type { NamePlace } from '../read/code-module.ts'
import { templateOf, withoutMarks } from '../read/read-cell.ts'
import { moduleOf } from '../read/read-module.ts'
import { readSqlTables } from '../read/read-sql.ts'

export type Renamed = {
  document: NotebookDocument
  /** Cells that would read something else under the new name, such as a table of their own: to be looked at. */
  unsure: string[]
}

/** Another name for what a cell gives, there and in every cell that reads it. Names that code defines are changed in the code itself. */
export function renameName(document: NotebookDocument, { cellId, name }: { cellId: string; name: string }): Renamed {
  const cell = document.cells.find(({ id }) => id === cellId)
  if (cell === undefined || !('name' in cell)) return { document, unsure: [] }
  const graph = notebookGraph(document)
  const names = new Map(pairs(cell, name).map(([from, to]) => [sameName(from), to]))
  const cells = document.cells.map((one): NotebookCell => {
    if (one.id === cellId) return { ...(graph.reads.get(one.id)?.has(cellId) === true ? renamedIn(one, names) : one), name } as NotebookCell
    return graph.reads.get(one.id)?.has(cellId) === true ? renamedIn(one, names) : one
  })
  const renamed = { ...document, cells }
  const after = notebookGraph(renamed)
  const readsSame = (id: string): boolean =>
    String([...(graph.reads.get(id)?.keys() ?? [])].toSorted()) === String([...(after.reads.get(id)?.keys() ?? [])].toSorted())
  return { document: renamed, unsure: cells.flatMap(({ id }) => (readsSame(id) ? [] : [id])) }
}

/** What each of a cell's names becomes. */
const pairs = (cell: Extract<NotebookCell, { name: string }>, name: string): [string, string][] =>
  cell.kind === 'input' && cell.input.type === 'date_range'
    ? rangeNames(cell.name).map((from, place) => [from, rangeNames(name)[place] ?? from])
    : definedNames(cell).map((defined) => [defined.name, name])

type Names = ReadonlyMap<string, string>

function renamedIn(cell: NotebookCell, names: Names): NotebookCell {
  const other = (name: string): string => names.get(sameName(name)) ?? name
  switch (cell.kind) {
    case 'sql': {
      const { names: read, template } = templateOf(cell.sql)
      const { bare, owners } = readSqlTables(withoutMarks(cell.sql, template))
      return { ...cell, sql: replaced(cell.sql, [...read, ...bare, ...owners], other) }
    }
    case 'text':
      return { ...cell, markdown: replaced(cell.markdown, templateOf(cell.markdown).names, other) }
    case 'code':
      return { ...cell, code: replaced(cell.code, moduleOf(cell).reads, other) }
    case 'chart':
    case 'table':
    case 'pivot':
    case 'writeback':
      return { ...cell, of: other(cell.of) }
    case 'single_value':
      return {
        ...cell,
        of: other(cell.of),
        ...(cell.comparison?.of === undefined ? {} : { comparison: { ...cell.comparison, of: other(cell.comparison.of) } }),
      }
    case 'filter':
      return { ...cell, of: other(cell.of), rules: cell.rules.map((rule) => ({ ...rule, values: rule.values.map((value) => renamedValue(value, other)) })) }
    case 'explore':
      return { ...cell, query: { ...cell.query, filters: renamedFilters(cell.query.filters, other) } }
    case 'input': {
      const { input } = cell
      const source = defaultSourceOf(input)
      const defaultFrom = source !== undefined && 'of' in source ? { defaultFrom: { ...source, of: other(source.of) } } : {}
      if ((input.type !== 'dropdown' && input.type !== 'multi_select') || !('of' in input.options)) return { ...cell, input: { ...input, ...defaultFrom } }
      return { ...cell, input: { ...input, ...defaultFrom, options: { ...input.options, of: other(input.options.of) } } }
    }
    case 'component':
      return {
        ...cell,
        inputs: Object.fromEntries(
          Object.entries(cell.inputs ?? {}).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.map((one) => renamedValue(one, other)) : renamedValue(value, other),
          ]),
        ),
      }
    case 'section':
      return cell
  }
}

/** A text with other names at some of its places. */
function replaced(text: string, places: readonly NamePlace[], other: (name: string) => string): string {
  const once = new Map(places.map((place) => [place.from, place]))
  let result = text
  for (const { name, from, to, isShorthand } of [...once.values()].toSorted((a, b) => b.from - a.from)) {
    const wanted = other(name)
    if (wanted === name) continue
    result = result.slice(0, from) + (isShorthand === true ? `${name}: ${wanted}` : wanted) + result.slice(to)
  }
  return result
}

function renamedValue<V>(value: V, other: (name: string) => string): V {
  const name = variableOf(value)
  return name === undefined ? value : (`{{ ${other(name)} }}` as V)
}

function renamedFilters(filters: MetricQuery['filters'], other: (name: string) => string): MetricQuery['filters'] {
  const inRule = (rule: FilterRule): FilterRule =>
    rule.values === undefined ? rule : { ...rule, values: rule.values.map((value) => renamedValue(value, other)) }
  const inItem = (item: FilterGroup | FilterRule): FilterGroup | FilterRule => (isFilterGroup(item) ? inGroup(item) : inRule(item))
  const inGroup = (group: FilterGroup): FilterGroup => ('and' in group ? { ...group, and: group.and.map(inItem) } : { ...group, or: group.or.map(inItem) })
  return Object.fromEntries(Object.entries(filters).map(([key, group]) => [key, inGroup(group)]))
}
