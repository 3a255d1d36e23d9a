import { drawChart, type Shape } from '../draw-chart.ts'
import { tableKey } from '../explore-fields.ts'
import type { ImportedFile } from '../import-plan.ts'
import { asList, asNumber, asObject, asText, nameOf, textsOf, type Plain } from '../plain.ts'
import { addDimension, addFilters, addSort, draftFor, setLimit, type QueryDraft } from '../query-draft.ts'
import type { Reading } from '../reading.ts'
import { sqlChartOf } from '../sql-draft.ts'
import { datasetsOf, type Dataset } from './datasets.ts'
import { adhocFilter, timeRange } from './filters.ts'
import { formatOf, metricIn } from './metrics.ts'
import { readSupersetDashboard } from './read-dashboard.ts'

const isIn = (folder: string, path: string): boolean => new RegExp(`(^|/)${folder}/`).test(path)

/** Reads an export of Superset: charts, datasets and dashboards. Databases have their counterpart in the project. */
export function readSuperset(files: readonly ImportedFile[], reading: Reading): void {
  const datasets = datasetsOf(files)
  for (const { path, value } of files) {
    const plain = asObject(value)
    if (isIn('charts', path) && asText(plain['slice_name']) !== undefined) readChart(plain, path, datasets, reading)
  }
  for (const { path, value } of files) {
    const plain = asObject(value)
    if (isIn('dashboards', path) && asText(plain['dashboard_title']) !== undefined) readSupersetDashboard(plain, path, datasets, reading)
  }
  for (const { path, value } of files) {
    if (/(^|\/)metadata\.ya?ml$/.test(path) || ['charts', 'dashboards', 'datasets', 'databases'].some((folder) => isIn(folder, path))) continue
    reading.skip(
      'file',
      nameOf(asObject(value)['name'] ?? asObject(value)['label'], path.split('/').at(-1) ?? path),
      path,
      'There is no counterpart of its kind.',
    )
  }
}

const shapes: Readonly<Record<string, Shape>> = {
  table: 'table',
  pivot_table: 'table',
  pivot_table_v2: 'table',
  big_number: 'big_number',
  big_number_total: 'big_number',
  pie: 'pie',
  funnel: 'funnel',
  bar: 'bar',
  dist_bar: 'bar',
  echarts_timeseries_bar: 'bar',
  line: 'line',
  echarts_timeseries: 'line',
  echarts_timeseries_line: 'line',
  echarts_timeseries_smooth: 'line',
  echarts_timeseries_step: 'line',
  mixed_timeseries: 'line',
  area: 'area',
  echarts_area: 'area',
  echarts_timeseries_scatter: 'scatter',
}

const said: Readonly<Record<string, string>> = {
  big_number: 'The line under the number was left out.',
  mixed_timeseries: 'Of two groups of metrics the first one is drawn.',
  echarts_timeseries_smooth: 'Lines are drawn straight.',
  echarts_timeseries_step: 'Steps are drawn as lines.',
}

const grains: Readonly<Record<string, string>> = { PT1M: 'MINUTE', PT1H: 'HOUR', P1D: 'DAY', P1W: 'WEEK', P1M: 'MONTH', P3M: 'QUARTER', P1Y: 'YEAR' }

