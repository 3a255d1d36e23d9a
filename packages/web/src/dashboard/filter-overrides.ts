import { dashboardFilterRuleSchema, isSameRule, type DashboardFilterRule, type DashboardFilters } from '@atrium/documents'
import { z } from 'zod'
import { allRules, withRule } from './effective-filters.ts'

const overridesSchema = z.array(z.union([dashboardFilterRuleSchema, z.object({ removed: z.string() })])).max(200)

/** A viewer's own filters as text for the address: rules that differ from the saved ones. Empty when none does. */
export function encodeOverrides(saved: DashboardFilters, current: DashboardFilters): string {
  const before = new Map(allRules(saved).map((rule) => [rule.id, rule]))
  const now = allRules(current)
  const changed = now.filter((rule) => isChanged(before.get(rule.id), rule))
  const kept = new Set(now.map(({ id }) => id))
  const removed = [...before.keys()].filter((id) => !kept.has(id)).map((id) => ({ removed: id }))
  return changed.length + removed.length === 0 ? '' : JSON.stringify([...changed, ...removed])
}

/** The saved filters with those of the address on top, but for locked ones. Text that cannot be understood changes nothing. */
export function applyOverrides(saved: DashboardFilters, text: string): DashboardFilters {
  if (text === '') return saved
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return saved
  }
  const parsed = overridesSchema.safeParse(given)
  if (!parsed.success) return saved
  const locked = new Set(allRules(saved).flatMap((rule) => (rule.locked === true ? [rule.id] : [])))
  const free = parsed.data.filter((each) => !locked.has('removed' in each ? each.removed : each.id))
  return free.reduce<DashboardFilters>((filters, each) => ('removed' in each ? withRule(filters, each.removed, null) : withRule(filters, each.id, each)), saved)
}

/** Ids of rules that are not as saved. */
export function overriddenIds(saved: DashboardFilters, current: DashboardFilters): Set<string> {
  const before = new Map(allRules(saved).map((rule): [string, DashboardFilterRule] => [rule.id, rule]))
  return new Set(allRules(current).flatMap((rule) => (isChanged(before.get(rule.id), rule) ? [rule.id] : [])))
}

const isChanged = (before: DashboardFilterRule | undefined, now: DashboardFilterRule): boolean => before === undefined || !isSameRule(before, now)
