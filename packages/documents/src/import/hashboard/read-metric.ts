import { drawChart } from '../draw-chart.ts'
import { tableKey } from '../explore-fields.ts'
import { asList, asObject, nameOf } from '../plain.ts'
import { addFilters, addSort, draftFor } from '../query-draft.ts'
import type { Reading } from '../reading.ts'
import { dimensionOfReference, metricOfReference, type ModelDraft } from './columns.ts'
import { filterOf } from './filters.ts'
import type { HashboardFile, Library } from './library.ts'
import { itemOf } from './read-exploration.ts'
import { unknownKeys } from './unknown-keys.ts'

/** A metric of the project as a chart: its number, or over time a line. What is counted is for the models to say. */
export function readMetric(file: HashboardFile, library: Library, reading: Reading): void {
  const { plain, path } = file
  const name = nameOf(plain['name'], file.alias ?? 'Metric')
  const config = asObject(plain['config'])
  const model = library.model(config['dataModel'], path)
  const explore = reading.exploreOf(model.table, model.name)
  if (explore === null)
    return reading.skip('chart', name, path, `No explore answers for the table ${tableKey(model.table)}. Choose one, or add the table to the models.`)
  const asked: ModelDraft = { draft: draftFor(explore), model, library, file: path }
  const { draft } = asked
  const metric = metricOfReference(asked, { columnId: config['measureId'] })
  if (metric === null) return reading.skip('chart', name, path, draft.notes[0] ?? 'It names no measure.')
  const isOverTime = config['metricType'] === 'timeseries' && config['dimensionId'] !== undefined
  const date = isOverTime ? dimensionOfReference(asked, { columnId: config['dimensionId'], granularity: config['granularity'] }) : null
  if (date !== null) addSort(draft, date, false)
  addFilters(
    draft,
    asList(config['filters']).flatMap((filter) => filterOf(asked, filter) ?? []),
  )
  const document = drawChart(draft, date === null ? { shape: 'big_number' } : { shape: 'line', x: date })
  return reading.add({ ...itemOf(file, name), kind: 'chart', document, notes: [...unknownKeys('metric', plain), ...draft.notes] })
}
