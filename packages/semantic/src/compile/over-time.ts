import { fieldReferences, parseReference } from '../plan/sql-template.ts'
import { isMadeOfMetrics, isPostCalculation } from '../names/metric-types.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { Failure } from './failure.ts'
import { failed, findReference, type NamedField, type Origin } from './find-reference.ts'
import type { MetricDraft } from './table-draft.ts'

type Wrong = { failure: Failure }

/** Why what a metric says about time cannot be: a name that is none, a dimension that is no time, a metric of the wrong kind. */
export function overTimeFailure(scope: ExploreScope, draft: MetricDraft, of: Origin): Wrong | undefined {
  const { overTime, type } = draft.source
  if (overTime === undefined) return isPostCalculation(type) ? postFailure(scope, draft, of) : undefined
  const origin: Origin = { ...of, at: overTime.at }
  const { nonAdditive, cumulative, offset, conversion } = overTime
  if (nonAdditive !== undefined) {
    if (isMadeOfMetrics(type)) {
      return wrong(
        origin,
        `non_additive_dimension stands on ${origin.owner} of type ${type}, which aggregates no rows.`,
        'Put it on the metrics that it combines.',
      )
    }
    return timeFailure(scope, origin, nonAdditive.time) ?? firstOf(nonAdditive.groupings ?? [], (name) => dimensionFailure(scope, origin, name))
  }
  const kind = cumulative === undefined ? (offset === undefined ? 'conversion' : 'offset') : 'cumulative'
  if (type !== 'number' || onlyReference(draft.sql) === undefined) {
    return wrong(
      origin,
      `${origin.owner} with ${kind} has to be of type number, and its sql one metric.`,
      'Write "sql: ${metric}" with the name of the metric.',
    )
  }
  const time = cumulative?.time ?? offset?.time
  if (time !== undefined) return timeFailure(scope, origin, time)
  if (conversion === undefined) return undefined
  const to = conversion.metric.split('.')[0]
  const pairs = [conversion.entity, ...(conversion.constant ?? [])]
  return (
    metricFailure(scope, origin, conversion.metric) ??
    timeFailure(scope, origin, conversion.time.from) ??
    timeFailure(scope, origin, `${to}.${conversion.time.to}`) ??
    firstOf(pairs, ({ from, to: other }) => dimensionFailure(scope, origin, from) ?? dimensionFailure(scope, origin, `${to}.${other}`))
  )
}

/** What looks at the other rows of a result is made of one metric, which does not do so itself. */
function postFailure(scope: ExploreScope, draft: MetricDraft, origin: Origin): Wrong | undefined {
  const { type } = draft.source
  const only = onlyReference(draft.sql)
  if (only === undefined)
    return wrong(origin, `${origin.owner} of type ${type} needs one metric as its sql.`, 'Write "sql: ${metric}" with the name of the metric.')
  const found = findReference(scope, { ...origin, allowed: 'any' }, only, draft.sql.trim())
  if ('failure' in found) return found
  if (found.kind === 'metric' && !isPostCalculation(found.draft.source.type)) return undefined
  return wrong(origin, `${origin.owner} of type ${type} cannot be made of ${draft.sql.trim()}.`, 'Name a metric that does not look at other rows itself.')
}

/** The one field that a piece of SQL is, `${name}` and nothing else. */
export function onlyReference(sql: string): NamedField | undefined {
  const references = fieldReferences(sql)
  return references.length === 1 && /^\s*\$\{[^{}]*\}\s*$/.test(sql) ? references[0] : undefined
}

const named = (text: string): NamedField => {
  const reference = parseReference(text)
  return reference.kind === 'field' ? reference : { table: undefined, name: text }
}

function dimensionFailure(scope: ExploreScope, origin: Origin, name: string): Wrong | undefined {
  const found = findReference(scope, { ...origin, allowed: 'dimension' }, named(name), name)
  return 'failure' in found ? found : undefined
}

function timeFailure(scope: ExploreScope, origin: Origin, name: string): Wrong | undefined {
  const found = findReference(scope, { ...origin, allowed: 'dimension' }, named(name), name)
  if ('failure' in found) return found
  const { draft } = found
  if (found.kind === 'dimension' && found.draft.interval === undefined && (found.draft.type === 'date' || found.draft.type === 'timestamp')) return undefined
  const hint = found.kind === 'dimension' && found.draft.interval !== undefined ? `Name ${found.draft.interval.base}.` : 'Name a date or timestamp dimension.'
  return wrong(origin, `${name} in ${origin.owner} is ${draft.name === name ? '' : `${draft.name}, `}not a date or timestamp dimension without interval.`, hint)
}

function metricFailure(scope: ExploreScope, origin: Origin, name: string): Wrong | undefined {
  const found = findReference(scope, { ...origin, allowed: 'any' }, named(name), name)
  if ('failure' in found) return found
  return found.kind === 'metric'
    ? undefined
    : wrong(origin, `${name} in ${origin.owner} is not a metric.`, 'Name the metric that counts the events that follow.')
}

const wrong = (origin: Origin, message: string, hint: string): Wrong => failed(origin, { code: 'model.wrong_over_time', message, hint })

function firstOf<T>(items: readonly T[], check: (item: T) => Wrong | undefined): Wrong | undefined {
  for (const item of items) {
    const found = check(item)
    if (found !== undefined) return found
  }
  return undefined
}
