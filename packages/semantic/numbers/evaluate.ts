import { aggregateOver } from './aggregate.ts'
import { earlierQuestion } from './earlier-question.ts'
import { accumulated, converted, lastMoments } from './evaluate-over-time.ts'
import { holdsFor, overResult } from './evaluate-result.ts'
import { groupKey, groupsOf, type Question } from './joined-rows.ts'
import { idOf, metricOf, timeIdOf } from './shop-fields.ts'
import type { Aggregate, OverRows, Value } from './shop-types.ts'

/** Values of the metrics by group. A group that a metric has no rows in is null there. */
export type Answer = {
  groups: Map<string, Value[]>
  /** Groups that exist only for SQL that aggregates by itself, without a row of its table: such SQL may leave them out. */
  optional: ReadonlySet<string>
}

/** Answers a question from the rows alone: joins by looping, takes each row of a metric's table once per group, and adds up. */
export function evaluate(question: Question): Answer {
  const { metrics, having } = question
  const named = having === undefined ? metrics : [...metrics, having.target.fieldId]
  // What looks at the other rows needs its metric among them, whether that is shown or not.
  const needed = [...new Set(named.map((id) => (metricOf(id).kind === 'result' ? madeOf(id) : id)))]
  const columns = new Map(needed.map((id) => [id, valuesOf(question, id)]))
  const keys = new Set(columns.size === 0 ? groupsOf(question, []).keys() : [...columns.values()].flatMap((column) => [...column.keys()]))
  if (question.dimensions.length === 0) keys.add(groupKey([]))
  const rows = [...keys].map((key) => ({ key, values: new Map(needed.map((id) => [id, columns.get(id)?.get(key) ?? null])) }))
  const results = named.filter((id) => metricOf(id).kind === 'result')
  const waits = having !== undefined && results.includes(having.target.fieldId)
  const counted = having === undefined || waits ? rows : rows.filter((row) => holdsFor(having, row, question))
  for (const id of results) overResult(question, { id, type: metricOf(id).type, of: madeOf(id) }, counted)
  const shown = having !== undefined && waits ? counted.filter((row) => holdsFor(having, row, question)) : counted
  const groups = new Map(shown.map(({ key, values }) => [key, metrics.map((id) => values.get(id) ?? null)]))
  const mayBeLeftOut = (key: string): boolean =>
    [...columns].every(([id, column]) => !column.has(key) || (metricOf(id).kind === 'rows' && (column.get(key) ?? null) === null))
  const optional = new Set(columns.size > 0 && question.dimensions.length > 0 ? [...groups.keys()].filter(mayBeLeftOut) : [])
  return { groups, optional }
}

/** The metric that one of a single other is made of. */
function madeOf(id: string): string {
  const metric = metricOf(id)
  return 'of' in metric && typeof metric.of === 'string' ? metric.of : id
}

/** The leaves of a metric: what aggregates rows. */
export function leavesOf(id: string): (Aggregate | OverRows)[] {
  const metric = metricOf(id)
  if (metric.kind === 'aggregate' || metric.kind === 'rows') return [metric]
  return typeof metric.of === 'string' ? leavesOf(metric.of) : metric.of.flatMap(leavesOf)
}

/** The one leaf of a metric that is made of such. */
function leafOf(id: string): Aggregate {
  const [leaf] = leavesOf(id)
  if (leaf?.kind !== 'aggregate') throw new Error(`${id} is not made of an aggregate.`)
  return leaf
}

function valuesOf(question: Question, id: string): Map<string, Value> {
  const metric = metricOf(id)
  switch (metric.kind) {
    case 'aggregate':
    case 'rows': {
      const groups = groupsOf(question, metric.kind === 'aggregate' ? metric.reads : [metric.table])
      return new Map([...groups].map(([key, members]) => [key, aggregateOver(metric, lastMoments(metric, members))]))
    }
    case 'formula': {
      const parts = metric.of.map((part) => valuesOf(question, part))
      const keys = new Set(parts.flatMap((part) => [...part.keys()]))
      return new Map([...keys].map((key) => [key, metric.calculate(parts.map((part) => part.get(key) ?? null))]))
    }
    case 'cumulative':
      return accumulated(question, metric, leafOf(metric.of))
    case 'offset': {
      const { time, by } = metric.offset
      return valuesOf(earlierQuestion(question, { fieldId: timeIdOf(metric.table, time), to: by }), metric.of)
    }
    case 'conversion': {
      const conversions = converted(question, metric, leafOf(metric.of), leafOf(metric.followedBy))
      const events = valuesOf(question, metric.of)
      const rate = (key: string): Value => {
        const [all, some] = [events.get(key) ?? null, conversions.get(key) ?? 0]
        if (all === null || metric.conversion.calculation === 'count') return all === null ? null : some
        return Number(all) === 0 ? null : Number(some) / Number(all)
      }
      return new Map([...events.keys()].map((key) => [key, rate(key)]))
    }
    case 'result':
      throw new Error(`${idOf(metric)} has no value by itself.`)
  }
}
