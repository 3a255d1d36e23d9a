import { type Dialect, duckdb, nearestNames } from '@atrium/semantic'
import { rangeNames } from '../cells/defined-names.ts'
import { sameName } from '../cells/names.ts'
import type { InputCell } from '../cells/input-cell.ts'
import type { LooseRead, NotebookGraph } from '../graph/notebook-graph.ts'
import { acceptedValue, defaultValue, listedValues } from '../inputs/input-value.ts'
import type { NotebookCell, NotebookDocument } from '../notebook-document.ts'
import { readCell } from '../read/read-cell.ts'
import { severities, type NotebookFinding, type NotebookProblem } from './problem.ts'
import { reservedBy } from './reserved-names.ts'
import { textProblems } from './text-problems.ts'

/** Everything that is wrong with a notebook, by cell in the order of the page, and with its app at the end. Nothing is run. */
export function notebookProblems(document: NotebookDocument, graph: NotebookGraph, { dialect = duckdb }: { dialect?: Dialect } = {}): NotebookProblem[] {
  const named = nameProblems(graph)
  const circles = circleProblems(graph)
  const loose = new Map<string, LooseRead[]>()
  for (const one of graph.loose) loose.set(one.cellId, [...(loose.get(one.cellId) ?? []), one])
  const sections = new Set(document.cells.flatMap(({ id, kind }) => (kind === 'section' ? [id] : [])))
  const ofCell = (cell: NotebookCell): NotebookFinding[] => [
    ...(named.get(cell.id) ?? []),
    ...textProblems(graph, cell, dialect),
    ...(loose.get(cell.id) ?? []).map((one) => looseProblem(graph, one)),
    ...warehouseProblems(graph, cell),
    ...(circles.get(cell.id) ?? []),
    ...(cell.kind === 'input' ? inputProblems(cell) : []),
    ...(cell.kind !== 'section' && cell.sectionId !== undefined && !sections.has(cell.sectionId) ? [{ code: 'section_missing' } as const] : []),
  ]
  const at = (cellId: string | null, findings: readonly NotebookFinding[]): NotebookProblem[] =>
    findings.map((finding) => ({ ...finding, cellId, severity: severities[finding.code] }))
  return [...document.cells.flatMap((cell) => at(cell.id, ofCell(cell))), ...at(null, appProblems(document))]
}

/** Names that several cells give, and names that mean something else; by cell. */
function nameProblems({ definitions }: NotebookGraph): Map<string, NotebookFinding[]> {
  const found = new Map<string, NotebookFinding[]>()
  const add = (cellId: string, finding: NotebookFinding): void => void found.set(cellId, [...(found.get(cellId) ?? []), finding])
  for (const named of definitions.values()) {
    const isTaken = named.length > 1 && !named.every(({ isImport }) => isImport)
    for (const { cellId, name, isImport } of named) {
      const others = named.filter((other) => other.cellId !== cellId).map((other) => other.cellId)
      if (isTaken && others.length > 0) add(cellId, { code: 'name_taken', name, definedBy: others })
      const by = isImport ? null : reservedBy(name)
      if (by !== null) add(cellId, { code: 'name_reserved', name, by })
    }
  }
  return found
}

function looseProblem({ cells, definitions }: NotebookGraph, { cellId, read, definition }: LooseRead): NotebookFinding {
  const as = read.as === 'table' ? 'table' : 'value'
  if (definition !== null) return { code: 'name_of_other_kind', name: read.name, as, definedBy: definition.cellId }
  const range = [...cells.values()].find(
    (cell): cell is InputCell => cell.kind === 'input' && cell.input.type === 'date_range' && sameName(cell.name) === sameName(read.name),
  )
  if (range !== undefined) {
    const [start, end] = rangeNames(range.name)
    return { code: 'name_of_range', name: read.name, start, end }
  }
  const fitting = [...definitions.values()].flatMap((named) =>
    named.filter((one) => one.cellId !== cellId && (one.as === as || one.as === 'any')).map(({ name }) => name),
  )
  return { code: 'name_unknown', name: read.name, as, near: nearestNames(read.name, fitting) }
}

/** SQL that runs in the warehouse reads rows of the warehouse: what other SQL there asks, and no results that lie here. */
function warehouseProblems({ cells, reads }: NotebookGraph, cell: NotebookCell): NotebookFinding[] {
  if (cell.kind !== 'sql' || cell.on !== 'warehouse') return []
  return [...(reads.get(cell.id) ?? [])].flatMap(([cellId, names]): NotebookFinding[] => {
    const other = cells.get(cellId)
    if (other?.kind === 'writeback' || (other?.kind === 'sql' && other.on === 'warehouse')) return []
    // Values are bound, wherever they come from.
    return names.filter((name) => readsAsTable(cell, name)).map((name) => ({ code: 'not_in_warehouse', name, definedBy: cellId }))
  })
}

const readsAsTable = (cell: NotebookCell, name: string): boolean =>
  readCell(cell).reads.some((read) => read.as === 'table' && sameName(read.name) === sameName(name))

/** By cell that waits for itself: a way round, beginning with the cell where it lies on that way. */
function circleProblems({ cycles, reads }: NotebookGraph): Map<string, NotebookFinding[]> {
  const found = new Map<string, NotebookFinding[]>()
  for (const { members, way: cycle } of cycles) {
    for (const cellId of members) {
      const place = Math.max(0, cycle.indexOf(cellId))
      const round = [...cycle.slice(place), ...cycle.slice(0, place)]
      const way = round.map((id, at) => ({ cellId: id, name: reads.get(id)?.get(round[(at + 1) % round.length] ?? '')?.[0] ?? '' }))
      found.set(cellId, [{ code: 'circle', way }])
    }
  }
  return found
}

function inputProblems({ input }: InputCell): NotebookFinding[] {
  if ((input.type === 'number' || input.type === 'slider') && input.min !== undefined && input.max !== undefined && input.min > input.max) {
    return [{ code: 'wrong_bounds', min: input.min, max: input.max }]
  }
  if (listedValues(input)?.length === 0) return [{ code: 'nothing_to_choose' }]
  const value = defaultValue(input)
  return acceptedValue(input, value) === undefined ? [{ code: 'default_not_taken', value: JSON.stringify(value) }] : []
}

function appProblems({ cells, app }: NotebookDocument): NotebookFinding[] {
  const ids = new Set(cells.map(({ id }) => id))
  const tabs = new Set(app.tabs.map(({ uuid }) => uuid))
  return app.elements.flatMap(({ uuid, cellId, tabUuid }): NotebookFinding[] => [
    ...(ids.has(cellId) ? [] : [{ code: 'element_without_cell' as const, uuid, missing: cellId }]),
    ...(tabUuid === undefined || tabs.has(tabUuid) ? [] : [{ code: 'tab_missing' as const, uuid }]),
  ])
}
