import type { Finding } from '../problems/finding.ts'
import type { PlaceFinder } from '../problems/place.ts'
import { childOf, type MapEntry, type MapNode, type Node, scalarText } from './node.ts'
import type { ColumnMap } from './read-column.ts'
import { readModel } from './read-model.ts'
import type { FileModels } from './read-schema-file.ts'

/** The one model of a file in Lightdash's own form: `type: model`, `name`, `sql_from`, `dimensions`, `metrics`, `joins`. */
export function readModelFile(root: MapNode, place: PlaceFinder): FileModels {
  const name = scalarText(childOf(root, 'name'))
  if (name === undefined) {
    const finding: Finding = { code: 'model.no_name', at: place(root.offset), message: 'The model has no name.', hint: 'Add "name: …" beside "type: model".' }
    return { models: [], findings: [finding] }
  }
  const findings: Finding[] = []
  const dimensions = childOf(root, 'dimensions')
  const items = dimensions === undefined ? [] : dimensions.kind === 'list' ? dimensions.items.map((item) => ({ item, key: undefined })) : keyedItems(dimensions)
  const columns = items.flatMap(({ item, key }): ColumnMap[] => {
    const own = item.kind === 'map' ? item : undefined
    const columnName = scalarText(childOf(own, 'name')) ?? key
    if (own !== undefined && columnName !== undefined) return [column(own, columnName)]
    findings.push({ code: 'model.no_name', at: place(item.offset), message: 'A dimension has no name.', hint: 'Begin the dimension with "- name: …".' })
    return []
  })
  const model = readModel({
    name,
    offset: root.entries.get('name')?.value.offset ?? root.offset,
    place,
    own: root,
    meta: root,
    columns,
    findings,
    relation: { kind: 'name', database: scalarText(childOf(root, 'database')), schema: scalarText(childOf(root, 'schema')), name },
  })
  return { models: [model], findings: [] }
}

const keyedItems = (node: Node): { item: Node; key: string }[] =>
  node.kind === 'map' ? [...node.entries.values()].map(({ key, value }) => ({ item: value, key })) : []

/** Here the dimension is the item itself; what hangs on a column in dbt's form lies inside it. */
function column(own: MapNode, name: string): ColumnMap {
  const dimension: MapEntry = { key: 'dimension', keyOffset: own.offset, value: own }
  const entries = new Map([['dimension', dimension]])
  for (const key of ['additional_dimensions', 'metrics']) {
    const entry = own.entries.get(key)
    if (entry !== undefined) entries.set(key, entry)
  }
  return { name, offset: own.entries.get('name')?.value.offset ?? own.offset, own, meta: { kind: 'map', entries, offset: own.offset } }
}
