import type { LifecycleInsight } from '../types/insight.ts'
import { bucketColumn, bucketLiteral, type EventPlan, eventRows, filtersOn, isEvent, personColumn, within } from './event-rows.ts'
import { frameOf } from './frame.ts'
import { spanOf, wholePeriods } from './insight-range.ts'
import type { InsightPlan } from './types.ts'

/**
 * People by what they did a period before: new (never did it), returning (did it then), resurrecting (did it once, not then) and
 * dormant (did it then, and not in this one). All that was before is read: whether somebody is new is known no other way.
 */
export function planLifecycle(plan: EventPlan, insight: LifecycleInsight): InsightPlan {
  const { ctx } = plan
  const { dialect } = ctx
  const { interval } = insight
  const q = (name: string): string => dialect.quote(name)
  const span = wholePeriods(ctx, spanOf(ctx, insight.range, interval), interval)
  const person = personColumn(plan).expression
  const known = { sql: `(${person.sql}) IS NOT NULL`, tables: person.tables }
  const read = eventRows(
    plan,
    [personColumn(plan), bucketColumn(plan, interval)],
    [within(plan, { from: null, to: span.to }), known, filtersOn(plan, insight.filters), isEvent(plan, insight.series)],
  )
  const [bucket, before, after] = [q('bucket'), q('before'), q('after')]
  const beside = (rows: string): string => `MAX(${bucket}) OVER (PARTITION BY ${q('person')} ORDER BY ${bucket} ROWS BETWEEN ${rows} AND ${rows})`
  const type = interval === 'hour' ? 'timestamp' : 'date'
  const next = (sql: string): string => dialect.shift(sql, type, 1, interval)
  const state = `CASE WHEN ${before} IS NULL THEN 'new' WHEN ${next(before)} = ${bucket} THEN 'returning' ELSE 'resurrecting' END AS ${q('state')}`
  const from = span.from === null ? undefined : bucketLiteral(plan, span.from, interval)
  const end = bucketLiteral(plan, span.to, interval)
  const since = (sql: string): string => (from === undefined ? '' : ` AND ${sql} >= ${from}`)
  const states = `SELECT ${bucket}, ${state} FROM ${q('beside')} WHERE ${bucket} < ${end}${since(bucket)}`
  const dormant = `SELECT ${next(bucket)} AS ${bucket}, 'dormant' AS ${q('state')} FROM ${q('beside')} WHERE (${after} IS NULL OR ${after} > ${next(bucket)}) AND ${next(bucket)} < ${end}${since(next(bucket))}`
  return {
    ctes: [
      { name: 'events', sql: read },
      { name: 'active', sql: `SELECT DISTINCT\n  ${q('person')},\n  ${bucket}\nFROM ${q('events')}` },
      {
        name: 'beside',
        sql: `SELECT\n  ${q('person')},\n  ${bucket},\n  ${beside('1 PRECEDING')} AS ${before},\n  ${beside('1 FOLLOWING')} AS ${after}\nFROM ${q('active')}`,
      },
      { name: 'states', sql: `${states}\nUNION ALL\n${dormant}` },
    ],
    answer: `SELECT ${bucket}, ${q('state')}, COUNT(*) AS ${q('people')}\nFROM ${q('states')}\nGROUP BY ${bucket}, ${q('state')}`,
    columns: [
      { name: 'bucket', type },
      { name: 'state', type: 'string' },
      { name: 'people', type: 'number' },
    ],
    frame: frameOf(ctx, [span], interval),
  }
}
