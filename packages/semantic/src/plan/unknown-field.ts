import { nearestNames } from '../names/nearest-names.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { FieldId } from '../types/metric-query.ts'
import type { PlanContext } from './plan-context.ts'

/** The error for an id that the explore does not have, with the nearest ids that it has. */
export function unknownField(ctx: PlanContext, kind: 'dimension' | 'metric', fieldId: FieldId): QueryError {
  const known =
    kind === 'dimension'
      ? [...ctx.index.dimensions]
          .filter(([, field]) => !field.hidden)
          .map(([id]) => id)
          .concat([...ctx.customDimensions.keys()])
      : [...ctx.index.metrics]
          .filter(([, field]) => !field.hidden)
          .map(([id]) => id)
          .concat([...ctx.additionalMetrics.keys()])
  return new QueryError('unknown_field', `Tried to reference ${kind} with unknown field id: ${fieldId}`, {
    at: fieldId,
    suggestions: nearestNames(fieldId, known),
  })
}
