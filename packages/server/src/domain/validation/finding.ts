/** What findings come from. Those of one cause have one mend. */
export type Cause =
  /** A field that is in no explore any more, or not in this one. */
  | { kind: 'field'; field: string; explore: string | null }
  /** An explore that is not in the model any more. */
  | { kind: 'explore'; explore: string }
  /** An explore that is there, and broken. */
  | { kind: 'model'; explore: string; message: string }
  /** A chart that was deleted from under a dashboard. */
  | { kind: 'chart'; chart: string }

/** Which part is broken, in the words of the format. */
export const errorTypes = ['chart', 'sorting', 'filter', 'metric', 'model', 'dimension', 'custom metric'] as const
export type ErrorType = (typeof errorTypes)[number]

export type Breakage = { errorType: ErrorType; cause: Cause }

/** Something broken: in a chart, on a dashboard, or a table of the model. */
export type NewFinding = Breakage & {
  source: 'chart' | 'dashboard' | 'table'
  /** The chart or dashboard; null for a table. */
  resourceId: string | null
  /** Of a dashboard: the chart on it that is broken or gone. */
  chartId: string | null
}

export type Finding = NewFinding & { number: number; runId: string; foundAt: Date }

/** Same cause, same key. */
export const causeKey = (cause: Cause): string => {
  switch (cause.kind) {
    case 'field':
      return JSON.stringify(['field', cause.field, cause.explore])
    case 'explore':
    case 'model':
      return JSON.stringify([cause.kind, cause.explore])
    case 'chart':
      return JSON.stringify(['chart', cause.chart])
  }
}

const parts: Record<ErrorType, string> = {
  chart: 'Chart',
  sorting: 'Sorting',
  filter: 'Filter',
  metric: 'Metric',
  model: 'Model',
  dimension: 'Dimension',
  'custom metric': 'Custom metric',
}

/** What is wrong, in the words that clients of the format look for. `chartName` is that of the chart on a dashboard. */
export function messageOf({ source, errorType, cause }: Pick<NewFinding, 'source' | 'errorType' | 'cause'>, chartName: string): string {
  if (cause.kind === 'chart') return `A chart of this dashboard was deleted.`
  if (source === 'dashboard' && errorType === 'chart') return `The chart '${chartName}' is broken on this dashboard.`
  switch (cause.kind) {
    case 'field': {
      const what = errorType === 'custom metric' ? 'base dimension' : 'field'
      return `${parts[errorType]} error: the ${what} '${cause.field}' no longer exists`
    }
    case 'explore':
      return `Model error: the explore '${cause.explore}' no longer exists`
    case 'model':
      return source === 'table' ? cause.message : `Model error: the explore '${cause.explore}' has an error`
  }
}
