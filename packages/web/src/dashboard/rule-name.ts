import type { DashboardFilterRule } from '@atrium/documents'
import { getItemLabel, type ItemsMap } from '@atrium/semantic'

/** What a filter is called: its own label, else its field's. */
export function ruleName(rule: DashboardFilterRule, items: ItemsMap): string {
  if (rule.label !== undefined && rule.label !== '') return rule.label
  const item = items[rule.target.fieldId]
  return item === undefined ? rule.target.fieldId : getItemLabel(item)
}

/** The rule with nothing chosen: kept, but off. */
export const clearedRule = (rule: DashboardFilterRule): DashboardFilterRule => ({ ...rule, values: [], disabled: true })
