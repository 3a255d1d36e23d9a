import { hashboardModel, type HashboardModel, type CompiledMetric, type Explore } from '@atrium/semantic'
import { aliasGrn, specHead, type Spec } from './spec.ts'

type ModelSpecHead = {
  /** What its warehouse is called. */
  connectionName: string
  grn?: string
  /** Says who may see what as well; only for readers who may know. */
  withRules?: boolean
}

/** Explores are never changed, they are compiled anew: what one says without rules stays as long as it does. */
const known = new WeakMap<Explore, HashboardModel>()

function modelOf(explore: Explore, withRules: boolean): HashboardModel {
  if (withRules) return hashboardModel(explore, { withRules })
  const model = known.get(explore) ?? hashboardModel(explore, { withRules })
  known.set(explore, model)
  return model
}

/** An explore as a data model. */
export function modelSpec(explore: Explore, { connectionName, grn, withRules = false }: ModelSpecHead): Spec {
  const { source, ...rest } = modelOf(explore, withRules)
  const description = explore.tables[explore.baseTable]?.description
  return {
    ...specHead('model', {
      ...(grn === undefined ? {} : { grn }),
      alias: explore.name,
      name: explore.label,
      ...(description === undefined ? {} : { description }),
      labels: explore.tags,
    }),
    source: { connectionName, ...source },
    ...rest,
  }
}

/** A metric of an explore as a metric of the project: over time when there is a date to count by. */
export function metricSpec(explore: Explore, metric: CompiledMetric, { alias, grn }: { alias: string; grn?: string }): Spec {
  const date = Object.values(explore.tables[explore.baseTable]?.dimensions ?? {}).find(
    ({ type, timeInterval, hidden }) => timeInterval === undefined && !hidden && (type === 'date' || type === 'timestamp'),
  )
  return {
    ...specHead('metric', {
      ...(grn === undefined ? {} : { grn }),
      alias,
      name: metric.label,
      ...(metric.description === undefined ? {} : { description: metric.description }),
      labels: metric.tags ?? [],
    }),
    config: {
      dataModel: aliasGrn('m', explore.name),
      measureId: metric.name,
      ...(date === undefined ? { metricType: 'simple' } : { metricType: 'timeseries', dimensionId: date.name, granularity: 'month' }),
    },
  }
}
