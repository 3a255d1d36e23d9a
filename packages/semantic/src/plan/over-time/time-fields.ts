import { fieldIdOf } from '../../names/field-id.ts'
import type { CompiledJoin } from '../../types/explore.ts'
import type { TimeInterval } from '../../types/field.ts'
import type { FieldId } from '../../types/metric-query.ts'
import { findDimension } from '../find-dimension.ts'
import { referencedTable } from '../dimension-expression.ts'
import type { PlanContext } from '../plan-context.ts'
import { fieldReferences, parseReference } from '../sql-template.ts'

/** Id of the dimension that a metric of `table` names as its time: `name`, or `table.name` of a joined one. */
export function timeFieldId(ctx: PlanContext, table: string, named: string): FieldId {
  const reference = parseReference(named)
  return reference.kind === 'field' ? fieldIdOf(referencedTable(ctx, table, reference.table), reference.name) : fieldIdOf(table, named)
}

/** True for a time dimension and each of its intervals. `baseId` is the id of the dimension without an interval. */
export function isOverTime(ctx: PlanContext, fieldId: FieldId, baseId: FieldId): boolean {
  const dimension = findDimension(ctx.index, fieldId)
  return dimension !== undefined && fieldIdOf(dimension.table, dimension.timeIntervalBaseDimensionName ?? dimension.name) === baseId
}

/** The interval that a time dimension is cut to. A date that is not cut is a day, a timestamp RAW. */
export function intervalOf(ctx: PlanContext, fieldId: FieldId): TimeInterval {
  const dimension = findDimension(ctx.index, fieldId)
  return dimension?.timeInterval ?? (dimension?.type === 'date' ? 'DAY' : 'RAW')
}

/** The calendar that a dimension is looked up in by the day of the time dimension `baseId`. */
export function calendarOf(ctx: PlanContext, fieldId: FieldId, baseId: FieldId): CompiledJoin | undefined {
  const [reference] = fieldReferences(findDimension(ctx.index, fieldId)?.sql ?? '')
  const join = reference?.table === undefined ? undefined : ctx.index.joins.get(reference.table)?.join
  const { calendar } = join ?? {}
  return calendar !== undefined && fieldIdOf(calendar.table, calendar.dimension) === baseId ? join : undefined
}
