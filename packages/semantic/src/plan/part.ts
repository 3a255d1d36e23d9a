import type { FieldId, FilterGroup } from '../types/metric-query.ts'
import type { GrainPlan } from './fan-out.ts'
import type { Leaf } from './metric-expression.ts'
import type { Expression, PlanContext } from './plan-context.ts'
import type { GroupColumn, MetricColumn } from './select-columns.ts'
import type { Core } from './select-parts.ts'

/** What one aggregated part of a statement selects. */
export type Asked = {
  groups: readonly GroupColumn[]
  metrics: readonly MetricColumn[]
  /** Rules on rows. */
  filters: FilterGroup | undefined
}

/** Plans and prints a part; handed on to parts that are made of others. */
export type PlanPart = (ctx: PlanContext, asked: Asked) => { core: Core; grains: Vouched }

/** What is known, and what is not, of rows that joins repeat: sentences for the proof. */
export type Vouched = Pick<GrainPlan, 'proven' | 'unproven'>

/** One metric by the groups of a part, computed beside the part's other metrics. */
export type Beside = { name: string; leafId: FieldId; core: Core; vouched: Vouched; notes: readonly string[] }

/** Computes a leaf that looks at other times. */
export type PlanBeside = (ctx: PlanContext, asked: Asked, leaf: Leaf, plan: PlanPart) => Beside

/** What is selected: groups, metrics, conditions on rows. */
export type Selection = {
  groups: readonly GroupColumn[]
  metrics: readonly MetricColumn[]
  conditions: readonly Expression[]
  /** Tables without whose row no row passes the conditions. */
  asked: ReadonlySet<string>
}
