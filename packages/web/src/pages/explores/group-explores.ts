import type { ExploreSummary } from '../../api/explores.ts'

/** `label` null: explores of no group, shown last. */
export type ExploreGroup = { label: string | null; explores: ExploreSummary[] }

/** Explores that match every word of `search` (label, name, description, tags), by group, groups and members by label. */
export function groupExplores(explores: readonly ExploreSummary[], search: string): ExploreGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string | null, ExploreSummary[]>()
  for (const explore of explores) {
    const text = [explore.label, explore.name, explore.description ?? '', explore.groupLabel ?? '', ...explore.tags].join(' ').toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const key = explore.groupLabel ?? null
    groups.set(key, [...(groups.get(key) ?? []), explore])
  }
  return [...groups]
    .map(([label, members]) => ({ label, explores: members.toSorted((a, b) => a.label.localeCompare(b.label)) }))
    .toSorted((a, b) => (a.label === null ? 1 : b.label === null ? -1 : a.label.localeCompare(b.label)))
}
