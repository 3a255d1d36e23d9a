import type { StickinessInsight } from '../types/insight.ts'
import { bucketColumn, type EventPlan, eventRows, filtersOn, flagColumn, isOneOf, momentColumn, momentLiteral, personColumn, within } from './event-rows.ts'
import { frameOf } from './frame.ts'
import { earlierSpan, spanOf } from './insight-range.ts'
import type { InsightPlan } from './types.ts'

/** How many people did something in one period, in two, in three… */
export function planStickiness(plan: EventPlan, insight: StickinessInsight): InsightPlan {
  const { ctx } = plan
  const q = (name: string): string => ctx.dialect.quote(name)
  const { series, interval } = insight
  const span = spanOf(ctx, insight.range, interval)
  const spans = [span, ...(insight.compare === undefined ? [] : [earlierSpan(ctx, span, insight.compare, interval)])]
  const columns = [personColumn(plan), momentColumn(plan), bucketColumn(plan, interval), ...series.map((one, place) => flagColumn(plan, one, `s${place}`))]
  const inSpans = { sql: `(${spans.map((one) => `(${within(plan, one).sql})`).join(' OR ')})`, tables: plan.time.tables }
  const person = personColumn(plan).expression
  const known = { sql: `(${person.sql}) IS NOT NULL`, tables: person.tables }
  const read = eventRows(plan, columns, [inSpans, known, filtersOn(plan, insight.filters), isOneOf(plan, series)])
  const parts = spans.flatMap(({ from, to }, past) =>
    series.map((_, place) => {
      const at = q('at')
      const during = [...(from === null ? [] : [`${at} >= ${momentLiteral(plan, from)}`]), `${at} < ${momentLiteral(plan, to)}`, `${q(`s${place}`)} = 1`].join(
        ' AND ',
      )
      const counted = `(SELECT ${q('person')}, COUNT(DISTINCT ${q('bucket')}) AS ${q('periods')} FROM ${q('events')} WHERE ${during} GROUP BY ${q('person')}) AS counted`
      return `SELECT ${past} AS ${q('past')}, ${place} AS ${q('series')}, ${q('periods')}, COUNT(*) AS ${q('people')}\nFROM ${counted}\nGROUP BY ${q('periods')}`
    }),
  )
  return {
    ctes: [{ name: 'events', sql: read }],
    answer: parts.join('\nUNION ALL\n'),
    columns: ['past', 'series', 'periods', 'people'].map((name) => ({ name, type: 'number' as const })),
    frame: frameOf(ctx, spans, interval),
  }
}
