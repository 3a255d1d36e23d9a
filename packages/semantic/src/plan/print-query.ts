import { QueryError } from '../types/compiled-query.ts'
import type { FieldId, FilterRule } from '../types/metric-query.ts'
import { activeRules, type ResolvedTarget, renderGroup } from './filters/render-group.ts'
import { findMetric } from './metric-expression.ts'
import type { PlanContext } from './plan-context.ts'
import { postMetric } from './post-calculations.ts'
import { indent } from './print-grains.ts'
import type { CalculationColumn, Core, Cte } from './select-parts.ts'
import { orderTerms, sortsByExpression } from './sorts.ts'
import { unknownField } from './unknown-field.ts'
import { metricTarget } from './value-type.ts'

/**
 * The whole statement. Metric filters, table calculations and calendar sorts work on the finished rows, in a CTE named
 * `metrics`; filters on table calculations work on a further one.
 */
export function printQuery(
  ctx: PlanContext,
  core: Core,
  layers: readonly CalculationColumn[][],
  selected: ReadonlySet<FieldId>,
  compared: ReadonlySet<FieldId>,
): string {
  const metricFilter = renderGroup(ctx, ctx.query.filters.metrics, (rule) => metricRuleTarget(ctx, rule, compared))
  const calculationFilter = renderGroup(ctx, ctx.query.filters.tableCalculations, (rule) => calculationRuleTarget(ctx, rule))
  const ctes = [...core.ctes]
  let main = core.select
  const terms = orderTerms(ctx, selected)
  if (metricFilter !== undefined || calculationFilter !== undefined || layers.length > 0 || sortsByExpression(ctx, terms)) {
    // What looks at other rows is there only when they are: rules on it wait, and those they stand among wait with them.
    const waits = activeRules(ctx.query.filters.metrics).some((rule) => postMetric(ctx, rule.target.fieldId) !== undefined)
    const late = [waits ? metricFilter?.sql : undefined, calculationFilter?.sql].filter((sql) => sql !== undefined)
    main = finishRows(ctx, ctes, core.select, layers, waits ? undefined : metricFilter?.sql, late.length === 0 ? undefined : late.join('\n  AND '))
  }
  const head = ctes.map(({ name, sql }) => `${cteName(ctx, name)} AS (\n${indent(sql)}\n)`).join(',\n')
  return `${head === '' ? '' : `WITH ${head}\n`}${ctx.dialect.limit(main, terms, ctx.query.limit)}`
}

const cteName = (ctx: PlanContext, name: string): string => (name === 'metrics' || /^table_calculations(_\d+)?$/.test(name) ? name : ctx.dialect.quote(name))

function finishRows(
  ctx: PlanContext,
  ctes: Cte[],
  rows: string,
  layers: readonly CalculationColumn[][],
  metricFilter: string | undefined,
  calculationFilter: string | undefined,
): string {
  ctes.push({ name: 'metrics', sql: rows })
  const steps = layers.length === 0 ? [[]] : layers
  let from = 'metrics'
  let where = metricFilter
  let main = ''
  for (const [place, layer] of steps.entries()) {
    const columns = layer.map(({ calculation, sql }) => `  ${sql} AS ${ctx.dialect.quote(calculation.name)}`)
    main = `SELECT\n${['  *', ...columns].join(',\n')}\nFROM ${from}${where === undefined ? '' : `\nWHERE ${where}`}`
    const isLast = place === steps.length - 1
    if (isLast && calculationFilter === undefined) break
    from = place === 0 ? 'table_calculations' : `table_calculations_${place + 1}`
    ctes.push({ name: from, sql: main })
    where = undefined
    if (isLast) main = `SELECT\n  *\nFROM ${from}\nWHERE ${calculationFilter}`
  }
  return main
}

function metricRuleTarget(ctx: PlanContext, rule: FilterRule, compared: ReadonlySet<FieldId>): ResolvedTarget {
  if (compared.has(rule.target.fieldId)) return { sql: ctx.dialect.quote(rule.target.fieldId), type: 'number', tables: [] }
  const metric = findMetric(ctx, rule.target.fieldId)
  if (metric === undefined) throw unknownField(ctx, 'metric', rule.target.fieldId)
  return { ...metricTarget(ctx, metric, ctx.dialect.quote(rule.target.fieldId)), tables: [] }
}

function calculationRuleTarget(ctx: PlanContext, rule: FilterRule): ResolvedTarget {
  const { fieldId } = rule.target
  const calculation = ctx.query.tableCalculations.find(({ name }) => name === fieldId)
  if (calculation === undefined) {
    throw new QueryError('unknown_field', `Tried to reference table calculation with unknown name: ${fieldId}`, { at: fieldId })
  }
  return { sql: ctx.dialect.quote(fieldId), type: calculation.type ?? 'number', tables: [] }
}
