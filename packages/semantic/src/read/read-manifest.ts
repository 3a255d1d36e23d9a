import { placesIn } from '../problems/place.ts'
import type { SourceFile } from '../types/explore.ts'
import { jsonNode } from './json-node.ts'
import { isObject, type JsonObject } from './json-object.ts'
import { childOf, type MapNode, mergedMap, type Node, scalarText } from './node.ts'
import type { ModelSource } from './model-source.ts'
import type { ParsedFile } from './parsed-file.ts'
import { placesInSchema, type SchemaPlaces } from './places-in-schema.ts'
import { type ColumnMap, metaOf } from './read-column.ts'
import { readModel } from './read-model.ts'
import { type FileModels, modelMeta } from './read-schema-file.ts'

/**
 * Models of a dbt manifest (v10 and later; unknown keys are left alone). Ephemeral and disabled models, and everything
 * that is no model, are left out. Places are those of the schema file a model comes from, when it is among `files`; paths
 * in a manifest begin at `root`, the folder of its project.
 */
export function readManifest(file: SourceFile, files: readonly SourceFile[], root: string): FileModels {
  const start = placesIn(file.path, file.text)(0)
  const manifest = parseObject(file.text)
  const nodes = manifest?.['nodes']
  if (!isObject(nodes)) {
    const message = manifest === undefined ? 'The manifest is not valid JSON.' : 'The manifest has no nodes.'
    return { models: [], findings: [{ code: 'manifest.unreadable', at: start, message, hint: 'Write it anew with "dbt parse" or "dbt compile".' }] }
  }
  const places = placesInSchema(files, file.path, root)
  const models = Object.values(nodes).flatMap((node): ModelSource[] => {
    if (!isObject(node) || node['resource_type'] !== 'model') return []
    const config = isObject(node['config']) ? node['config'] : {}
    if (config['materialized'] === 'ephemeral' || config['enabled'] === false) return []
    const name = modelName(node)
    if (name === undefined) return []
    return [readNode({ name, node, nodes, place: places(node['patch_path'], String(node['name'])) })]
  })
  return { models, findings: [] }
}

/** The semantic models and metrics of a manifest, as if they stood in a file of their own; `undefined` when it has none. */
export function manifestSemantics(file: SourceFile): ParsedFile | undefined {
  // Most manifests have none, and parsing a large one twice takes long.
  if (!file.text.includes('"semantic_model.')) return undefined
  const manifest = parseObject(file.text)
  const listOf = (key: string): unknown[] => (isObject(manifest?.[key]) ? Object.values(manifest[key]) : [])
  const lists = { semantic_models: listOf('semantic_models'), metrics: listOf('metrics') }
  if (lists.semantic_models.length === 0) return undefined
  return { path: file.path, root: asMap(jsonNode(lists)), place: () => ({ file: file.path, line: 1, column: 1 }) }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return undefined
  }
}

/** The latest version of a model has its plain name; earlier ones are `name_v1`, as their tables are. */
function modelName(node: JsonObject): string | undefined {
  const { name, version, latest_version: latest } = node
  if (typeof name !== 'string') return undefined
  return version === undefined || version === null || String(version) === String(latest) ? name : `${name}_v${String(version)}`
}

function readNode({ name, node, nodes, place }: { name: string; node: JsonObject; nodes: JsonObject; place: SchemaPlaces }): ModelSource {
  const own = asMap(jsonNode({ description: node['description'], tags: node['tags'], meta: node['meta'], config: pick(node['config'], ['meta', 'tags']) }))
  const columns = isObject(node['columns']) ? Object.entries(node['columns']) : []
  const sqlPath = node['original_file_path']
  return readModel({
    name,
    offset: 0,
    place: place([]),
    own,
    meta: modelMeta(own),
    columns: columns.map(([key, column]) => columnMap(key, column, place)),
    relation: relationOf(node, name),
    dependsOn: dependenciesOf(node, nodes),
    sqlPath: typeof sqlPath === 'string' ? sqlPath : undefined,
  })
}

function columnMap(key: string, column: unknown, place: SchemaPlaces): ColumnMap {
  const own = asMap(jsonNode(column))
  const name = scalarText(childOf(own, 'name')) ?? key
  const { meta, config } = metaOf(own)
  return { name, offset: 0, own, meta: mergedMap(config, meta), place: place([name]) }
}

const asMap = (node: Node): MapNode => (node.kind === 'map' ? node : { kind: 'map', entries: new Map(), offset: 0 })

const pick = (value: unknown, keys: readonly string[]): JsonObject => (isObject(value) ? Object.fromEntries(keys.map((key) => [key, value[key]])) : {})

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function relationOf(node: JsonObject, name: string): ModelSource['relation'] {
  const database = textOf(node['database'])
  const schema = textOf(node['schema'])
  const written = textOf(node['relation_name'])
  const table = textOf(node['alias']) ?? name
  return written === undefined ? { kind: 'name', database, schema, name: table } : { kind: 'sql', sql: written, database, schema, name: table }
}

function dependenciesOf(node: JsonObject, nodes: JsonObject): ModelSource['dependsOn'] {
  const depends = isObject(node['depends_on']) ? node['depends_on']['nodes'] : undefined
  if (!Array.isArray(depends)) return []
  return depends.flatMap((id) => {
    if (typeof id !== 'string') return []
    const [type = '', ...rest] = id.split('.')
    const found = Object.hasOwn(nodes, id) ? nodes[id] : undefined
    const name = isObject(found) && typeof found['name'] === 'string' ? found['name'] : (rest.at(-1) ?? id)
    return ['model', 'seed', 'source', 'snapshot'].includes(type) ? [{ type, name }] : []
  })
}
