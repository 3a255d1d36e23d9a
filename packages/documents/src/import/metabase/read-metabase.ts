import { tableKey } from '../explore-fields.ts'
import { drawChart, type Drawing, type Shape } from '../draw-chart.ts'
import type { ImportedFile, PlannedItem } from '../import-plan.ts'
import { asList, asObject, asText, nameOf, textsOf, type Plain } from '../plain.ts'
import { draftFor, type QueryDraft } from '../query-draft.ts'
import type { Reading } from '../reading.ts'
import { sqlChartOf } from '../sql-draft.ts'
import { readMetabaseDashboard } from './read-dashboard.ts'
import { mbqlOf, readMbql, tableOf } from './mbql.ts'

type Entity = { model: string; id: string; file: string; value: Plain }

/** What the last line of its identity says a file is: `Card`, `Dashboard`, `Collection`. */
export function modelOf(value: unknown): string | undefined {
  return asText(asObject(asList(asObject(value)['serdes/meta']).at(-1))['model'])
}

const entityOf = ({ path, value }: ImportedFile): Entity[] => {
  const plain = asObject(value)
  const model = modelOf(plain)
  const id = asText(plain['entity_id']) ?? asText(asObject(asList(plain['serdes/meta']).at(-1))['id'])
  return model === undefined || id === undefined ? [] : [{ model, id, file: path, value: plain }]
}

/** What describes data and settings: the model of this project has its own. */
const ofTheirs = new Set(['Database', 'Schema', 'Table', 'Field', 'Setting', 'FieldValues', 'Segment', 'Metric', 'Measure'])

/** Reads an export of Metabase's serialization. */
export function readMetabase(files: readonly ImportedFile[], reading: Reading): void {
  const entities = files.flatMap(entityOf)
  const of = (model: string): Entity[] => entities.filter((entity) => entity.model === model)
  const collections = new Map(of('Collection').map((entity) => [entity.id, entity]))
  const place = (value: Plain): string | null => {
    const id = asText(value['collection_id'])
    return id !== undefined && reading.has('space', id) ? id : null
  }
  const addCollection = (entity: Entity, depth = 0): void => {
    if (reading.has('space', entity.id) || depth > mostDepth) return
    const { value } = entity
    const parentId = asText(value['parent_id'])
    const parent = parentId === undefined ? undefined : collections.get(parentId)
    if (parent !== undefined && parent !== entity) addCollection(parent, depth + 1)
    const name = nameOf(value['name'], 'Collection')
    if (value['archived'] === true) return reading.skip('space', name, entity.file, 'It is in the trash there.')
    if (asText(value['personal_owner_id']) !== undefined) return reading.skip('space', name, entity.file, 'It is the personal collection of somebody.')
    const spaceId = parentId !== undefined && reading.has('space', parentId) ? parentId : null
    return reading.add({ kind: 'space', sourceId: entity.id, name, description: asText(value['description']) ?? null, spaceId, file: entity.file, notes: [] })
  }
  for (const entity of collections.values()) addCollection(entity)
  for (const entity of of('Card')) readCard(entity, reading, place(entity.value))
  for (const entity of of('Dashboard')) readMetabaseDashboard(entity, reading, place(entity.value))
  for (const { model, value, file } of entities) {
    if (['Card', 'Dashboard', 'Collection'].includes(model) || ofTheirs.has(model)) continue
    reading.skip('file', nameOf(value['name'], model), file, `There is no counterpart of its kind (${model}).`)
  }
}

const mostDepth = 30

const shapes: Readonly<Record<string, Shape>> = {
  table: 'table',
  bar: 'bar',
  row: 'row',
  line: 'line',
  area: 'area',
  combo: 'bar',
  scatter: 'scatter',
  pie: 'pie',
  scalar: 'big_number',
  smartscalar: 'big_number',
  funnel: 'funnel',
  pivot: 'table',
}

function readCard(entity: Entity, reading: Reading, spaceId: string | null): void {
  const { id: sourceId, file, value } = entity
  const name = nameOf(value['name'], 'Question')
  const skip = (reason: string): void => reading.skip('chart', name, file, reason)
  if (value['archived'] === true) return skip('It is in the trash there.')
  if (value['type'] === 'model') return skip('It is a model: tables are defined in the model files here.')
  if (value['type'] === 'metric') return skip('It is a metric: metrics are defined in the model files here.')
  const query = asObject(value['dataset_query'])
  const display = asText(value['display']) ?? 'table'
  const settings = asObject(value['visualization_settings'])
  const notes: string[] = []
  const shape = shapes[display] ?? 'table'
  if (shapes[display] === undefined) notes.push(`There is no chart of the kind "${display}": a table is shown.`)
  if (display === 'combo') notes.push('Lines among the bars are drawn as bars.')
  if (display === 'smartscalar') notes.push('The comparison with the time before was left out.')
  const item = { sourceId, name, description: asText(value['description']) ?? null, spaceId, file }

  const sql = sqlOf(query)
  if (sql !== null) {
    const made = sqlChartOf({
      sql: sql.text,
      shape,
      x: textsOf(settings['graph.dimensions'])[0],
      y: textsOf(settings['graph.metrics']),
      stacked: isStacked(settings),
    })
    if (typeof made === 'string') return skip(made)
    return reading.add({ ...item, kind: 'sql_chart', document: made.document, notes: [...notes, ...sql.notes, ...made.notes] })
  }
  const mbql = mbqlOf(query)
  if (mbql === null) return skip('Its question is of a form that is not known here.')
  const source = tableOf(mbql.sourceTable)
  if (source === null) return skip('It asks the answer of another question, and not a table.')
  const explore = reading.exploreOf(source)
  if (explore === null) return skip(`No explore answers for the table ${tableKey(source)}. Choose one, or add the table to the models.`)
  const draft = draftFor(explore)
  readMbql(draft, mbql)
  if (draft.query.dimensions.length + draft.query.metrics.length === 0)
    return skip(`Nothing that it shows is in the explore ${explore.name}: ${draft.notes[0] ?? ''}`)
  const document = drawChart(draft, drawingOf(draft, shape, settings))
  return reading.add({ ...item, kind: 'chart', document, notes: [...notes, ...draft.notes] } satisfies PlannedItem)
}

const isStacked = (settings: Plain): boolean => ['stacked', 'normalized'].includes(String(settings['stackable.stack_type']))

function drawingOf(draft: QueryDraft, shape: Shape, settings: Plain): Drawing {
  if (settings['stackable.stack_type'] === 'normalized') draft.notes.push('Shares of 100 % are drawn as values on top of each other.')
  const [xLabel, yLabel] = [asText(settings['graph.x_axis.title_text']), asText(settings['graph.y_axis.title_text'])]
  return {
    shape,
    stacked: isStacked(settings),
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
    ...(settings['pie.show_legend'] === false ? { showLegend: false } : {}),
  }
}

/** The SQL of a native question: conditions in double brackets are the ones that count when a value is given, and go. */
function sqlOf(query: Plain): { text: string; notes: string[] } | null {
  const [stage] = asList(query['stages']).map(asObject)
  const native = asText(asObject(query['native'])['query']) ?? asText(stage?.['native'])
  if (native === undefined) return null
  const text = native.replaceAll(/\[\[[\s\S]*?\]\]/g, '')
  return { text, notes: text === native ? [] : ['Conditions that count only when somebody gives a value were left out.'] }
}
