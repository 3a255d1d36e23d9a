import { diffDocuments } from '../diff-documents.ts'
import { matched } from '../matched.ts'
import { withoutChartFacts } from './chart-facts.ts'
import type { DashboardDocument, DashboardFilterRule, DashboardFilters, DashboardTab, DashboardTile } from './dashboard-document.ts'
import { parameterValuesOf } from './dashboard-parameters.ts'

/** One thing that somebody did to a dashboard, as a person would tell it. */
export type DashboardChange =
  | { what: 'tile_added' | 'tile_removed' | 'tile_changed'; tile: DashboardTile }
  /** Other places or sizes of tiles that were there before and are still. */
  | { what: 'tiles_moved'; count: number }
  | { what: 'filter_added' | 'filter_removed' | 'filter_changed'; filter: DashboardFilterRule }
  | { what: 'tab_added' | 'tab_removed'; tab: DashboardTab }
  | { what: 'tab_renamed'; tab: DashboardTab; before: string }
  | { what: 'tabs_ordered' }
  | { what: 'parameters_changed' }

/** What is different in `after`: tiles first, then filters, tabs and parameters. Empty when nothing is that a person could see. */
export function dashboardChanges(before: DashboardDocument, after: DashboardDocument): DashboardChange[] {
  return [
    ...tileChanges(before.tiles, after.tiles),
    ...filterChanges(before.filters, after.filters),
    ...tabChanges(before.tabs, after.tabs),
    ...(isDifferent(parameterValuesOf(before.parameters), parameterValuesOf(after.parameters)) ? [{ what: 'parameters_changed' as const }] : []),
  ]
}

function tileChanges(before: readonly DashboardTile[], after: readonly DashboardTile[]): DashboardChange[] {
  const { added, removed, kept } = matched(before, after, ({ uuid }) => uuid)
  const moved = kept.filter(({ was, is }) => isDifferent(placeOf(was), placeOf(is))).length
  return [
    ...added.map((tile): DashboardChange => ({ what: 'tile_added', tile })),
    ...removed.map((tile): DashboardChange => ({ what: 'tile_removed', tile })),
    ...kept.filter(({ was, is }) => isDifferent(contentOf(was), contentOf(is))).map(({ is }): DashboardChange => ({ what: 'tile_changed', tile: is })),
    ...(moved === 0 ? [] : [{ what: 'tiles_moved' as const, count: moved }]),
  ]
}

const placeOf = ({ x, y, w, h, tabUuid }: DashboardTile): object => ({ x, y, w, h, tab: tabUuid ?? null })

/** What a person chose for a tile. */
function contentOf(tile: DashboardTile): object {
  const { type, properties } = withoutChartFacts(tile)
  const { title, hideTitle, ...rest } = properties as Record<string, unknown>
  return { type, ...rest, title: title ?? '', hideTitle: hideTitle === true }
}

function filterChanges(before: DashboardFilters, after: DashboardFilters): DashboardChange[] {
  const all = ({ dimensions, metrics, tableCalculations }: DashboardFilters): DashboardFilterRule[] => [...dimensions, ...metrics, ...tableCalculations]
  const { added, removed, kept } = matched(all(before), all(after), ({ id }) => id)
  return [
    ...added.map((filter): DashboardChange => ({ what: 'filter_added', filter })),
    ...removed.map((filter): DashboardChange => ({ what: 'filter_removed', filter })),
    ...kept.filter(({ was, is }) => !isSameRule(was, is)).map(({ is }): DashboardChange => ({ what: 'filter_changed', filter: is })),
  ]
}

/** Whether two filters ask for the same everywhere, however they are written down. */
export const isSameRule = (a: DashboardFilterRule, b: DashboardFilterRule): boolean => !isDifferent(plain(a), plain(b))

const plain = ({ tileTargets = {}, disabled = false, required = false, locked = false, values = [], ...rest }: DashboardFilterRule): object => ({
  ...rest,
  tileTargets,
  disabled,
  required,
  locked,
  values,
})

function tabChanges(before: readonly DashboardTab[], after: readonly DashboardTab[]): DashboardChange[] {
  const { added, removed, kept } = matched(before, after, ({ uuid }) => uuid)
  const inOrder = (tabs: readonly DashboardTab[]): string[] =>
    tabs
      .filter(({ uuid }) => kept.some(({ is }) => is.uuid === uuid))
      .toSorted((a, b) => a.order - b.order)
      .map(({ uuid }) => uuid)
  return [
    ...added.map((tab): DashboardChange => ({ what: 'tab_added', tab })),
    ...removed.map((tab): DashboardChange => ({ what: 'tab_removed', tab })),
    ...kept.filter(({ was, is }) => was.name !== is.name).map(({ was, is }): DashboardChange => ({ what: 'tab_renamed', tab: is, before: was.name })),
    ...(isDifferent(inOrder(before), inOrder(after)) ? [{ what: 'tabs_ordered' as const }] : []),
  ]
}

const isDifferent = (a: unknown, b: unknown): boolean => diffDocuments(a, b).length > 0
