import type { Relationship } from '../../types/explore.ts'
import { mapReader } from '../map-reader.ts'
import type { JoinEdge } from '../join-graph.ts'
import type { CubeReading } from './cube-reading.ts'
import { joinSql } from './cube-sql.ts'

const relationships: Record<string, Relationship> = {
  one_to_one: 'one-to-one',
  has_one: 'one-to-one',
  hasOne: 'one-to-one',
  one_to_many: 'one-to-many',
  has_many: 'one-to-many',
  hasMany: 'one-to-many',
  many_to_one: 'many-to-one',
  belongs_to: 'many-to-one',
  belongsTo: 'many-to-one',
}

/** The joins that a cube declares; those whose cube or condition is unknown are refused. */
export function readEdges(reading: CubeReading): JoinEdge[] {
  return reading.reader.named('joins').flatMap(({ name: to, offset, map }): JoinEdge[] => {
    const what = `join ${reading.name}.${to}`
    const at = reading.place(offset)
    const own = mapReader(reading, map, what)
    const refused = (why: string): JoinEdge[] => {
      reading.notes.refused({ what, at, why, hint: 'Name a cube of this project and say how its rows belong: "sql: {CUBE}.x = {other}.y".' })
      return []
    }
    if (!reading.cubes.has(to)) return refused(`there is no cube ${to}`)
    const text = own.text('sql')
    if (text === undefined) return refused('it has no sql')
    const sql = joinSql(text, { own: reading.name, cubes: reading.cubes, at })
    if ('why' in sql) return refused(sql.why)
    const relationship = relationships[own.text('relationship') ?? '']
    if (relationship === undefined) {
      reading.notes.approximated({ what, at, why: 'its relationship is not known', hint: 'Write relationship: many_to_one, one_to_many or one_to_one.' })
    } else reading.notes.read(what, at)
    return [{ from: reading.name, to, sql: sql.sql, relationship, at }]
  })
}
