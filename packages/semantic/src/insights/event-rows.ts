import { fieldIdOf } from '../names/field-id.ts'
import { nearestNames } from '../names/nearest-names.ts'
import { type DimensionExpression, dimensionById, dimensionExpression } from '../plan/dimension-expression.ts'
import { compareMoment } from '../plan/filters/date-bounds.ts'
import { renderGroup } from '../plan/filters/render-group.ts'
import { renderRule } from '../plan/filters/render-rule.ts'
import { findDimension, intervalOf } from '../plan/find-dimension.ts'
import { joinsFor } from '../plan/joins.ts'
import { type Expression, type PlanContext, unionTables } from '../plan/plan-context.ts'
import { withRequiredFilters } from '../plan/required-filters.ts'
import { scanModel } from '../plan/scan-model.ts'
import { anyDimension } from '../plan/select-columns.ts'
import type { TimeColumn } from '../plan/time-column.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { DimensionType } from '../types/field.ts'
import type { EventChoice, EventsModel, InsightInterval } from '../types/insight.ts'
import type { FilterGroup } from '../types/metric-query.ts'
import { grainOf, type Span } from './insight-range.ts'

/** What the planners of all kinds of insights share. */
export type EventPlan = {
  ctx: PlanContext
  events: EventsModel
  time: TimeColumn & { tables: readonly string[] }
}

/** A column of the rows that are read. */
export type EventColumn = { name: string; expression: Expression }

/** Looks the columns of the events up. Throws `invalid_query` for an explore that declares none. */
export function eventPlan(ctx: PlanContext): EventPlan {
  const { events, baseTable, name } = ctx.explore
  if (events === undefined)
    throw new QueryError('invalid_query', `${name} does not say which of its columns are events: declare "events" in its model.`, { at: name })
  const { time, tables } = dimensionById(ctx, fieldIdOf(baseTable, events.time))
  if (time === undefined) throw new QueryError('invalid_query', `${events.time} of ${name} is no date or timestamp.`, { at: events.time })
  return { ctx, events, time: { ...time, tables } }
}

/** `SELECT columns FROM … WHERE …` over the events: with the row rule, the required filters and all conditions. */
export function eventRows(plan: EventPlan, columns: readonly EventColumn[], conditions: readonly (Expression | undefined)[]): string {
  const { ctx } = plan
  const required = withRequiredFilters(ctx.explore, ctx.query).filters.dimensions
  const where = [...conditions, renderGroup(ctx, required, (rule) => anyDimension(ctx, rule.target.fieldId))].filter((one) => one !== undefined)
  const joins = joinsFor(ctx, unionTables(...[...columns.map(({ expression }) => expression), ...where].map(({ tables }) => tables)))
  for (const { join } of joins) {
    if (join.relationship === 'many-to-one' || join.relationship === 'one-to-one') continue
    throw new QueryError('unsafe_join', `${join.table} may have several rows for one event, so that events would be counted more than once.`, {
      at: join.table,
    })
  }
  const list = columns.map(({ name, expression }) => `  ${expression.sql} AS ${ctx.dialect.quote(name)}`)
  return `SELECT\n${list.join(',\n')}\n${scanModel(ctx, { joins, conditions: where.map(({ sql }) => sql), extents: [] })}`
}

const own = ({ ctx }: EventPlan, name: string): DimensionExpression => dimensionById(ctx, fieldIdOf(ctx.explore.baseTable, name))

export const personColumn = (plan: EventPlan): EventColumn => ({ name: 'person', expression: own(plan, plan.events.person) })

/** What puts events of one moment in an order; none when the model has nothing for it. */
export const idColumns = (plan: EventPlan): EventColumn[] => (plan.events.id === undefined ? [] : [{ name: 'id', expression: own(plan, plan.events.id) }])

export const eventName = (plan: EventPlan): DimensionExpression => own(plan, plan.events.event)

/** When it happened: wall time of UTC, so that moments can be compared, moved and counted; a day is its midnight. */
export function momentColumn({ ctx: { dialect }, time }: EventPlan): EventColumn {
  const sql = time.type === 'date' ? dialect.cast(time.sql, 'timestamp') : dialect.toZone(time.sql, time.kind, time.sourceZone, 'UTC')
  return { name: 'at', expression: { sql, tables: time.tables } }
}

/** A moment as `momentColumn` is compared with. */
export function momentLiteral({ ctx: { dialect }, time }: EventPlan, moment: NonNullable<Span['from']>): string {
  const { year, month, day } = moment
  return dialect.timestampLiteral(time.type === 'date' ? Date.UTC(year, month - 1, day) : moment.epochMilliseconds, 'naive', 'UTC')
}

/** The period of each event: its first day, or the beginning of its hour as wall time of UTC. */
export function bucketColumn({ ctx, events, time }: EventPlan, interval: InsightInterval, name = 'bucket'): EventColumn {
  const base = findDimension(ctx.index, fieldIdOf(ctx.explore.baseTable, events.time))
  if (base === undefined || (interval === 'hour' && time.type === 'date')) {
    throw new QueryError('invalid_query', `${events.time} of ${ctx.explore.name} has days and no hours: choose days or longer.`, { at: 'interval' })
  }
  const { sql, tables } = dimensionExpression(ctx, intervalOf(base, grainOf(interval)), [])
  // As `selectTime` writes it: in UTC hours are cut from wall time.
  const isInstant = interval === 'hour' && time.kind === 'instant' && ctx.zone !== 'UTC'
  return { name, expression: { sql: isInstant ? ctx.dialect.toZone(sql, 'instant', 'UTC', 'UTC') : sql, tables } }
}

