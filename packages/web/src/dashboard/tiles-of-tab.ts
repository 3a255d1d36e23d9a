import type { DashboardDocument, DashboardTab, DashboardTile } from '@atrium/documents'

/** Tabs in their order. */
export const orderedTabs = ({ tabs }: Pick<DashboardDocument, 'tabs'>): DashboardTab[] => tabs.toSorted((a, b) => a.order - b.order)

/** The tab that is shown: the wanted one where there is such a tab, else the first; null without tabs. */
export function shownTab(document: Pick<DashboardDocument, 'tabs'>, wanted: string | null): string | null {
  const tabs = orderedTabs(document)
  return (tabs.find(({ uuid }) => uuid === wanted) ?? tabs[0])?.uuid ?? null
}

/** Tiles of a tab; tiles of no tab, or of one that is gone, are on the first. */
export function tilesOfTab(document: Pick<DashboardDocument, 'tabs' | 'tiles'>, tab: string | null): DashboardTile[] {
  if (tab === null) return document.tiles
  const tabs = orderedTabs(document)
  const first = tabs[0]?.uuid
  const known = new Set(tabs.map(({ uuid }) => uuid))
  return document.tiles.filter(({ tabUuid }) => (tabUuid !== null && tabUuid !== undefined && known.has(tabUuid) ? tabUuid : first) === tab)
}
