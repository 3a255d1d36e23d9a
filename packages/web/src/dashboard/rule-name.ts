import type { DashboardFilterRule } from '@atrium/documents'
import { getItemLabel, type ItemsMap } from '@atrium/semantic'
import type { TFunction } from 'i18next'
import { filterSentence } from '../explore/filter-wording.ts'
import { i18next } from '../i18n/i18n.ts'

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
export function waitingFor(missing: readonly (readonly DashboardFilterRule[])[], items: ItemsMap, t: TFunction): string | null {
  if (missing.length === 0) return null
  const names = missing.map((rules) => (rules.length === 1 ? namesOf(rules, items) : t('dashboard.filters.oneOf', { names: namesOf(rules, items) })))
  return t('dashboard.filters.pickToLoad', { names: new Intl.ListFormat(i18next.language, { type: 'conjunction' }).format(names) })
}

/** "Status, Country or Ordered". */
export const namesOf = (rules: readonly DashboardFilterRule[], items: ItemsMap): string =>
  new Intl.ListFormat(i18next.language, { type: 'disjunction' }).format(rules.map((rule) => ruleName(rule, items)))

/** The rule with nothing chosen: kept, but off. */
export const clearedRule = (rule: DashboardFilterRule): DashboardFilterRule => ({ ...rule, values: [], disabled: true })
