import type { Place } from '../problems/place.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure } from './failure.ts'
import type { DimensionDraft, MetricDraft } from './table-draft.ts'

/** Where a piece of SQL with references stands. */
export type Origin = {
  /** Table (alias) whose SQL it is. */
  table: string
  /** For messages: "dimension orders.status". */
  owner: string
  at: Place
  /** `any`: metrics as well as dimensions. */
  allowed: 'dimension' | 'any'
  /** In the condition of a join a name means a table of the explore first, and only then the joined model. */
  joinCondition?: true
}

export type FoundField = { table: string; kind: 'dimension'; draft: DimensionDraft } | { table: string; kind: 'metric'; draft: MetricDraft }
export type NamedField = { table: string | undefined; name: string }

/** The table (alias) that a reference means. In a joined model its own name means itself, also when the base table has it. */
export function referencedAlias(scope: ExploreScope, origin: Pick<Origin, 'table' | 'joinCondition'>, named: string | undefined): string {
  if (named === undefined) return origin.table
  if (origin.joinCondition === true && scope.tables.has(named)) return named
  return scope.tables.get(origin.table)?.source.name === named ? origin.table : named
}

/** The field that a reference means, or why there is none. `written` is the reference as it stands in the SQL. */
export function findReference(scope: ExploreScope, origin: Origin, named: NamedField, written: string): FoundField | { failure: Failure } {
  const table = referencedAlias(scope, origin, named.table)
  const draft = scope.tables.get(table)
  if (draft === undefined) return unknownTable(scope, origin, table, written)
  const metric = draft.metrics.get(named.name)
  if (metric !== undefined && origin.allowed === 'any') return { table, kind: 'metric', draft: metric }
  const dimension = draft.dimensions.get(named.name)
  if (dimension !== undefined) return { table, kind: 'dimension', draft: dimension }
  if (metric !== undefined) {
    return failed(origin, {
      code: 'model.metric_not_possible',
      message: `${origin.owner} reads the metric ${table}.${named.name}; only metrics of type number, string, boolean, date or timestamp can.`,
      hint: 'Use the dimension or column under that metric, or make this a metric of type number.',
    })
  }
  const names = [...draft.dimensions.keys(), ...(origin.allowed === 'any' ? draft.metrics.keys() : [])]
  return failed(origin, {
    code: 'model.unknown_field',
    message: `${written} in ${origin.owner} is not a field of ${table}.`,
    hint: suggest(named.name, names, `Use one of ${shownNames(names)}, or \${TABLE}.column for a column.`),
  })
}

function unknownTable(scope: ExploreScope, origin: Origin, table: string, written: string): { failure: Failure } {
  if (table === 'ld' || table === 'lightdash') {
    return failed(origin, {
      code: 'model.unknown_reference',
      message: `${written} in ${origin.owner} is not known.`,
      hint: 'Known are ${ld.attribute.name}, ${ld.user.email} and ${ld.parameters.name}.',
    })
  }
  const alias = [...scope.tables].find(([, draft]) => draft.source.name === table)?.[0]
  const notJoined = alias === undefined && scope.models.has(table)
  const joined = shownNames(scope.tables.keys())
  const hint = notJoined
    ? `Join ${table} to ${scope.explore}, or move the field to ${table}.`
    : suggest(table, scope.tables.keys(), `Tables of this explore: ${joined}.`)
  return failed(
    origin,
    {
      code: 'model.unknown_table',
      message: `${written} in ${origin.owner} reads ${table}, which is not joined in explore ${scope.explore}.`,
      hint: alias === undefined ? hint : `It is joined as ${alias}: write ${alias} instead of ${table}.`,
    },
    notJoined,
  )
}

/** A failure of the SQL at `origin`. */
export function failed(origin: Pick<Origin, 'table' | 'at'>, what: { code: string; message: string; hint: string }, notJoined = false): { failure: Failure } {
  return { failure: { ...what, at: origin.at, table: origin.table, notJoined } }
}
