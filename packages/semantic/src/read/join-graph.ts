import type { Place } from '../problems/place.ts'
import type { Relationship } from '../types/explore.ts'
import { replaceReferences } from '../plan/sql-template.ts'
import type { JoinSource } from './model-source.ts'
import { joinSource } from './source-parts.ts'

/** A join between two models, declared once for a project. Its condition names both by their own names. */
export type JoinEdge = {
  from: string
  to: string
  sql: string
  relationship: Relationship | undefined
  at: Place
  /** The alias under which a second join of the same model is made; without one only the first is. */
  name?: string
}

/** Joins one behind the other that are followed from a model. */
const hops = 4

/** All joins of an explore of the model: its own, theirs, and so on, the nearest way to each model. */
export function reachableJoins(model: string, edges: readonly JoinEdge[]): JoinSource[] {
  const joins: JoinSource[] = []
  const reached = new Set([model])
  let frontier = [model]
  for (let hop = 0; hop < hops && frontier.length > 0; hop += 1) {
    const next: string[] = []
    for (const edge of edges) {
      if (!frontier.includes(edge.from)) continue
      const { to, from, name } = edge
      if (!reached.has(to)) {
        reached.add(to)
        next.push(to)
        joins.push(joinOf(edge))
      } else if (hop === 0 && name !== undefined && !reached.has(name)) {
        reached.add(name)
        joins.push(joinOf(edge, { from, to: name }))
      }
    }
    frontier = next
  }
  return joins
}

/** An edge as a join. The names of both models in its condition can be replaced by aliases. */
export function joinOf({ to, sql, relationship, at, from }: JoinEdge, aliases: { from: string; to: string } = { from, to }): JoinSource {
  const renamed = replaceReferences(sql, (reference, text) => {
    if (reference.kind !== 'field') return text
    const alias = reference.table === from ? aliases.from : reference.table === to ? aliases.to : undefined
    return alias === undefined ? text : `\${${alias}.${reference.name}}`
  })
  return joinSource({ at, model: to, alias: aliases.to === to ? undefined : aliases.to, sqlOn: { sql: renamed, at }, relationship })
}
