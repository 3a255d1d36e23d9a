import { referencedTables } from '../../plan/sql-template.ts'
import type { Relationship } from '../../types/explore.ts'
import { mapReader } from '../map-reader.ts'
import { type HexModel, type HexProject, isHidden } from './hex-reading.ts'
import { joinSql } from './hex-sql.ts'

const relationships: Readonly<Record<string, Relationship>> = {
  many_to_one: 'many-to-one',
  one_to_many: 'one-to-many',
  one_to_one: 'one-to-one',
  many_to_many: 'many-to-many',
}

/** The relations of a model by their names, so that fields may read over them; their conditions come later. */
export function collectRelations(model: HexModel, { models, notes }: HexProject): void {
  for (const { name: id, offset, map } of model.items.relations) {
    const what = `relation ${model.name}.${id}`
    const at = model.place(offset)
    const own = mapReader(model, map, what)
    const target = own.text('target') ?? id
    const why = !models.has(target)
      ? `there is no model ${target}`
      : id === model.name
        ? `its id is that of its own model`
        : own.text('join_sql') === undefined
          ? 'it has no join_sql'
          : undefined
    if (why !== undefined) {
      notes.refused({ what, at, why, hint: 'Name a model of this project under target, and how rows belong: "join_sql: ${x} = ${other.y}".' })
      continue
    }
    model.relations.push({
      id,
      target,
      sql: { sql: '', at: own.placeOf('join_sql') },
      relationship: relationships[own.text('type') ?? ''],
      isHidden: isHidden(own),
    })
  }
}

/** The conditions of a model's relations; relations whose condition cannot be read are refused and gone. */
export function readRelations(model: HexModel, project: HexProject): void {
  const { notes } = project
  for (const { name: id, map } of model.items.relations) {
    const relation = model.relations.find((one) => one.id === id)
    if (relation === undefined) continue
    const what = `relation ${model.name}.${id}`
    const { at } = relation.sql
    const deep = model.ways.size
    const sql = joinSql(mapReader(model, map, what).text('join_sql') ?? '', model, project, at)
    const others = 'why' in sql ? [] : referencedTables(sql.sql, model.name).filter((table) => table !== model.name && table !== id)
    const why = 'why' in sql ? sql.why : others.length > 0 || model.ways.size > deep ? 'its condition reads other relations' : undefined
    if ('why' in sql || why !== undefined) {
      model.relations.splice(model.relations.indexOf(relation), 1)
      notes.refused({ what, at, why: why ?? '', hint: 'Write a condition between columns of both models.' })
      continue
    }
    relation.sql = { sql: sql.sql, at }
    if (relation.relationship !== undefined) notes.read(what, at)
    else
      notes.approximated({
        what,
        at,
        why: 'its type is not known, so that its rows count as many on both sides',
        hint: 'Write type: many_to_one, one_to_many or one_to_one.',
      })
  }
}
