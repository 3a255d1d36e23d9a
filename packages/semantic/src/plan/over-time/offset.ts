import { QueryError } from '../../types/compiled-query.ts'
import type { Offset } from '../../types/metric-over-time.ts'
import { comparisonNote } from '../comparison.ts'
import { dimensionById } from '../dimension-expression.ts'
import { activeRules } from '../filters/render-group.ts'
import { isPeriod } from '../find-dimension.ts'
import { metricById } from '../metric-expression.ts'
import type { PlanBeside } from '../part.ts'
import type { PlanContext, TimeShift } from '../plan-context.ts'
import { groupColumns } from '../select-columns.ts'
import { isShorterThanDay } from '../time-column.ts'
import { intervalOf, isOverTime, timeFieldId } from './time-fields.ts'

/**
 * A metric as it was some time earlier: the same question with the clock of its time dimension turned back. As in a
 * comparison, earlier rows end at the same moment as the present ones.
 */
export const offsetPart: PlanBeside = (ctx, asked, leaf, plan) => {
  const { metric, base } = leaf.overTime ?? {}
  const offset = metric?.offset as Offset
  const baseId = timeFieldId(ctx, leaf.home, offset.time)
  const { count, unit } = offset.by
  const monthly = unit === 'month' || unit === 'quarter' || unit === 'year'
  const byDay = ctx.query.dimensions.some((fieldId) => isOverTime(ctx, fieldId, baseId) && intervalOf(ctx, fieldId) === 'DAY')
  const shift: TimeShift = { baseId, count, unit, dropsMissingDays: monthly && byDay }
  const label = `${count} ${unit}${count === 1 ? '' : 's'} earlier`
  checkPossible(ctx, leaf.id, shift)
  ctx.timeDependent = true
  const shifted: PlanContext = { ...ctx, shift, cteSuffix: `${ctx.cteSuffix}_${leaf.id}` }
  const { core, grains } = plan(shifted, {
    groups: groupColumns(shifted),
    metrics: [{ fieldId: leaf.id, expression: metricById(shifted, base?.id ?? ''), hidden: false }],
    filters: asked.filters,
  })
  return { name: `${leaf.id}_earlier${ctx.cteSuffix}`, leafId: leaf.id, core, vouched: grains, notes: [`${leaf.id}: ${comparisonNote(ctx, label, shift)}`] }
}

function checkPossible(ctx: PlanContext, id: string, shift: TimeShift): void {
  if (ctx.shift !== undefined)
    throw wrong(
      id,
      `Metric ${id} looks at an earlier time itself and cannot be compared with an earlier period: leave it out, or compare the metric that it is made of.`,
    )
  const { time } = dimensionById(ctx, shift.baseId)
  if (time?.type === 'date' && isShorterThanDay(shift.unit))
    throw wrong(id, `Metric ${id} goes back by ${shift.unit}s, which the date ${shift.baseId} does not have.`)
  const periods = ctx.query.dimensions.filter((fieldId) => isOverTime(ctx, fieldId, shift.baseId))
  const rules = activeRules(ctx.query.filters.dimensions).filter(
    (rule) => typeof rule.target?.fieldId === 'string' && isOverTime(ctx, rule.target.fieldId, shift.baseId),
  )
  if (periods.length === 0 && rules.length === 0)
    throw wrong(id, `Metric ${id} looks back over ${shift.baseId}: group by one of its intervals or filter on it.`)
  const fine = periods.find((fieldId) => time?.type !== 'date' && !isPeriod(intervalOf(ctx, fieldId)))
  if (fine !== undefined) throw wrong(id, `Metric ${id} goes with periods of a day or longer, not with ${fine}.`)
}

const wrong = (at: string, message: string): QueryError => new QueryError('invalid_query', message, { at })
