import type { TilePlace } from './arrange-tiles.ts'
import type { DashboardDocument, DashboardFilters, DashboardTab, DashboardTile } from './dashboard-document.ts'
import type { DashboardParameters } from './dashboard-parameters.ts'

/** One change of a dashboard as data. Names of things that are not there change nothing. */
export type DashboardEdit =
  | { type: 'add-tile'; tile: DashboardTile; /** Place in the list of tiles; the end when absent. */ at?: number }
  | { type: 'remove-tile'; uuid: string }
  /** Another content for a tile of the same uuid. */
  | { type: 'set-tile'; tile: DashboardTile }
  | { type: 'place-tiles'; places: readonly TilePlace[] }
  | { type: 'move-to-tab'; uuid: string; tabUuid: string | null }
  | { type: 'set-filters'; filters: DashboardFilters }
  | { type: 'set-parameters'; parameters: DashboardParameters | undefined }
  | { type: 'add-tab'; tab: DashboardTab; at?: number }
  | { type: 'rename-tab'; uuid: string; name: string }
  /** Removes a tab; its tiles are removed or moved by edits beside it. */
  | { type: 'remove-tab'; uuid: string }
  | { type: 'order-tabs'; uuids: readonly string[] }
  /** All tabs as they are given, their numbers too. */
  | { type: 'set-tabs'; tabs: readonly DashboardTab[] }
  /** Several changes that are done and undone as one. */
  | { type: 'all'; edits: readonly DashboardEdit[] }

const inserted = <T>(list: readonly T[], item: T, at = list.length): T[] => [...list.slice(0, at), item, ...list.slice(at)]

/** Numbers tabs by their place, as the format has it. */
const numbered = (tabs: readonly DashboardTab[]): DashboardTab[] => tabs.map((tab, order) => (tab.order === order ? tab : { ...tab, order }))

/** The dashboard after the edit; the given one is left as it was. */
export function applyEdit(document: DashboardDocument, edit: DashboardEdit): DashboardDocument {
  const { tiles, tabs } = document
  switch (edit.type) {
    case 'add-tile':
      return tiles.some(({ uuid }) => uuid === edit.tile.uuid) ? document : { ...document, tiles: inserted(tiles, edit.tile, edit.at) }
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
      return tabs.some(({ uuid }) => uuid === edit.tab.uuid) ? document : { ...document, tabs: numbered(inserted(tabs, edit.tab, edit.at)) }
    case 'rename-tab':
      return { ...document, tabs: tabs.map((tab) => (tab.uuid === edit.uuid ? { ...tab, name: edit.name } : tab)) }
    case 'remove-tab':
      return { ...document, tabs: numbered(tabs.filter(({ uuid }) => uuid !== edit.uuid)) }
    case 'order-tabs': {
      const rank = (tab: DashboardTab): number => (edit.uuids.includes(tab.uuid) ? edit.uuids.indexOf(tab.uuid) : edit.uuids.length)
      return { ...document, tabs: numbered(tabs.toSorted((a, b) => rank(a) - rank(b))) }
    }
    case 'set-tabs':
      return { ...document, tabs: [...edit.tabs] }
    case 'all':
      return edit.edits.reduce(applyEdit, document)
  }
}

/** The edit that brings `document` back after `edit` was applied to it. */
export function invertEdit(document: DashboardDocument, edit: DashboardEdit): DashboardEdit {
  const { tiles, tabs, filters } = document
  const nothing: DashboardEdit = { type: 'all', edits: [] }
  // Documents written elsewhere may number their tabs otherwise; edits of tabs number them anew, taking back must not.
  const hasOwnNumbers = tabs.some(({ order }, place) => order !== place)
  switch (edit.type) {
    case 'add-tile':
      return tiles.some(({ uuid }) => uuid === edit.tile.uuid) ? nothing : { type: 'remove-tile', uuid: edit.tile.uuid }
    case 'remove-tile': {
      const at = tiles.findIndex(({ uuid }) => uuid === edit.uuid)
      const tile = tiles[at]
      return tile === undefined ? nothing : { type: 'add-tile', tile, at }
    }
    case 'set-tile':
    case 'move-to-tab': {
      const wanted = edit.type === 'set-tile' ? edit.tile.uuid : edit.uuid
      const tile = tiles.find(({ uuid }) => uuid === wanted)
      return tile === undefined ? nothing : { type: 'set-tile', tile }
    }
    case 'place-tiles': {
      const moved = new Set(edit.places.map(({ uuid }) => uuid))
      return { type: 'place-tiles', places: tiles.filter(({ uuid }) => moved.has(uuid)).map(({ uuid, x, y, w, h }) => ({ uuid, x, y, w, h })) }
    }
    case 'set-filters':
      return { type: 'set-filters', filters }
    case 'set-parameters':
      return { type: 'set-parameters', parameters: document.parameters }
    case 'add-tab':
      if (tabs.some(({ uuid }) => uuid === edit.tab.uuid)) return nothing
      return hasOwnNumbers ? { type: 'set-tabs', tabs } : { type: 'remove-tab', uuid: edit.tab.uuid }
    case 'rename-tab': {
      const tab = tabs.find(({ uuid }) => uuid === edit.uuid)
      return tab === undefined ? nothing : { type: 'rename-tab', uuid: tab.uuid, name: tab.name }
    }
    case 'remove-tab': {
      const at = tabs.findIndex(({ uuid }) => uuid === edit.uuid)
      const tab = tabs[at]
      return tab === undefined || hasOwnNumbers ? { type: 'set-tabs', tabs } : { type: 'add-tab', tab, at }
    }
    case 'order-tabs':
      return hasOwnNumbers ? { type: 'set-tabs', tabs } : { type: 'order-tabs', uuids: tabs.map(({ uuid }) => uuid) }
    case 'set-tabs':
      return { type: 'set-tabs', tabs }
    case 'all': {
      const inverses: DashboardEdit[] = []
      let current = document
      for (const each of edit.edits) {
        inverses.unshift(invertEdit(current, each))
        current = applyEdit(current, each)
      }
      return { type: 'all', edits: inverses }
    }
  }
}
