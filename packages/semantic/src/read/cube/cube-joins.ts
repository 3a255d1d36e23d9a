import type { Place } from '../../problems/place.ts'
import type { Relationship } from '../../types/explore.ts'
import { mapReader } from '../map-reader.ts'
import type { JoinSource } from '../model-source.ts'
import { joinSource } from '../source-parts.ts'
import type { CubeReading } from './cube-reading.ts'
import { joinSql } from './cube-sql.ts'

/** A join as one cube declares it to another; its condition names both by their own names. */
export type CubeEdge = { from: string; to: string; sql: string; relationship: Relationship | undefined; at: Place }

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
export function readEdges(reading: CubeReading): CubeEdge[] {
  return reading.reader.named('joins').flatMap(({ name: to, offset, map }): CubeEdge[] => {
    const what = `join ${reading.name}.${to}`
    const at = reading.place(offset)
    const own = mapReader(reading, map, what)
    const refused = (why: string): CubeEdge[] => {
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

/** Joins one behind the other that are followed from a cube. */
const hops = 4

/** All joins of an explore of the cube: its own, theirs, and so on, the nearest way to each cube. */
export function reachableJoins(cube: string, edges: readonly CubeEdge[]): JoinSource[] {
  const joins: JoinSource[] = []
  const reached = new Set([cube])
  let frontier = [cube]
  for (let hop = 0; hop < hops && frontier.length > 0; hop += 1) {
    const next = edges.filter((edge) => frontier.includes(edge.from) && !reached.has(edge.to) && (reached.add(edge.to), true))
    joins.push(...next.map((edge) => joinOf(edge)))
    frontier = next.map(({ to }) => to)
  }
  return joins
}

/** An edge as a join. The names of both cubes in its condition can be replaced by aliases. */
export function joinOf({ to, sql, relationship, at, from }: CubeEdge, aliases: { from: string; to: string } = { from, to }): JoinSource {
  const renamed = sql.replaceAll(/\$\{(\w+)\.([^{}]+)\}/g, (text, table: string, field: string) =>
    table === from ? `\${${aliases.from}.${field}}` : table === to ? `\${${aliases.to}.${field}}` : text,
  )
  return joinSource({ at, model: to, alias: aliases.to === to ? undefined : aliases.to, sqlOn: { sql: renamed, at }, relationship })
}
