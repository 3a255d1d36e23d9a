import type { DimensionType } from '../../types/field.ts'
import { mapReader, type MapReader, type NamedMap } from '../map-reader.ts'
import { childOf, mapAt, scalarText } from '../node.ts'
import type { DimensionSource } from '../model-source.ts'
import { columnFor, dimensionSource } from '../source-parts.ts'
import { type CubeReading, guardOf } from './cube-reading.ts'
import { fieldSql } from './cube-sql.ts'

const types: Record<string, DimensionType> = { string: 'string', number: 'number', boolean: 'boolean', time: 'timestamp' }
const notComputed = ['sub_query', 'multi_stage', 'group_by', 'add_group_by']

/** The dimensions and segments of a cube, added to its model; those that cannot be expressed are refused. */
export function readDimensions(reading: CubeReading): void {
  const { reader, model, notes, name } = reading
  const keys: string[] = []
  for (const item of reader.named('dimensions')) {
    const what = `dimension ${name}.${item.name}`
    const at = reading.place(item.offset)
    const own = mapReader(reading, item.map, what)
    const found = readDimension(reading, item, own)
    if ('why' in found) {
      notes.refused({ what, at, why: found.why, hint: 'Put it into the table or view that the cube reads, or write it as SQL of a plain dimension.' })
      continue
    }
    model.columns.push(columnFor(found))
    if (own.flag('primary_key') === true) keys.push(item.name)
    if (childOf(item.map, 'granularities') !== undefined) {
      const why = 'granularities of its own are not known here; it has the usual intervals'
      notes.approximated({ what, at, why, hint: 'Add a dimension for each granularity, with SQL that cuts the time.' })
    } else notes.read(what, at)
  }
  if (keys.length > 0) model.primaryKey = { names: keys, at: reader.placeOf('dimensions') }
  for (const item of reader.named('segments')) readSegment(reading, item)
}

function readDimension(reading: CubeReading, { name, offset, map }: NamedMap, own: MapReader): DimensionSource | { why: string } {
  const guard = guardOf(map)
  if (guard !== undefined) return guard
  const odd = notComputed.find((key) => childOf(map, key) !== undefined)
  if (odd !== undefined) return { why: `${odd} is not computed here` }
  const typeName = own.text('type')?.toLowerCase() ?? 'string'
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined
  if (type === undefined) return { why: `its type ${typeName} is not known here` }
  const sql = mapAt(map, 'case') === undefined ? fieldSql(own.text('sql') ?? name, sqlPlace(reading, own)) : caseSql(reading, own)
  if ('why' in sql) return sql
  const isKey = own.flag('primary_key') === true
  return dimensionSource({
    name,
    at: reading.place(offset),
    label: own.text('title'),
    description: own.text('description'),
    sql: { sql: sql.sql, at: own.placeOf('sql') },
    type,
    // As in Cube, a key is shown when it says so.
    hidden: own.flag('public') === undefined ? isKey : own.flag('public') === false,
    format: dimensionFormat(own),
  })
}

const sqlPlace = ({ name, cubes }: CubeReading, own: MapReader): Parameters<typeof fieldSql>[1] => ({ own: name, cubes, at: own.placeOf('sql') })

const dimensionFormat = (own: MapReader): string | undefined => {
  const format = scalarText(childOf(own.map, 'format'))
  return format === 'id' ? 'id' : format === 'currency' ? (own.text('currency') ?? 'usd').toLowerCase() : undefined
}

/** `case` with its `when` list as a CASE expression. */
function caseSql(reading: CubeReading, own: MapReader): { sql: string } | { why: string } {
  const parts: string[] = []
  const cases = mapReader(reading, mapAt(own.map, 'case') ?? own.map, 'case')
  for (const branch of cases.maps('when')) {
    const when = mapReader(reading, branch, 'when')
    const condition = fieldSql(when.text('sql') ?? '', sqlPlace(reading, own))
    const label = labelSql(reading, when, own)
    if ('why' in condition) return condition
    if ('why' in label) return label
    parts.push(`WHEN ${condition.sql} THEN ${label.sql}`)
  }
  const otherwise = cases.child('else')
  const label = otherwise === undefined ? undefined : labelSql(reading, mapReader(reading, otherwise, 'else'), own)
  if (label !== undefined && 'why' in label) return label
  if (parts.length === 0) return { why: 'its case has no when' }
  return { sql: `CASE ${parts.join(' ')}${label === undefined ? '' : ` ELSE ${label.sql}`} END` }
}

function labelSql(reading: CubeReading, branch: MapReader, own: MapReader): { sql: string } | { why: string } {
  const written = mapAt(branch.map, 'label')
  if (written !== undefined) return fieldSql(scalarText(childOf(written, 'sql')) ?? '', sqlPlace(reading, own))
  return { sql: `'${(branch.text('label') ?? '').replaceAll("'", "''")}'` }
}

/** A segment is a condition: as a yes or no dimension it can be filtered by, and shown. */
function readSegment(reading: CubeReading, { name, offset, map }: NamedMap): void {
  const what = `segment ${reading.name}.${name}`
  const at = reading.place(offset)
  const own = mapReader(reading, map, what)
  const sql = guardOf(map) ?? fieldSql(own.text('sql') ?? 'true', sqlPlace(reading, own))
  if ('why' in sql) {
    reading.notes.refused({ what, at, why: sql.why, hint: 'Write its condition with columns of the cube.' })
    return
  }
  const parts = { label: own.text('title'), description: own.text('description'), hidden: own.flag('public') === false }
  reading.model.columns.push(columnFor(dimensionSource({ name, at, ...parts, sql: { sql: sql.sql, at: own.placeOf('sql') }, type: 'boolean' })))
  reading.notes.approximated({ what, at, why: 'it is a yes or no dimension', hint: `Filter ${name} by yes where the segment was used.` })
}
