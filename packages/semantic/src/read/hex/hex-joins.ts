import { fieldReferences, replaceReferences } from '../../plan/sql-template.ts'
import type { JoinSource, ModelSource } from '../model-source.ts'
import { joinSource } from '../source-parts.ts'
import type { HexModel, HexRelation } from './hex-reading.ts'
import { targetOf } from './hex-sql.ts'

/** The tables of an explore: the name of the base, and each way of relations with the alias of its end. */
export type Reached = { base: HexModel; models: ReadonlyMap<string, HexModel>; aliases: ReadonlyMap<string, string>; joins: readonly ReachedJoin[] }
type ReachedJoin = { alias: string; way: readonly string[]; model: HexModel; relation: HexRelation; from: HexModel }

/** Relations one behind the other that are followed from a model. */
const hops = 4
const keyOf = (way: readonly string[]): string => way.join('.')

/**
 * Every relation of a model, and behind them the nearest way to each further model. A relation that stands twice on
 * different ways is joined once; what other fields read over it is then left out, because it would be of other rows.
 */
export function reachedFrom(base: HexModel, models: ReadonlyMap<string, HexModel>): Reached {
  const aliases = new Map([['', base.name]])
  const taken = new Set([base.name])
  const reached = new Set([base.name])
  const joins: ReachedJoin[] = []
  let frontier: { model: HexModel; way: readonly string[] }[] = [{ model: base, way: [] }]
  for (let hop = 0; hop < hops && frontier.length > 0; hop += 1) {
    const next: typeof frontier = []
    for (const { model: from, way: before } of frontier) {
      for (const relation of from.relations) {
        const model = models.get(relation.target)
        if (model === undefined || taken.has(relation.id) || (hop > 0 && reached.has(relation.target))) continue
        const way = [...before, relation.id]
        taken.add(relation.id)
        reached.add(relation.target)
        aliases.set(keyOf(way), relation.id)
        joins.push({ alias: relation.id, way, model, relation, from })
        next.push({ model, way })
      }
    }
    frontier = next
  }
  return { base, models, aliases, joins }
}

/** The joins of an explore of this name. `shown` says by way which fields of a join people see; without it all of them. */
export function joinsOf({ base, models, aliases, joins }: Reached, explore: string, shown?: ReadonlyMap<string, ReadonlySet<string>>): JoinSource[] {
  return joins.map(({ alias, way, model, relation, from }) => {
    const before = aliases.get(keyOf(way.slice(0, -1))) ?? ''
    const parent = before === base.name ? explore : before
    const readable = readableFields(model, way, { models, aliases })
    const seen = shown === undefined ? undefined : (shown.get(keyOf(way)) ?? new Set())
    const all = fieldsOf(model.model)
    const fields = all.filter(({ name, hidden }) => readable.has(name) && (seen === undefined || (seen.has(name) && !hidden))).map(({ name }) => name)
    return joinSource({
      at: relation.sql.at,
      model: model.name,
      alias: alias === model.name ? undefined : alias,
      fields: fields.length === all.length ? undefined : fields,
      hidden: relation.isHidden || seen?.size === 0,
      sqlOn: { sql: renamed(relation.sql.sql, from.name, parent), at: relation.sql.at },
      relationship: relation.relationship,
    })
  })
}

const renamed = (sql: string, from: string, to: string): string =>
  replaceReferences(sql, (reference, text) => (reference.kind === 'field' && reference.table === from ? `\${${to}.${reference.name}}` : text))

/**
 * The fields of a model at the end of a way that read what they mean: fields that there are, over relations that are joined
 * on that way under their own names.
 */
export function readableFields(
  model: HexModel,
  way: readonly string[],
  reached: Pick<Reached, 'aliases' | 'models'>,
  known = new Map<string, Set<string>>(),
): Set<string> {
  const before = known.get(keyOf(way))
  if (before !== undefined) return before
  const fields = fieldsOf(model.model)
  const readable = new Set(fields.map(({ name }) => name))
  known.set(keyOf(way), readable)
  const reads = (table: string, field: string): boolean => {
    const further = model.ways.get(table) ?? [table]
    if (reached.aliases.get(keyOf([...way, ...further])) !== table) return false
    const found = targetOf(model, further, reached)
    return 'target' in found && readableFields(found.target, [...way, ...further], reached, known).has(field)
  }
  let size: number
  do {
    size = readable.size
    for (const { name, sql } of fields) {
      if (fieldReferences(sql).some(({ table, name: read }) => (table === undefined ? !readable.has(read) : !reads(table, read)))) readable.delete(name)
    }
  } while (readable.size < size)
  return readable
}

function fieldsOf({ columns, metrics }: ModelSource): { name: string; sql: string; hidden: boolean }[] {
  return [...columns.map(({ dimension }) => dimension), ...metrics].map(({ name, sql, hidden }) => ({ name, sql: sql?.sql ?? '', hidden }))
}
