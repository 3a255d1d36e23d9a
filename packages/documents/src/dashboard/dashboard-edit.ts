import type { TilePlace } from './arrange-tiles.ts'
import type { DashboardDocument, DashboardFilters, DashboardTab, DashboardTile } from './dashboard-document.ts'
import type { DashboardParameters } from './dashboard-parameters.ts'

/** One change of a dashboard as data. What takes it back is the step between the states (`stepBetween`). Names of things that are not there change nothing. */
export type DashboardEdit =
  | { type: 'add-tile'; tile: DashboardTile }
  | { type: 'remove-tile'; uuid: string }
  /** Another content for a tile of the same uuid. */
  | { type: 'set-tile'; tile: DashboardTile }
  | { type: 'place-tiles'; places: readonly TilePlace[] }
  | { type: 'move-to-tab'; uuid: string; tabUuid: string | null }
  | { type: 'set-filters'; filters: DashboardFilters }
  | { type: 'set-parameters'; parameters: DashboardParameters | undefined }
  | { type: 'add-tab'; tab: DashboardTab }
  | { type: 'rename-tab'; uuid: string; name: string }
  /** Removes a tab; its tiles are removed or moved by edits beside it. */
  | { type: 'remove-tab'; uuid: string }
  | { type: 'order-tabs'; uuids: readonly string[] }
  /** Several changes that are done and undone as one. */
  | { type: 'all'; edits: readonly DashboardEdit[] }

/** Numbers tabs by their place, as the format has it. */
const numbered = (tabs: readonly DashboardTab[]): DashboardTab[] => tabs.map((tab, order) => (tab.order === order ? tab : { ...tab, order }))

/** The dashboard after the edit; the given one is left as it was. */
export function applyEdit(document: DashboardDocument, edit: DashboardEdit): DashboardDocument {
  const { tiles, tabs } = document
  switch (edit.type) {
    case 'add-tile':
      return tiles.some(({ uuid }) => uuid === edit.tile.uuid) ? document : { ...document, tiles: [...tiles, edit.tile] }
    case 'remove-tile':
      return { ...document, tiles: tiles.filter(({ uuid }) => uuid !== edit.uuid) }
    case 'set-tile':
      return { ...document, tiles: tiles.map((tile) => (tile.uuid === edit.tile.uuid ? edit.tile : tile)) }
    case 'place-tiles': {
      const places = new Map(edit.places.map((place) => [place.uuid, place]))
      return {
        ...document,
        tiles: tiles.map((tile) => {
          const place = places.get(tile.uuid)
          return place === undefined ? tile : { ...tile, x: place.x, y: place.y, w: place.w, h: place.h }
        }),
      }
    }
    case 'move-to-tab':
      return { ...document, tiles: tiles.map((tile) => (tile.uuid === edit.uuid ? { ...tile, tabUuid: edit.tabUuid } : tile)) }
    case 'set-filters':
      return { ...document, filters: edit.filters }
    case 'set-parameters':
      return { ...document, parameters: edit.parameters }
    case 'add-tab':
      return tabs.some(({ uuid }) => uuid === edit.tab.uuid) ? document : { ...document, tabs: numbered([...tabs, edit.tab]) }
    case 'rename-tab':
      return { ...document, tabs: tabs.map((tab) => (tab.uuid === edit.uuid ? { ...tab, name: edit.name } : tab)) }
    case 'remove-tab':
      return { ...document, tabs: numbered(tabs.filter(({ uuid }) => uuid !== edit.uuid)) }
    case 'order-tabs': {
      const rank = (tab: DashboardTab): number => (edit.uuids.includes(tab.uuid) ? edit.uuids.indexOf(tab.uuid) : edit.uuids.length)
      return { ...document, tabs: numbered(tabs.toSorted((a, b) => rank(a) - rank(b))) }
    }
    case 'all':
      return edit.edits.reduce(applyEdit, document)
  }
}
