import type { AppElement, AppTab } from '../notebook-document.ts'

type Layout = { tabs: readonly AppTab[]; elements: readonly AppElement[] }

/** Tabs in their order. */
export const orderedAppTabs = ({ tabs }: Pick<Layout, 'tabs'>): AppTab[] => tabs.toSorted((a, b) => a.order - b.order)

/** What stands on a tab; elements of no tab, or of one that is gone, stand on the first. Null: all, of an app without tabs. */
export function elementsOfTab(app: Layout, tabUuid: string | null): AppElement[] {
  if (tabUuid === null) return [...app.elements]
  const [first] = orderedAppTabs(app)
  const known = new Set(app.tabs.map(({ uuid }) => uuid))
  return app.elements.filter((element) => (element.tabUuid !== undefined && known.has(element.tabUuid) ? element.tabUuid : first?.uuid) === tabUuid)
}
