import { type FormatModels, formatNotes } from '../format-notes.ts'
import { mapReader, type NamedMap } from '../map-reader.ts'
import { childOf, type MapNode, mapAt, scalarText } from '../node.ts'
import type { ModelSource } from '../model-source.ts'
import type { ParsedFile } from '../parsed-file.ts'
import type { MetricDefinition, SemanticProject } from './definitions.ts'
import { joinEntities } from './entity-joins.ts'
import { lowerMetrics } from './lower-metrics.ts'
import { lowerModel } from './lower-model.ts'
import { isLatestModel, readLatestModel } from './read-latest-model.ts'
import { readMetricDefinition } from './read-metric-definition.ts'
import { readSemanticModel } from './read-semantic-model.ts'
import type { SemanticReading } from './semantic-reading.ts'

/** True for a file with something of MetricFlow in it, in either spec. */
export function isMetricflow(root: MapNode): boolean {
  if (childOf(root, 'semantic_models') !== undefined || childOf(root, 'saved_queries') !== undefined) return true
  const models = childOf(root, 'models')
  if (models?.kind === 'list' && models.items.some((item) => item.kind === 'map' && isLatestModel(item))) return true
  const metrics = childOf(root, 'metrics')
  return metrics?.kind === 'list' && metrics.items.some((item) => item.kind === 'map' && childOf(item, 'type') !== undefined) && !isOneModel(root)
}

const isOneModel = (root: MapNode): boolean => /^model(\/|$)/.test(scalarText(childOf(root, 'type')) ?? '')

/**
 * Semantic models and metrics of all files as models with joins. `dbtModels` are the models that the project's dbt files
 * describe: those that a semantic model goes on in are changed in place and not among the answer's models.
 */
export function readMetricflow(files: readonly ParsedFile[], dbtModels: readonly ModelSource[]): FormatModels {
  const notes = formatNotes('metricflow')
  const project: SemanticProject = { models: [], metrics: [] }
  for (const { path, root, place } of files) {
    notes.report.files.push(path)
    readFile({ place, notes, report: (finding) => notes.findings.push(finding) }, root, project)
  }
  const known = new Map(dbtModels.map((model) => [model.name, model]))
  const lowerings = new Map(unique(project).map((semantic) => [semantic.name, { semantic, source: lowerModel(semantic, known, notes) }]))
  const reached = joinEntities([...lowerings.values()])
  lowerMetrics({ project, lowerings, reached, notes })
  const models = [...lowerings.values()].map(({ source }) => source).filter((source) => known.get(source.name) !== source)
  return { models, findings: notes.findings, report: notes.report }

  function unique({ models }: SemanticProject): SemanticProject['models'] {
    const names = new Set<string>()
    return models.filter(({ name, at }) => {
      if (names.has(name)) {
        notes.refused({ what: `semantic model ${name}`, at, why: 'another one has this name', hint: 'Remove or rename one of them. The first one is used.' })
        return false
      }
      names.add(name)
      notes.read(`semantic model ${name}`, at)
      return true
    })
  }
}

function readFile(reading: SemanticReading, root: MapNode, project: SemanticProject): void {
  const reader = mapReader(reading, root, 'the file')
  for (const item of reader.named('semantic_models')) {
    const model = readSemanticModel(reading, item)
    if (model === undefined) continue
    project.models.push(model)
    project.metrics.push(...createdMetrics(reading, item))
  }
  const models = childOf(root, 'models')
  for (const item of models?.kind === 'list' ? models.items : []) {
    const name = item.kind === 'map' ? scalarText(childOf(item, 'name')) : undefined
    if (item.kind !== 'map' || name === undefined || !isLatestModel(item)) continue
    const { model, metrics } = readLatestModel(reading, { name, offset: item.entries.get('name')?.value.offset ?? item.offset, map: item })
    project.models.push(model)
    project.metrics.push(...metrics)
  }
  for (const item of reader.named('metrics')) {
    const metric = readMetricDefinition(reading, item, mapAt(item.map, 'type_params') ?? item.map)
    if (metric !== undefined) project.metrics.push(metric)
  }
  for (const { name, offset } of reader.named('saved_queries')) {
    const why = 'it is a question and not a part of a model'
    reading.notes.refused({ what: `saved query ${name}`, at: reading.place(offset), why, hint: 'Ask it in an explore and save it as a chart.' })
  }
}

/** `create_metric: true` at a measure makes a simple metric of its name. */
function createdMetrics(reading: SemanticReading, { map }: NamedMap): MetricDefinition[] {
  const measures = mapReader(reading, map, 'the semantic model').named('measures')
  return measures.flatMap(({ name, offset, map: own }): MetricDefinition[] => {
    const reader = mapReader(reading, own, `measure ${name}`)
    if (reader.flag('create_metric') !== true) return []
    const label = reader.text('create_metric_display_name') ?? reader.text('label')
    const shared = { name, at: reading.place(offset), label, description: reader.text('description') }
    return [{ ...shared, type: 'simple', hidden: false, filters: [], measure: name, fillNullsWith: undefined, joinsTimeSpine: false }]
  })
}
