import { suggest } from '../problems/suggest.ts'
import type { Finding } from '../problems/finding.ts'
import type { PlaceFinder } from '../problems/place.ts'
import { childOf, kindName, type MapNode, mapAt, mergedMap, type Node, scalarText } from './node.ts'
import type { ModelSource } from './model-source.ts'
import { type ColumnMap, metaOf } from './read-column.ts'
import { readModel } from './read-model.ts'

/** Models of one file, and what is wrong with the file outside of any model. */
export type FileModels = { models: ModelSource[]; findings: Finding[] }

/** True for a file that describes one model in Lightdash's own form (`type: model`). */
export function isModelFile(root: MapNode): boolean {
  const type = scalarText(childOf(root, 'type'))
  return type !== undefined && /^model(\/|$)/.test(type)
}

/** Models of a dbt schema file: a map with a list `models`. Files without one hold no models. */
export function readSchemaFile(root: MapNode, place: PlaceFinder): FileModels {
  const list = childOf(root, 'models')
  if (list === undefined) return { models: [], findings: [...slips(root, place)] }
  if (list.kind !== 'list') {
    // dbt_project.yml has a map of settings under the same key.
    const finding = {
      code: 'model.wrong_value',
      at: place(list.offset),
      message: `models needs a list, not ${kindName(list)}.`,
      hint: 'Begin each model with "- name: …".',
    }
    return { models: [], findings: list.kind === 'map' ? [] : [finding] }
  }
  const findings: Finding[] = []
  const models = list.items.flatMap((item) => readSchemaModel(item, place, findings))
  return { models, findings }
}

function* slips(root: MapNode, place: PlaceFinder): Generator<Finding> {
  for (const { key, keyOffset, value } of root.entries.values()) {
    const isSlip =
      key !== 'model' &&
      value.kind === 'list' &&
      value.items.some((item) => mapAt(asMap(item), 'meta') !== undefined || childOf(asMap(item), 'columns') !== undefined)
    if (!isSlip || ['seeds', 'snapshots', 'sources', 'exposures', 'macros', 'analyses', 'metrics', 'semantic_models'].includes(key)) continue
    const hint = suggest(key, ['models'], 'Write models: above the list.')
    yield { code: 'model.unknown_key', severity: 'warning', at: place(keyOffset), message: `Unknown key ${key}: the list under it is not read.`, hint }
  }
}

const asMap = (node: Node): MapNode | undefined => (node.kind === 'map' ? node : undefined)

function readSchemaModel(item: Node, place: PlaceFinder, findings: Finding[]): ModelSource[] {
  const own = asMap(item)
  const name = scalarText(childOf(own, 'name'))
  if (own === undefined || name === undefined) {
    findings.push({ code: 'model.no_name', at: place(item.offset), message: 'A model has no name.', hint: 'Begin the model with "- name: …".' })
    return []
  }
  const config = mapAt(own, 'config')
  if (scalarText(childOf(config, 'enabled')) === 'false') return []
  const at = (key: string): string | undefined => scalarText(childOf(config, key)) ?? scalarText(childOf(own, key))
  const ofModel: Finding[] = []
  const columns = columnsOf(own, place, ofModel)
  return [
    readModel({
      name,
      offset: own.entries.get('name')?.value.offset ?? own.offset,
      place,
      own,
      meta: modelMeta(own),
      columns,
      findings: ofModel,
      relation: { kind: 'name', database: at('database'), schema: at('schema'), name: at('alias') ?? name },
    }),
  ]
}

/** `config.meta` over `meta`, except that the metrics of a model are those of `meta` where both have some. */
export function modelMeta(own: MapNode): MapNode {
  const { meta, config } = metaOf(own)
  const merged = mergedMap(config, meta) ?? { kind: 'map', entries: new Map(), offset: own.offset }
  const metrics = meta?.entries.get('metrics')
  return metrics === undefined ? merged : { ...merged, entries: new Map([...merged.entries, ['metrics', metrics]]) }
}

function columnsOf(own: MapNode, place: PlaceFinder, findings: Finding[]): ColumnMap[] {
  const list = childOf(own, 'columns')
  if (list === undefined) return []
  const items = list.kind === 'list' ? list.items : []
  if (list.kind !== 'list') {
    findings.push({
      code: 'model.wrong_value',
      at: place(list.offset),
      message: `columns needs a list, not ${kindName(list)}.`,
      hint: 'Begin each column with "- name: …".',
    })
  }
  return items.flatMap((item) => {
    const column = asMap(item)
    const name = scalarText(childOf(column, 'name'))
    if (column !== undefined && name !== undefined) {
      const { meta, config } = metaOf(column)
      return [{ name, offset: column.entries.get('name')?.value.offset ?? column.offset, own: column, meta: mergedMap(config, meta) }]
    }
    findings.push({ code: 'model.no_name', at: place(item.offset), message: 'A column has no name.', hint: 'Begin the column with "- name: …".' })
    return []
  })
}
