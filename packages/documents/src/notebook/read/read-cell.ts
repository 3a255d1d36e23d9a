import { isFilterGroup, type FilterGroup, type MetricQuery } from '@atrium/semantic'
import { isBuiltIn } from '../cells/built-in-values.ts'
import { resultsReadBy } from '../cells/input-cell.ts'
import { variableOf } from '../cells/names.ts'
import type { NotebookCell } from '../notebook-document.ts'
import { namesIn, type TemplateName } from '../template/names-in.ts'
import { parseTemplate, type Template } from '../template/parse-template.ts'
import { TemplateError } from '../template/template-error.ts'
import { moduleOf } from './read-module.ts'
import { readSqlTables } from './read-sql.ts'

/** A name that a cell reads. */
export type CellRead = {
  name: string
  /** What it reads it as; code takes anything. */
  as: 'table' | 'value' | 'any'
  /** Whether only a cell of the notebook can be meant. Else the name may be that of a table in the warehouse, or one of the language. */
  isOurs: boolean
}

/** What a cell says of names, and why its template cannot be read. */
export type ReadCell = {
  reads: readonly CellRead[]
  /** Tables of the warehouse, as `schema.table`. */
  tables: readonly string[]
  /** Values that are built in and that it reads: its result may be another for everybody. */
  builtIns: readonly string[]
  templateError: TemplateError | null
}
type Found = Omit<ReadCell, 'builtIns'>

/** By cell: documents are never changed in place, so what was read once stays true. */
const known = new WeakMap<NotebookCell, ReadCell>()

/** The names that a cell reads, each once for each way of reading it. */
export function readCell(cell: NotebookCell): ReadCell {
  const before = known.get(cell)
  if (before !== undefined) return before
  const found = read(cell)
  // What is ours in one place is so in all.
  const once = [...new Map(found.reads.toSorted((a, b) => Number(a.isOurs) - Number(b.isOurs)).map((one) => [`${one.as} ${one.name}`, one])).values()]
  const isBuilt = ({ name, as }: CellRead): boolean => as !== 'table' && isBuiltIn(name)
  const result = { ...found, reads: once.filter((one) => !isBuilt(one)), builtIns: once.filter(isBuilt).map(({ name }) => name) }
  known.set(cell, result)
  return result
}

/** Has what another thread read of a cell stand for reading it here. */
export const rememberCell = (cell: NotebookCell, found: ReadCell): void => void known.set(cell, found)

const table = (name: string, isOurs = true): CellRead => ({ name, as: 'table', isOurs })
const value = (name: string): CellRead => ({ name, as: 'value', isOurs: true })
/** What a template may have given itself is nothing that a cell has to give. */
const named = ({ name, isPerhaps }: TemplateName): CellRead => ({ name, as: 'value', isOurs: isPerhaps !== true })
const plain = (reads: readonly CellRead[]): Found => ({ reads, tables: [], templateError: null })
const variables = (values: readonly unknown[]): CellRead[] => values.flatMap((one) => variableOf(one) ?? []).map(value)

function read(cell: NotebookCell): Found {
  switch (cell.kind) {
    case 'text': {
      const { names, templateError } = templateOf(cell.markdown)
      return { reads: names.map(named), tables: [], templateError }
    }
    case 'sql': {
      const { names, template, templateError } = templateOf(cell.sql)
      const { bare, qualified } = readSqlTables(withoutMarks(cell.sql, template))
      const isOurs = cell.on === 'results'
      const tables = [...names.map(named), ...bare.map(({ name }) => table(name, isOurs))]
      return { reads: tables, tables: [...qualified, ...bare.map(({ name }) => name.toLowerCase())], templateError }
    }
    case 'explore':
      return plain(variables(filterValuesOf(cell.query.filters)))
    case 'filter':
      return plain([table(cell.of), ...variables(cell.rules.flatMap(({ values }) => values))])
    case 'chart':
    case 'table':
    case 'pivot':
    case 'writeback':
      return plain([table(cell.of)])
    case 'single_value':
      return plain([table(cell.of), ...(cell.comparison?.of === undefined ? [] : [table(cell.comparison.of)])])
    case 'input':
      return plain(resultsReadBy(cell.input).map((name) => table(name)))
    case 'code':
      return plain(moduleOf(cell).reads.map(({ name }) => ({ name, as: 'any', isOurs: false })))
    case 'component':
      return plain(variables(Object.values(cell.inputs ?? {}).flat()))
    case 'section':
      return plain([])
  }
}

/** The names that a template reads, at each place; none where it cannot be read, and why. */
export function templateOf(source: string): { names: TemplateName[]; template: Template | null; templateError: TemplateError | null } {
  try {
    const template = parseTemplate(source)
    return { names: namesIn(template), template, templateError: null }
  } catch (error) {
    if (error instanceof TemplateError) return { names: [], template: null, templateError: error }
    throw error
  }
}

/** SQL with blanks where a template has braces, so that places stay places. */
export function withoutMarks(sql: string, template: Template | null): string {
  const pieces: string[] = []
  let at = 0
  for (const { from, to } of template?.marks ?? []) {
    pieces.push(sql.slice(at, from), ' '.repeat(to - from))
    at = to
  }
  return [...pieces, sql.slice(at)].join('')
}

function filterValuesOf(filters: MetricQuery['filters']): unknown[] {
  const ofGroup = (group: FilterGroup): unknown[] =>
    ('and' in group ? group.and : group.or).flatMap((item) => (isFilterGroup(item) ? ofGroup(item) : (item.values ?? [])))
  return [filters.dimensions, filters.metrics, filters.tableCalculations].flatMap((group) => (group === undefined ? [] : ofGroup(group)))
}
