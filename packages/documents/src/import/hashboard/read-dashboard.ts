import type { DashboardDocument, DashboardFilterRule, DashboardTab, DashboardTile } from '../../dashboard/dashboard-document.ts'
import { isFilterGroup } from '@atrium/semantic'
import { draftFor } from '../query-draft.ts'
import { asList, asNumber, asObject, asText, nameOf, type Plain } from '../plain.ts'
import type { Reading } from '../reading.ts'
import { placeOn } from '../tile-place.ts'
import { filterOf } from './filters.ts'
import type { HashboardFile, Library } from './library.ts'
import { ownDashboard } from './own-words.ts'
import { itemOf } from './read-exploration.ts'
import { unknownKeys, unreadKeys } from './unknown-keys.ts'

const grid = { columns: 12, rowHeight: 1 }

type Parts = { file: HashboardFile; library: Library; reading: Reading; notes: string[] }

/** Reads a dashboard; its charts have to be read before. */
export function readDashboard(file: HashboardFile, library: Library, reading: Reading): void {
  const { plain, sourceId } = file
  const parts: Parts = { file, library, reading, notes: unknownKeys('dashboard', plain) }
  const own = ownDashboard(plain, reading.explores)
  const document = own === null ? documentOf(parts, sourceId) : withCharts(own, parts)
  reading.add({ ...itemOf(file, nameOf(plain['name'], file.alias ?? 'Dashboard')), kind: 'dashboard', document, notes: parts.notes })
}

/** A dashboard in our own words, with charts by what they are known by in the export. */
function withCharts(document: DashboardDocument, parts: Parts): DashboardDocument {
  return {
    ...document,
    tiles: document.tiles.map((tile) => {
      if (tile.type !== 'saved_chart' || tile.properties.savedChartUuid === null) return tile
      return {
        ...tile,
        properties: { ...tile.properties, savedChartUuid: chartOf(parts, 'saved_exploration', `sv::${tile.properties.savedChartUuid}`)?.sourceId ?? null },
      }
    }),
  }
}

const chartOf = ({ library, reading, file }: Parts, type: string, reference: unknown) => reading.chart(library.find(type, reference, file.path)?.sourceId ?? '')

function documentOf(parts: Parts, sourceId: string): DashboardDocument {
  const { plain } = parts.file
  const sections = asList(plain['sections']).map(asObject)
  const isTabbed = sections.length > 1 && sections.every(({ name }) => asText(name) !== undefined)
  const tabs: DashboardTab[] = isTabbed ? sections.map(({ name }, order) => ({ uuid: `${sourceId}-tab-${order}`, name: nameOf(name, 'Tab'), order })) : []
  const tiles: DashboardTile[] = []
  let y = 0
  for (const [index, section] of sections.entries()) {
    if (isTabbed) y = 0
    noteUnread(parts, 'a section', section, ['name', 'filters', 'rows'])
    if (asList(section['filters']).length > 0) parts.notes.push('Filters of a single section were left out: filters here are of the whole dashboard.')
    for (const [row, value] of asList(section['rows']).entries()) {
      y += placeRow(asObject(value), { y, tabUuid: tabs[index]?.uuid, id: `${sourceId}-${index}-${row}` }, parts, tiles)
    }
  }
  return { tiles, tabs, filters: { dimensions: filtersOf(parts), metrics: [], tableCalculations: [] } }
}

/** Puts the blocks of a row beside each other; answers how high it is. */
function placeRow(row: Plain, place: { y: number; tabUuid: string | undefined; id: string }, parts: Parts, tiles: DashboardTile[]): number {
  const height = asNumber(row['height']) ?? 6
  let x = 0
  for (const [index, value] of asList(row['blocks']).entries()) {
    const block = asObject(value)
    const width = asNumber(block['width']) ?? grid.columns
    noteUnread(parts, 'a block', block, readOfBlocks)
    const tile = tileOf(block, parts)
    const at = placeOn(grid, { x, y: place.y, w: width, h: height })
    x += width
    if (tile === null) continue
    tiles.push({ uuid: `${place.id}-${index}`, ...at, ...(place.tabUuid === undefined ? {} : { tabUuid: place.tabUuid }), ...tile } as DashboardTile)
    if (block['ignoreDashboardFilters'] === true)
      parts.notes.push('A block that ignores the filters of its dashboard obeys them here: take it out of each filter.')
  }
  return height
}

const readOfBlocks = ['type', 'width', 'text', 'savedExploration', 'savedView', 'metric', 'ignoreDashboardFilters']
const readOfFilters = ['dataModel', 'columnId', 'values', 'excludeValues', 'range', 'gt', 'gte', 'lt', 'lte']

/** Notes what a part says that nothing here reads. */
function noteUnread({ notes }: Parts, what: string, plain: Plain, read: readonly string[]): void {
  const unread = unreadKeys(plain, read)
  if (unread.length > 0) notes.push(`Of ${what} was left out: ${unread.join(', ')}.`)
}

const blockCharts: Readonly<Record<string, { type: string; key: string }>> = {
  savedExploration: { type: 'saved_exploration', key: 'savedExploration' },
  savedView: { type: 'saved_exploration', key: 'savedView' },
  linkedMetric: { type: 'metric', key: 'metric' },
}

function tileOf(block: Plain, parts: Parts): object | null {
  const type = asText(block['type']) ?? ''
  if (type === 'markdown') return { type: 'markdown', properties: { title: '', content: typeof block['text'] === 'string' ? block['text'] : '' } }
  const named = blockCharts[type]
  const chart = named === undefined ? undefined : chartOf(parts, named.type, block[named.key])
  if (chart === undefined) {
    parts.notes.push(
      named === undefined
        ? `A block of the kind "${type}" was left out.`
        : 'A block was left out: what it shows is not in the export, or could not be taken over.',
    )
    return null
  }
  return chart.kind === 'chart'
    ? { type: 'saved_chart', properties: { savedChartUuid: chart.sourceId } }
    : { type: 'sql_chart', properties: { savedSqlUuid: chart.sourceId } }
}

function filtersOf(parts: Parts): DashboardFilterRule[] {
  const { file, library, reading, notes } = parts
  return asList(file.plain['globalFilters']).flatMap((value) => {
    const own = asObject(value)
    noteUnread(parts, 'a filter', own, readOfFilters)
    const model = library.model(own['dataModel'], file.path)
    const explore = reading.exploreOf(model.table, model.name)
    const draft = explore === null ? null : draftFor(explore)
    const filter = draft === null ? null : filterOf({ draft, model, library, file: file.path }, own)
    if (draft === null || filter === null || isFilterGroup(filter)) {
      notes.push(`The filter on "${asText(own['columnId']) ?? ''}" was left out.`)
      return []
    }
    return [{ ...filter, target: { fieldId: filter.target.fieldId, tableName: draft.explore.name } }]
  })
}
