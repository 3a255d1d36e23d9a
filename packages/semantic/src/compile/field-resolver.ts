import { cutTo } from '../dialects/cut-to.ts'
import { parseReference, replaceReferences } from '../plan/sql-template.ts'
import { isMadeOfMetrics } from '../names/metric-types.ts'
import type { FilterSource } from '../read/model-source.ts'
import { parameterFailure } from './check-parameter.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure, Resolution } from './failure.ts'
import { failed, findReference, type FoundField, type NamedField, type Origin } from './find-reference.ts'
import { metricFilterSql } from './metric-filter-sql.ts'
import { overTimeFailure } from './over-time.ts'
import type { DimensionDraft, MetricDraft } from './table-draft.ts'

/** Puts the SQL of one explore together, each field once. */
export type FieldResolver = {
  field(field: FoundField): Resolution
  /** SQL outside of fields, such as `sql_filter`: `${TABLE}` and references to fields. The caller's attributes and parameters stay as written. */
  text(sql: string, origin: Origin): Resolution
  /** The dimension that the target of a filter means, which need not have SQL. */
  filterTarget(filter: FilterSource, origin: Origin): FoundField | { failure: Failure }
}

/** References one behind the other, and letters of SQL, that a field may have. */
const deepest = 100
const longest = 100_000

/** Resolves fields of `scope`. Circles, unknown names and tables that are not joined are failures, never thrown. */
export function fieldResolver(scope: ExploreScope): FieldResolver {
  const { dialect } = scope
  const done = new Map<string, Resolution>()
  const path: string[] = []

  const field = (found: FoundField): Resolution => {
    const id = `${found.table}.${found.draft.name}`
    const known = done.get(id)
    if (known !== undefined) return known
    const origin = originOf(found)
    if (path.includes(id)) {
      const circle = [...path.slice(path.indexOf(id)), id].join(' → ')
      return failed(origin, {
        code: 'model.circle',
        message: `${origin.owner} refers to itself: ${circle}.`,
        hint: 'Let one of them read columns (${TABLE}.column) instead.',
      })
    }
    if (path.length >= deepest) {
      return failed(origin, {
        code: 'model.too_deep',
        message: `${origin.owner} refers to more than ${deepest} fields one behind the other.`,
        hint: 'Let it read columns (${TABLE}.column) instead.',
      })
    }
    path.push(id)
    const resolution = found.kind === 'dimension' ? dimensionSql(found.draft, origin) : metricSql(found.draft, origin)
    path.pop()
    done.set(id, resolution)
    return resolution
  }

  const dimensionSql = (draft: DimensionDraft, origin: Origin): Resolution => {
    const base = draft.interval === undefined ? undefined : scope.tables.get(origin.table)?.dimensions.get(draft.interval.base)
    if (base === undefined || draft.interval === undefined) return text(draft.sql, origin)
    const found = field({ table: origin.table, kind: 'dimension', draft: base })
    if ('failure' in found || draft.interval.interval === 'RAW') return found
    const type = base.type === 'date' ? 'date' : 'timestamp'
    const wall = type === 'date' ? found.sql : dialect.toZone(found.sql, base.timestampKind ?? 'naive', base.source.timezone ?? 'UTC', scope.zone)
    return { sql: cutTo(dialect, wall, draft.interval.interval, type, scope), tables: found.tables }
  }

  const metricSql = (draft: MetricDraft, origin: Origin): Resolution => {
    const { type, percentile, filters } = draft.source
    const own = text(draft.sql, origin)
    const wrong = overTimeFailure(scope, draft, origin)
    if (wrong !== undefined) return wrong
    if ('failure' in own || isMadeOfMetrics(type)) return own
    const conditions: string[] = []
    const tables = new Set(own.tables)
    for (const filter of filters) {
      const condition = filterSql(filter, { ...origin, at: filter.at })
      if ('failure' in condition) return condition
      if (condition.sql !== '') conditions.push(condition.sql)
      for (const table of condition.tables) tables.add(table)
    }
    for (const name of draft.source.distinctKeys?.names ?? []) {
      const keyed = { ...origin, at: draft.source.distinctKeys?.at ?? origin.at, allowed: 'dimension' as const }
      const found = findReference(scope, keyed, namedField(name), `distinct key ${name}`)
      const key = 'failure' in found ? found : field(found)
      if ('failure' in key) return key
      for (const table of key.tables) tables.add(table)
    }
    const value = own.sql.trim() === '*' ? '1' : `(${own.sql})`
    const argument = conditions.length === 0 ? own.sql : `CASE WHEN (${conditions.join(' AND ')}) THEN ${value} ELSE NULL END`
    return { sql: dialect.aggregate(type, argument, percentile === undefined ? {} : { percentile }), tables: [...tables] }
  }

  const filterTarget: FieldResolver['filterTarget'] = (filter, origin) =>
    findReference(scope, { ...origin, allowed: 'dimension' }, namedField(filter.fieldRef), `filter ${filter.fieldRef}`)

  const filterSql = (filter: FilterSource, origin: Origin): Resolution => {
    const target = filterTarget(filter, origin)
    if ('failure' in target) return target
    const resolved = field(target)
    if ('failure' in resolved || target.kind !== 'dimension') return resolved
    const sql = metricFilterSql(dialect, { sql: resolved.sql, dimension: target.draft, filter })
    if ('sql' in sql) return { sql: sql.sql, tables: resolved.tables }
    return failed(origin, {
      code: 'model.bad_filter',
      message: `The filter on ${filter.fieldRef} in ${origin.owner} does not fit: ${sql.error}`,
      hint: `Write a condition for a ${target.draft.type}.`,
    })
  }

  const text = (sql: string, origin: Origin): Resolution => {
    if (!sql.includes('${')) return { sql, tables: [origin.table] }
    const tables = new Set([origin.table])
    let length = sql.length
    let failure: Failure | undefined
    const resolved = replaceReferences(sql, (reference, written) => {
      if (failure === undefined && reference.kind === 'parameter') failure = parameterFailure(scope, origin, reference.name, written, sql)
      if (failure !== undefined || (reference.kind !== 'field' && reference.kind !== 'table')) return written
      if (reference.kind === 'table') return dialect.quote(origin.table)
      const found = findReference(scope, origin, reference, written)
      const part = 'failure' in found ? found : field(found)
      if ('failure' in part) {
        failure = part.failure
        return written
      }
      length += part.sql.length
      if (length > longest) {
        failure = failed(origin, {
          code: 'model.too_long',
          message: `The SQL of ${origin.owner} is longer than ${longest} letters with its references written out.`,
          hint: 'Let it read columns (${TABLE}.column) instead of fields that repeat each other.',
        }).failure
        return written
      }
      for (const table of part.tables) tables.add(table)
      return `(${part.sql})`
    })
    return failure === undefined ? { sql: resolved, tables: [...tables] } : { failure }
  }

  return { field, text, filterTarget }
}

function originOf({ table, kind, draft }: FoundField): Origin {
  const allowed = kind === 'metric' && isMadeOfMetrics(draft.source.type) ? 'any' : 'dimension'
  return { table, owner: `${kind} ${table}.${draft.name}`, at: draft.source.sql?.at ?? draft.at, allowed }
}

/** The field that the target of a filter names: `name` or `table.name`. */
export function namedField(fieldRef: string): NamedField {
  const reference = parseReference(fieldRef)
  return reference.kind === 'field' ? reference : { table: undefined, name: fieldRef }
}