/** A period as `bucketColumn` is compared with. */
export const bucketLiteral = ({ ctx: { dialect } }: EventPlan, moment: NonNullable<Span['from']>, interval: InsightInterval): string =>
  interval === 'hour' ? dialect.timestampLiteral(moment.epochMilliseconds, 'naive', 'UTC') : dialect.dateLiteral(moment.toPlainDate().toString())

/** The condition that events lie in a stretch, on the bare column so that the engine can skip data. */
export function within({ ctx, time }: EventPlan, { from, to }: Span): Expression {
  const compare = (operator: '>=' | '<', moment: NonNullable<Span['from']>): string =>
    time.type === 'date'
      ? `(${time.sql}) ${operator} ${ctx.dialect.dateLiteral(moment.toPlainDate().toString())}`
      : compareMoment(ctx, time, operator, moment.epochMilliseconds)
  const conditions = [...(from === null ? [] : [compare('>=', from)]), compare('<', to)]
  return { sql: conditions.join(' AND '), tables: time.tables }
}

/**
 * The dimension behind the name of a property: as the events model maps it, one of the base table, `person.name` of the people,
 * `table.name` of any joined table, or an id. Throws `unknown_field`.
 */
export function property({ ctx, events }: EventPlan, name: string): DimensionExpression {
  const { baseTable } = ctx.explore
  const [table = '', field = ''] = /^([^.]+)\.(.+)$/.exec(name)?.slice(1) ?? []
  const mapped = Object.hasOwn(events.properties, name) ? events.properties[name] : undefined
  const ids = [mapped, fieldIdOf(baseTable, name), ...(field === '' ? [] : [fieldIdOf(table === 'person' ? (events.people ?? baseTable) : table, field)]), name]
  const found = ids.find((id) => id !== undefined && findDimension(ctx.index, id) !== undefined)
  if (found !== undefined) return dimensionById(ctx, found)
  const known = [...Object.keys(events.properties), ...Object.keys(ctx.explore.tables[baseTable]?.dimensions ?? {})]
  const message = `Events of ${ctx.explore.name} have no property "${name.slice(0, 100)}"`
  throw new QueryError('unknown_field', message, { at: name, suggestions: nearestNames(name, known) })
}

/** The condition of filters on properties; `undefined` where there are none. */
export const filtersOn = (plan: EventPlan, filters: FilterGroup | undefined): Expression | undefined =>
  renderGroup(plan.ctx, filters, (rule) => property(plan, rule.target.fieldId))

/** The condition that an event is the chosen one; `undefined` for all events. */
export function isEvent(plan: EventPlan, { event, filters }: EventChoice): Expression | undefined {
  const name = eventName(plan)
  const rule = { id: 'event', target: { fieldId: plan.events.event }, operator: 'equals' as const, values: [event] }
  const parts = [event === null ? undefined : { sql: renderRule(plan.ctx, name, rule), tables: name.tables }, filtersOn(plan, filters)].filter(
    (one) => one !== undefined,
  )
  if (parts.length === 0) return undefined
  return { sql: parts.map(({ sql }) => sql).join(' AND '), tables: unionTables(...parts.map(({ tables }) => tables)) }
}

/** 1 for the chosen events, else 0. */
export function flagColumn(plan: EventPlan, choice: EventChoice, name: string): EventColumn {
  const condition = isEvent(plan, choice)
  return { name, expression: condition === undefined ? { sql: '1', tables: [] } : { ...condition, sql: `CASE WHEN ${condition.sql} THEN 1 ELSE 0 END` } }
}

/** The condition that an event is one of several chosen ones; `undefined` when one of them is any. */
export function isOneOf(plan: EventPlan, choices: readonly EventChoice[]): Expression | undefined {
  const conditions = choices.map((choice) => isEvent(plan, choice))
  const said = conditions.filter((one) => one !== undefined)
  if (said.length < conditions.length || said.length === 0) return undefined
  return { sql: `(${said.map(({ sql }) => `(${sql})`).join(' OR ')})`, tables: unionTables(...said.map(({ tables }) => tables)) }
}

/** A value as text, as people write it. */
export function asText({ ctx: { dialect } }: EventPlan, { sql, type, tables }: { sql: string; type: DimensionType; tables: readonly string[] }): Expression {
  if (type === 'string') return { sql, tables }
  if (type === 'number') return { sql: dialect.numberToText(sql), tables }
  if (type !== 'boolean') return { sql: dialect.cast(sql, 'string'), tables }
  const isTrue = dialect.truth?.asCondition(sql) ?? sql
  return { sql: `CASE WHEN ${isTrue} THEN 'true' WHEN NOT (${isTrue}) THEN 'false' END`, tables }
}
