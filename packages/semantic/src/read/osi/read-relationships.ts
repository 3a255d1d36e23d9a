import { childOf, type MapNode, scalarText } from '../node.ts'
import type { JoinEdge } from '../join-graph.ts'
import { namedMaps, type OsiReading, textsAt } from './osi-parts.ts'
import { type Dataset, keyField } from './read-dataset.ts'

/** The relationships of a semantic model as joins from the many to the one; those that lead nowhere are refused. */
export function readRelationships(reading: OsiReading, model: MapNode, datasets: ReadonlyMap<string, Dataset>): JoinEdge[] {
  return namedMaps(reading, model, 'relationships').flatMap(({ name, map, at }): JoinEdge[] => {
    const refused = (why: string): JoinEdge[] => {
      reading.notes.refused({ what: `relationship ${name}`, at, why, hint: 'Name two datasets of this model and as many columns of one as of the other.' })
      return []
    }
    const from = scalarText(childOf(map, 'from')) ?? ''
    const to = scalarText(childOf(map, 'to')) ?? ''
    const near = datasets.get(from)
    const far = datasets.get(to)
    const columns = textsAt(map, 'from_columns')
    const keys = textsAt(map, 'to_columns')
    if (near === undefined) return refused(`there is no dataset ${from}`)
    if (far === undefined) return refused(`there is no dataset ${to}`)
    if (columns.length === 0 || columns.length !== keys.length) return refused('from_columns and to_columns do not match')
    const sql = columns.map((column, place) => `\${${from}.${keyField(near.model, column, at)}} = \${${to}.${keyField(far.model, keys[place] ?? '', at)}}`)
    const isKey = near.uniqueKeys.some((key) => key.length === columns.length && key.every((column) => columns.includes(column)))
    reading.notes.read(`relationship ${name}`, at)
    return [{ from, to, sql: sql.join(' AND '), relationship: isKey ? 'one-to-one' : 'many-to-one', at, name }]
  })
}
