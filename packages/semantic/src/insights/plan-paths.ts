import { QueryError } from '../types/compiled-query.ts'
import type { PathsInsight } from '../types/insight.ts'
import type { Expression } from '../plan/plan-context.ts'
import type { Cte } from '../plan/select-parts.ts'
import { asText, eventName, type EventPlan, eventRows, filtersOn, idColumns, momentColumn, personColumn, property, within } from './event-rows.ts'
import { frameOf } from './frame.ts'
import { spanOf } from './insight-range.ts'
import type { InsightPlan } from './types.ts'

const mostSteps = 20
const mostEdges = 1000
/** Minutes without an event after which a path has ended. */
const pause = 30

/**
 * Which ways people take: from one event to the next, with how many went so. A path ends after half an hour without an event; the
 * same step several times in a row is one.
 */
export function planPaths(plan: EventPlan, insight: PathsInsight): InsightPlan {
  const { ctx } = plan
  const { dialect } = ctx
  const q = (name: string): string => dialect.quote(name)
  checkNumbers(insight)
  const span = spanOf(ctx, insight.range, 'day')
  const person = personColumn(plan).expression
  const name = eventName(plan)
  const item = itemOf(plan, insight)
  const read = eventRows(
    plan,
    [personColumn(plan), momentColumn(plan), ...idColumns(plan), { name: 'item', expression: item }],
    [
      within(plan, span),
      { sql: `(${person.sql}) IS NOT NULL`, tables: person.tables },
      { sql: `(${item.sql}) IS NOT NULL`, tables: item.tables },
      filtersOn(plan, insight.filters),
      oneOf(plan, name, insight.events),
      withoutItems(plan, item, insight.leftOut),
    ],
  )
  const order = [q('at'), ...idColumns(plan).map((id) => q(id.name)), q('item')].join(', ')
  const beside = (value: string): string => `MAX(${value}) OVER (PARTITION BY ${q('person')} ORDER BY ${q('place')} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)`
  const paused = `CASE WHEN ${q('at_before')} IS NULL OR ${dialect.shift(q('at_before'), 'timestamp', pause, 'minute')} < ${q('at')} THEN 1 ELSE 0 END`
  const ctes: Cte[] = [
    { name: 'events', sql: read },
    {
      name: 'placed',
      sql: `SELECT\n  ${['person', 'at', 'item'].map(q).join(',\n  ')},\n  ROW_NUMBER() OVER (PARTITION BY ${q('person')} ORDER BY ${order}) AS ${q('place')}\nFROM ${q('events')}`,
    },
    {
      name: 'besides',
      sql: `SELECT\n  ${['person', 'at', 'item', 'place'].map(q).join(',\n  ')},\n  ${beside(q('at'))} AS ${q('at_before')},\n  ${beside(q('item'))} AS ${q('item_before')}\nFROM ${q('placed')}`,
    },
    {
      name: 'paused',
      sql: `SELECT\n  ${['person', 'at', 'item', 'place', 'item_before'].map(q).join(',\n  ')},\n  ${paused} AS ${q('begins')}\nFROM ${q('besides')}`,
    },
    {
      name: 'walked',
      sql: `SELECT\n  ${['person', 'at', 'item', 'place', 'item_before', 'begins'].map(q).join(',\n  ')},\n  SUM(${q('begins')}) OVER (PARTITION BY ${q('person')} ORDER BY ${q('place')} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ${q('path')}\nFROM ${q('paused')}`,
    },
    {
      name: 'steps',
      sql: `SELECT\n  ${['person', 'path', 'place', 'at', 'item'].map(q).join(',\n  ')}\nFROM ${q('walked')}\nWHERE ${q('begins')} = 1 OR ${q('item')} <> ${q('item_before')}`,
    },
    ...cutCtes(plan, insight),
  ]
  const previous = (value: string): string =>
    `MAX(${value}) OVER (PARTITION BY ${q('person')}, ${q('path')} ORDER BY ${q('place')} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)`
  const from = insight.from === undefined && insight.to === undefined ? 'steps' : 'cut'
  const number = `ROW_NUMBER() OVER (PARTITION BY ${q('person')}, ${q('path')} ORDER BY ${q('place')}) AS ${q('step')}`
  ctes.push({
    name: 'edges',
    sql: `SELECT\n  ${q('item')} AS ${q('target')},\n  ${previous(q('item'))} AS ${q('source')},\n  ${previous(q('at'))} AS ${q('left_at')},\n  ${q('at')},\n  ${number}\nFROM ${q(from)}`,
  })
  const having = [
    ...(insight.least === undefined ? [] : [`COUNT(*) >= ${insight.least}`]),
    ...(insight.most === undefined ? [] : [`COUNT(*) <= ${insight.most}`]),
  ]
  const took = dialect.cast(dialect.aggregate('average', dialect.secondsBetween(q('left_at'), q('at')), {}), 'number')
  const groups = ['step', 'source', 'target'].map(q).join(', ')
  return {
    ctes,
    answer: `SELECT ${groups}, COUNT(*) AS ${q('times')}, ${took} AS ${q('took')}\nFROM ${q('edges')}\nWHERE ${q('step')} > 1 AND ${q('step')} <= ${insight.steps}\nGROUP BY ${groups}${having.length === 0 ? '' : `\nHAVING ${having.join(' AND ')}`}`,
    columns: [
      { name: 'step', type: 'number' },
      { name: 'source', type: 'string' },
      { name: 'target', type: 'string' },
      { name: 'times', type: 'number' },
      { name: 'took', type: 'number' },
    ],
    order: [
      { column: 'times', descending: true },
      { column: 'step', descending: false },
      { column: 'source', descending: false },
      { column: 'target', descending: false },
    ],
    rows: insight.edges,
    frame: frameOf(ctx, [span], 'year'),
  }
}

