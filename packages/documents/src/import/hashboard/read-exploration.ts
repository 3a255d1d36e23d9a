import type { ChartDocument } from '../../chart/chart-document.ts'
import { drawChart, type Shape } from '../draw-chart.ts'
import { tableKey } from '../explore-fields.ts'
import { asList, asNumber, asObject, asText, nameOf, type Plain } from '../plain.ts'
import { addFilters, addSort, draftFor, setLimit } from '../query-draft.ts'
import type { Reading } from '../reading.ts'
import { sqlChartOf } from '../sql-draft.ts'
import { dimensionOfReference, isMeasure, metricOfReference, noteUnread, referencesIn, type ModelDraft } from './columns.ts'
import { filterOf } from './filters.ts'
import type { HashboardFile, Library } from './library.ts'
import { ownChart } from './own-words.ts'
import { unknownKeys } from './unknown-keys.ts'

const shapes: Readonly<Record<string, Shape>> = {
  bar: 'bar',
  line: 'line',
  area: 'area',
  pie: 'pie',
  table: 'table',
  pivot: 'table',
  horizontal_bar: 'row',
  scatter: 'scatter',
  source_data_table: 'table',
  single_value: 'big_number',
}

/** Reads a saved exploration. */
export function readExploration(file: HashboardFile, library: Library, reading: Reading): void {
  const { plain, path } = file
  const name = nameOf(plain['name'], file.alias ?? 'Chart')
  const skip = (reason: string): void => reading.skip('chart', name, path, reason)
  const modelId = asObject(plain['model'])['modelId'] ?? plain['model']
  const model = library.model(modelId, path)
  const item = itemOf(file, name)
  const explore = reading.exploreOf(model.table, model.name)
  if (explore === null) {
    if (model.sql === null) return skip(`No explore answers for the table ${tableKey(model.table)}. Choose one, or add the table to the models.`)
    const made = sqlChartOf({ sql: model.sql, shape: 'table', y: [], limit: 500 })
    if (typeof made === 'string') return skip(made)
    const note = `Its model "${model.table.name}" is SQL: its rows are shown as they are, without the grouping and the filters of the chart.`
    return reading.add({ ...item, kind: 'sql_chart', document: made.document, notes: [note, ...made.notes] })
  }
  const own = ownChart(plain, explore)
  const unknown = unknownKeys('saved_exploration', plain)
  if (own !== null) return reading.add({ ...item, kind: 'chart', document: own, notes: unknown })
  const asked: ModelDraft = { draft: draftFor(explore), model, library, file: path }
  const document = chartOf(asked, plain)
  if (document === null) return skip(`Nothing that it shows is in the explore ${explore.name}: ${asked.draft.notes[0] ?? 'it names no columns'}`)
  const edited = asObject(plain['atrium'])['chart'] === undefined ? [] : ['It was changed by hand: what only Atrium has words for was left out.']
  return reading.add({ ...item, kind: 'chart', document, notes: [...edited, ...unknown, ...asked.draft.notes] })
}

/** What may stand in an address as it is. */
const addressable = /^[a-z0-9]+(-[a-z0-9]+)*$/

export const itemOf = ({ plain, path, sourceId, alias }: HashboardFile, name: string) => ({
  sourceId,
  name,
  description: asText(plain['description']) ?? null,
  spaceId: null,
  file: path,
  ...(alias !== undefined && addressable.test(alias) ? { slug: alias } : {}),
})

/** The chart that the words of the format describe; null when nothing of it is left. */
function chartOf(asked: ModelDraft, plain: Plain): ChartDocument | null {
  const { draft } = asked
  const [data, look] = [asObject(plain['data']), asObject(plain['visualization'])]
  const model = asObject(plain['model'])
  for (const column of asList(asObject(model['adhoc'])['cols']))
    draft.notes.push(`The column "${nameOf(asObject(column)['name'], 'of its own')}" is of the chart alone: it was left out.`)
  for (const one of asList(model['calculations'])) draft.notes.push(`The calculation "${nameOf(asObject(one)['name'], '')}" was left out.`)
  const x = referencesIn(data['x']).map((reference) => dimensionOfReference(asked, reference))[0]
  for (const key of ['rows', 'breakout', 'trellis', 'pivotColumns']) for (const reference of referencesIn(data[key])) dimensionOfReference(asked, reference)
  const metrics = [...referencesIn(data['y']), ...referencesIn(data['measures']), ...referencesIn(data['metric'])]
  for (const reference of metrics) {
    const columnId = asText(reference['columnId'])
    // A table names what it counts and what it groups by alike.
    if (columnId !== undefined && !isMeasure(asked, columnId)) dimensionOfReference(asked, reference)
    else metricOfReference(asked, reference)
  }
  for (const key of ['x', 'rows', 'breakout', 'trellis', 'pivotColumns', 'y', 'measures', 'metric', 'sort']) {
    for (const reference of referencesIn(data[key])) noteUnread(asked, reference)
  }
  addFilters(
    draft,
    asList(data['filters']).flatMap((filter) => filterOf(asked, filter) ?? []),
  )
  for (const sort of referencesIn(data['sort'])) addSort(draft, sortedField(asked, sort), sort['order'] === 'desc')
  setLimit(draft, asNumber(data['limit']))
  if (draft.query.dimensions.length + draft.query.metrics.length === 0) return null
  return drawChart(draft, drawingOf(asked, look, x))
}

function drawingOf({ draft }: ModelDraft, look: Plain, x: string | null | undefined): Parameters<typeof drawChart>[1] {
  const type = asText(look['chartType']) ?? 'table'
  const legend = asText(look['legend'])
  if (shapes[type] === undefined) draft.notes.push(`There is no chart of the kind "${type}": a table is shown.`)
  if (type === 'pivot') draft.notes.push('The pivot is a table with a column for each dimension.')
  return {
    shape: shapes[type] ?? 'table',
    ...(x === null || x === undefined ? {} : { x }),
    stacked: asText(look['stack'])?.startsWith('stack') === true,
    ...(legend === undefined ? {} : { showLegend: legend !== 'none' }),
  }
}

/** What is sorted by, as far as it is shown. */
function sortedField(asked: ModelDraft, sort: Plain): string | null {
  const { draft } = asked
  const columnId = asText(sort['columnId']) ?? ''
  const before = [draft.query.dimensions.length, draft.query.metrics.length] as const
  const id = isMeasure(asked, columnId) ? metricOfReference(asked, sort) : dimensionOfReference(asked, sort)
  // Sorting by something shows it no more than before.
  const isNew = draft.query.dimensions.length > before[0] || draft.query.metrics.length > before[1]
  draft.query.dimensions.length = before[0]
  draft.query.metrics.length = before[1]
  return isNew ? null : id
}
