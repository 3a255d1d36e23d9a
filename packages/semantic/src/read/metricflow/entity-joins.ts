import type { Relationship } from '../../types/explore.ts'
import type { ModelSource } from '../model-source.ts'
import { fieldForSql, joinSource } from '../source-parts.ts'
import { entitySql } from './entity-field.ts'
import type { Entity, SemanticModel } from './definitions.ts'

/** A model that can be reached from another: the alias it is joined as, and the entity that leads there. */
export type Reach = { alias: string; model: string; entity: string }

/** A semantic model and the model it becomes. */
export type Lowering = { semantic: SemanticModel; source: ModelSource }

/** Entities are followed from model to model so far, as the source format does. */
const hops = 2

/**
 * Joins every model to those whose primary or unique entity has the name of one of its own, and these to theirs. Answers
 * what each model reaches. A join that the model declares itself is left as it is.
 */
export function joinEntities(lowerings: readonly Lowering[]): Map<string, Reach[]> {
  const reached = new Map<string, Reach[]>()
  for (const start of lowerings) {
    const found: Reach[] = []
    const visited = new Set([start.source.name])
    let frontier: { lowering: Lowering; alias: string }[] = [{ lowering: start, alias: start.source.name }]
    for (let hop = 0; hop < hops; hop += 1) {
      const next: typeof frontier = []
      for (const from of frontier) {
        for (const { entity, target, key } of neighbours(from.lowering, lowerings)) {
          const known = visited.has(target.source.name)
          // A second way to the same model needs an alias; from further away it is not followed.
          if (known && (hop > 0 || target === start)) continue
          const alias = known ? `${target.source.name}_${entity.name}` : target.source.name
          visited.add(target.source.name)
          found.push({ alias, model: target.source.name, entity: entity.name })
          addJoin(start.source, from, { entity, target, key, alias })
          if (!known) next.push({ lowering: target, alias })
        }
      }
      frontier = next
    }
    reached.set(start.source.name, found)
  }
  return reached
}

type Neighbour = { entity: Entity; target: Lowering; key: Entity }

function neighbours(from: Lowering, all: readonly Lowering[]): Neighbour[] {
  return from.semantic.entities.flatMap((entity) =>
    all.flatMap((target): Neighbour[] => {
      if (target === from || entity.type === 'natural') return []
      const key = target.semantic.entities.find(({ name, type }) => name === entity.name && (type === 'primary' || type === 'unique'))
      return key === undefined ? [] : [{ entity, target, key }]
    }),
  )
}

function addJoin(model: ModelSource, from: { lowering: Lowering; alias: string }, { entity, target, key, alias }: Neighbour & { alias: string }): void {
  if (model.joins.some((join) => (join.alias ?? join.model) === alias)) return
  const near = fieldForSql(from.lowering.source, entitySql(entity))
  const far = fieldForSql(target.source, entitySql(key))
  const relationship: Relationship = entity.type === 'foreign' ? 'many-to-one' : 'one-to-one'
  model.joins.push(
    joinSource({
      at: entity.at,
      model: target.source.name,
      alias: alias === target.source.name ? undefined : alias,
      sqlOn: { sql: `\${${from.alias}.${near}} = \${${alias}.${far}}`, at: entity.at },
      relationship,
    }),
  )
}