function checkNumbers({ steps, edges, least, most }: PathsInsight): void {
  const isWhole = (value: number, from: number, to: number): boolean => Number.isInteger(value) && value >= from && value <= to
  if (!isWhole(steps, 2, mostSteps)) throw new QueryError('invalid_query', `A path has 2 to ${mostSteps} steps, not ${steps}.`, { at: 'steps' })
  if (!isWhole(edges, 1, mostEdges)) throw new QueryError('invalid_query', `1 to ${mostEdges} edges are possible, not ${edges}.`, { at: 'edges' })
  for (const weight of [least, most]) {
    if (weight !== undefined && !isWhole(weight, 1, 1_000_000_000))
      throw new QueryError('invalid_query', 'How many go a way is a whole number from 1 on.', { at: 'edges' })
  }
}

/** What a step is called. */
function itemOf(plan: EventPlan, { property: name }: PathsInsight): Expression {
  const event = eventName(plan)
  if (name === undefined) return event
  const value = asText(plan, property(plan, name))
  return { sql: `COALESCE(${value.sql}, ${event.sql})`, tables: [...new Set([...value.tables, ...event.tables])] }
}

const texts = ({ ctx: { dialect } }: EventPlan, values: readonly string[]): string => values.map((value) => dialect.stringLiteral(value)).join(', ')

const oneOf = (plan: EventPlan, { sql, tables }: Expression, values: readonly string[] | undefined): Expression | undefined =>
  values === undefined || values.length === 0 ? undefined : { sql: `(${sql}) IN (${texts(plan, values)})`, tables }

const withoutItems = (plan: EventPlan, { sql, tables }: Expression, values: readonly string[] | undefined): Expression | undefined =>
  values === undefined || values.length === 0 ? undefined : { sql: `(${sql}) NOT IN (${texts(plan, values)})`, tables }

/** Paths cut to what lies between the first time at their start and the first time after it at their end; others are gone. */
function cutCtes(plan: EventPlan, { from, to, steps }: PathsInsight): Cte[] {
  const { dialect } = plan.ctx
  const q = (name: string): string => dialect.quote(name)
  if (from === undefined && to === undefined) return []
  const kept = ['person', 'path', 'place', 'at', 'item'].map(q)
  const first = (condition: string): string => `MIN(CASE WHEN ${condition} THEN ${q('place')} END) OVER (PARTITION BY ${q('person')}, ${q('path')})`
  const ctes: Cte[] = []
  let rows = 'steps'
  if (from !== undefined) {
    const started = `SELECT\n  ${[...kept, `${first(`${q('item')} = ${dialect.stringLiteral(from)}`)} AS ${q('start')}`].join(',\n  ')}\nFROM ${q(rows)}`
    ctes.push(
      { name: 'started', sql: started },
      { name: 'from_start', sql: `SELECT\n  ${kept.join(',\n  ')}\nFROM ${q('started')}\nWHERE ${q('place')} >= ${q('start')}` },
    )
    rows = 'from_start'
  }
  if (to !== undefined) {
    const ended = `SELECT\n  ${[...kept, `${first(`${q('item')} = ${dialect.stringLiteral(to)}`)} AS ${q('finish')}`].join(',\n  ')}\nFROM ${q(rows)}`
    const counted = `SELECT\n  ${kept.join(',\n  ')},\n  ROW_NUMBER() OVER (PARTITION BY ${q('person')}, ${q('path')} ORDER BY ${q('place')} DESC) AS ${q('from_end')}\nFROM ${q('ended')}\nWHERE ${q('place')} <= ${q('finish')}`
    ctes.push({ name: 'ended', sql: ended }, { name: 'counted_back', sql: counted })
    rows = 'counted_back'
  }
  // With an end and no start, the last steps count; with both, paths that are longer are shown from their start.
  const where = to !== undefined && from === undefined ? `\nWHERE ${q('from_end')} <= ${steps}` : ''
  return [...ctes, { name: 'cut', sql: `SELECT\n  ${kept.join(',\n  ')}\nFROM ${q(rows)}${where}` }]
}
