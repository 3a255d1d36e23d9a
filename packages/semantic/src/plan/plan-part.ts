import { askedTables } from './asked-tables.ts'
import { type GrainPlan, planGrains } from './fan-out.ts'
import { renderGroup } from './filters/render-group.ts'
import { type Leaf, uniqueLeaves } from './metric-expression.ts'
import { besidePart } from './over-time/beside-part.ts'
import type { Asked } from './part.ts'
import { type PlanContext, unionTables } from './plan-context.ts'
import { printCore } from './print-grains.ts'
import { anyDimension, type GroupColumn, type MetricColumn } from './select-columns.ts'
import type { Core } from './select-parts.ts'
import { shiftedConditions } from './shifted-rows.ts'

/** One aggregated part of a statement. `notes` say what was done with time, for the proof. */
export type Part = { groups: readonly GroupColumn[]; metrics: readonly MetricColumn[]; grains: GrainPlan; core: Core; notes: readonly string[] }

/** Plans and prints one part: rows of the groups asked for, with what looks at other times computed beside them. */
export function planPart(ctx: PlanContext, asked: Asked): Part {
  const { groups, metrics } = asked
  const leaves = uniqueLeaves(metrics.flatMap(({ expression }) => expression.leaves))
  const timed = leaves.filter((leaf) => leaf.overTime !== undefined)
  const plain = timed.length === 0 ? leaves : leaves.filter((leaf) => leaf.overTime === undefined)
  const condition = renderGroup(ctx, asked.filters, (rule) => anyDimension(ctx, rule.target.fieldId))
  const conditions = [...(condition === undefined ? [] : [condition]), ...shiftedConditions(ctx)]
  const common = unionTables(...groups.map(({ tables }) => tables), ...conditions.map(({ tables }) => tables))
  const onlyTimed = plain.length === 0 && timed.length > 0
  const grains = onlyTimed ? { grains: [], proven: [], unproven: [] } : planGrains(ctx, plain, common)
  const beside = timed.map((leaf) => besidePart(ctx, asked, leaf, planPart))
  return {
    groups,
    metrics,
    grains: {
      grains: grains.grains,
      proven: [...grains.proven, ...beside.flatMap(({ vouched }) => vouched.proven)],
      unproven: [...grains.unproven, ...beside.flatMap(({ vouched }) => vouched.unproven)],
    },
    core: printCore(ctx, { groups, metrics, conditions, asked: askedTables(ctx, asked.filters) }, grains.grains, beside),
    notes: [...plain.flatMap((leaf) => leafNotes(leaf)), ...beside.flatMap(({ notes }) => notes)],
  }
}

function leafNotes({ id, picked, estimated }: Leaf): string[] {
  return [
    ...(picked === undefined ? [] : [`${id} is not added up over time: of each group only the rows of the ${picked.choice} moment count.`]),
    ...(estimated === true ? [`${id} is estimated: the engine counts distinct values approximately.`] : []),
  ]
}
