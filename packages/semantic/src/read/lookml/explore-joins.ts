import type { JoinType, Relationship } from '../../types/explore.ts'
import type { JoinSource } from '../model-source.ts'
import { joinSource } from '../source-parts.ts'
import { fieldReferences } from '../../plan/sql-template.ts'
import { fieldList, shownFields } from './explore-names.ts'
import { blocksOf, type LookmlBlock, textAt, textOf, textsOf } from './lookml-node.ts'
import type { Definition } from './lookml-project.ts'
import { lookmlSql } from './lookml-sql.ts'
import type { ExploreContext } from './explore-context.ts'
import type { ViewReading } from './view-reading.ts'

const types: Record<string, JoinType> = { left_outer: 'left', inner: 'inner', full_outer: 'full' }
const relationships: Record<string, Relationship> = {
  one_to_one: 'one-to-one',
  one_to_many: 'one-to-many',
  many_to_one: 'many-to-one',
  many_to_many: 'many-to-many',
}

type JoinContext = { context: ExploreContext; base: { alias: string; name: string }; rename(sql: string): string }

/** The joins of an explore, each behind those that its condition reads. Those that cannot be expressed are refused. */
export function readJoins(explore: Definition, reading: ViewReading, joinContext: JoinContext): JoinSource[] {
  const joins = blocksOf(explore.block, 'join').flatMap((block): JoinSource[] => {
    const what = `join ${explore.name}.${block.name ?? ''}`
    const at = explore.place(block.nameOffset)
    const join = readJoin(explore, block, { reading, ...joinContext })
    if ('why' in join) {
      reading.notes.refused({ what, at, why: join.why, hint: 'Write it as a left, inner or full join with sql_on.' })
      return []
    }
    reading.notes.read(what, at)
    return [join]
  })
  return inOrder(joins)
}

function readJoin(
  explore: Definition,
  block: LookmlBlock,
  { reading, context, base, rename }: JoinContext & { reading: ViewReading },
): JoinSource | { why: string } {
  const alias = block.name ?? ''
  const view = textOf(block, 'from') ?? alias
  const target = context.views.get(view)
  if (target === undefined) return { why: `there is no view ${view}` }
  const kind = textOf(block, 'type') ?? 'left_outer'
  const type = Object.hasOwn(types, kind) ? types[kind] : undefined
  if (type === undefined) return { why: `joins of type ${kind} are not known here` }
  if (textAt(block, 'sql_where') !== undefined) return { why: 'it restricts rows of the whole explore (sql_where)' }
  if (textsOf(block, 'required_access_grants').length > 0) return { why: 'access grants of a join are not known here' }
  const sql = conditionOf(block, { alias, target, reading, base })
  if ('why' in sql) return sql
  const viewLabel = textOf(block, 'view_label')
  return joinSource({
    at: explore.place(block.nameOffset),
    model: view,
    alias: alias === view ? undefined : alias,
    label: viewLabel,
    type,
    fields: shownFields([fieldList(block), fieldList(explore.block)], alias, target),
    sqlOn: { sql: rename(sql.sql), at: explore.place(textAt(block, 'sql_on')?.offset ?? block.offset) },
    relationship: relationships[textOf(block, 'relationship') ?? 'many_to_one'],
  })
}

function conditionOf(
  block: LookmlBlock,
  { alias, target, reading, base }: { alias: string; target: ViewReading; reading: ViewReading; base: { alias: string } },
): { sql: string } | { why: string } {
  // In a condition every field has the name of its table; a view that no field belongs to keeps names as they are written.
  const place = { ...reading.sqlPlace, view: '' }
  const written = textOf(block, 'sql_on')
  if (written !== undefined) {
    const sql = lookmlSql(written, place)
    if ('sql' in sql && sql.sql.includes('${TABLE}')) return { why: 'its condition names columns without their table' }
    return sql
  }
  const foreign = textOf(block, 'foreign_key')
  const [key, ...others] = target.model.primaryKey?.names ?? []
  if (foreign === undefined) return { why: 'it has no sql_on' }
  if (key === undefined || others.length > 0) return { why: `foreign_key needs one primary_key in ${target.view.name}` }
  const near = lookmlSql(`\${${foreign.includes('.') ? foreign : `${base.alias}.${foreign}`}}`, place)
  return 'why' in near ? near : { sql: `${near.sql} = \${${alias}.${key}}` }
}

/** Each join behind those that its condition reads; those that read each other stay where they are. */
function inOrder(joins: readonly JoinSource[]): JoinSource[] {
  const aliasOf = (join: JoinSource): string => join.alias ?? join.model
  const ordered: JoinSource[] = []
  const waiting = [...joins]
  while (waiting.length > 0) {
    const names = new Set(waiting.map(aliasOf))
    const next = waiting.findIndex((join) => fieldReferences(join.sqlOn.sql).every(({ table }) => table === aliasOf(join) || !names.has(table ?? '')))
    ordered.push(...waiting.splice(Math.max(0, next), 1))
  }
  return ordered
}
