import { fieldIdOf } from '../../names/field-id.ts'
import type { TimeInterval } from '../../types/field.ts'
import type { FieldId } from '../../types/metric-query.ts'
import { findDimension } from '../find-dimension.ts'
import type { PlanContext } from '../plan-context.ts'

/** True for a time dimension and each of its intervals. `baseId` is the id of the dimension without an interval. */
export function isOverTime(ctx: PlanContext, fieldId: FieldId, baseId: FieldId): boolean {
  const dimension = findDimension(ctx.index, fieldId)
  return dimension !== undefined && fieldIdOf(dimension.table, dimension.timeIntervalBaseDimensionName ?? dimension.name) === baseId
}

/** The interval that a time dimension is cut to; RAW when it is not. */
export function intervalOf(ctx: PlanContext, fieldId: FieldId): TimeInterval {
  return findDimension(ctx.index, fieldId)?.timeInterval ?? 'RAW'
}