function readChart(plain: Plain, file: string, datasets: ReadonlyMap<string, Dataset>, reading: Reading): void {
  const name = nameOf(plain['slice_name'], 'Chart')
  const sourceId = asText(plain['uuid']) ?? file
  const skip = (reason: string): void => reading.skip('chart', name, file, reason)
  const dataset = datasets.get(asText(plain['dataset_uuid']) ?? '')
  if (dataset === undefined) return skip('Its dataset is not in the export.')
  const params = asObject(plain['params'])
  const type = asText(plain['viz_type']) ?? 'table'
  const shape = (type === 'pie' && params['donut'] === true ? 'donut' : shapes[type]) ?? 'table'
  const notes = [
    ...(shapes[type] === undefined ? [`There is no chart of the kind "${type}": a table is shown.`] : []),
    ...(said[type] === undefined ? [] : [said[type]]),
  ]
  const item = { sourceId, name, description: asText(plain['description']) ?? null, spaceId: null, file }

  const explore = reading.exploreOf(dataset.table)
  if (explore === null) {
    if (dataset.sql === null) return skip(`No explore answers for the table ${tableKey(dataset.table)}. Choose one, or add the table to the models.`)
    const made = sqlChartOf({ sql: dataset.sql, shape: 'table', y: [], limit: asNumber(params['row_limit']) ?? 500 })
    if (typeof made === 'string') return skip(made)
    const note = `Its dataset "${dataset.table.name}" is SQL: its rows are shown as they are, without the grouping and the filters of the chart.`
    return reading.add({ ...item, kind: 'sql_chart', document: made.document, notes: [note, ...made.notes] })
  }
  const draft = draftFor(explore)
  const x = readQuery(draft, params, dataset)
  if (draft.query.dimensions.length + draft.query.metrics.length === 0)
    return skip(`Nothing that it shows is in the explore ${explore.name}: ${draft.notes[0] ?? ''}`)
  const [xLabel, yLabel] = [asText(params['x_axis_title']) ?? asText(params['x_axis_label']), asText(params['y_axis_title']) ?? asText(params['y_axis_label'])]
  const document = drawChart(draft, {
    shape: shape === 'bar' && params['orientation'] === 'horizontal' ? 'row' : shape,
    ...(x === null ? {} : { x }),
    stacked: asText(params['stack']) === 'Stack' || params['bar_stacked'] === true || params['stack'] === true,
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
    ...(typeof params['show_legend'] === 'boolean' ? { showLegend: params['show_legend'] } : {}),
  })
  return reading.add({ ...item, kind: 'chart', document, notes: [...notes, ...draft.notes] })
}

/** Fills a draft from the settings of a chart; the dimension along the axis, or null. */
function readQuery(draft: QueryDraft, params: Plain, dataset: Dataset): string | null {
  const grain = grains[asText(params['time_grain_sqla']) ?? '']
  const timeColumn = asText(params['granularity_sqla']) ?? null
  const axis = asText(params['x_axis']) ?? (params['x_axis'] === undefined && isSeries(params) ? timeColumn : null)
  const format = formatOf(params['y_axis_format'] ?? params['number_format'])
  const isTime = axis !== null && (axis === timeColumn || axis === dataset.timeColumn || grain !== undefined)
  const x = axis === null ? null : addDimension(draft, null, axis, isTime ? grain : undefined)
  const isRaw = params['query_mode'] === 'raw'
  for (const value of isRaw
    ? asList(params['all_columns'])
    : [...asList(params['groupby']), ...asList(params['groupbyRows']), ...asList(params['groupbyColumns']), ...asList(params['columns'])]) {
    const column = asText(value)
    if (column === undefined) draft.notes.push(`A column of SQL (${asText(asObject(value)['label']) ?? 'without a name'}) was left out.`)
    else addDimension(draft, null, column)
  }
  const metrics = isRaw
    ? []
    : [
        ...asList(params['metrics']),
        ...(params['metric'] === undefined || params['metric'] === null ? [] : [params['metric']]),
        ...asList(params['percent_metrics']),
      ]
  const ids = metrics.map((metric) => metricIn(draft, dataset, metric, format))
  const filters = asList(params['adhoc_filters']).flatMap((filter) => adhocFilter(draft, filter) ?? [])
  const hasRange = asList(params['adhoc_filters']).some((filter) => asObject(filter)['operator'] === 'TEMPORAL_RANGE')
  const range = hasRange ? null : timeRange(draft, timeColumn ?? dataset.timeColumn, params['time_range'])
  addFilters(draft, range === null ? filters : [...filters, range])
  if (params['sort_by_metric'] === true && ids[0] !== undefined) addSort(draft, ids[0], true)
  else if (x !== null && isTime) addSort(draft, x, false)
  setLimit(draft, asNumber(params['row_limit']) ?? undefined)
  for (const key of ['rolling_type', 'time_compare', 'resample_rule', 'contributionMode'])
    if (isSet(params[key])) draft.notes.push(`The setting ${key} was left out.`)
  return x
}

const isSeries = (params: Plain): boolean => /timeseries|^line$|^bar$|^area$/.test(asText(params['viz_type']) ?? '')
const isSet = (value: unknown): boolean => textsOf(Array.isArray(value) ? value : [value]).some((text) => text !== 'None')
