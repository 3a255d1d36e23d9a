import type { DashboardFilterRule } from '@atrium/documents'
import { getItemLabel, type ItemsMap } from '@atrium/semantic'
import type { TFunction } from 'i18next'
import { filterSentence } from '../explore/filter-wording.ts'

/** What a filter is called: its own label, else its field's. */
export function ruleName(rule: DashboardFilterRule, items: ItemsMap): string {
  if (rule.label !== undefined && rule.label !== '') return rule.label
  const item = items[rule.target.fieldId]
  return item === undefined ? rule.target.fieldId : getItemLabel(item)
}

/** A filter of a dashboard as a sentence that begins with its own name. */
export function ruleSentence(rule: DashboardFilterRule, items: ItemsMap, t: TFunction): string {
  const { label: _, ...unnamed } = rule
  const field = ruleName(unnamed, items)
  const sentence = filterSentence(rule, items, t)
  return sentence.startsWith(field) ? ruleName(rule, items) + sentence.slice(field.length) : sentence
}

/** Why tiles do not load yet: the filters that need a value; null when none does. */
export const waitingFor = (missing: readonly DashboardFilterRule[], items: ItemsMap, t: TFunction): string | null =>
  missing.length === 0 ? null : t('dashboard.filters.pickToLoad', { names: missing.map((rule) => ruleName(rule, items)).join(', ') })

/** The rule with nothing chosen: kept, but off. */
export const clearedRule = (rule: DashboardFilterRule): DashboardFilterRule => ({ ...rule, values: [], disabled: true })
