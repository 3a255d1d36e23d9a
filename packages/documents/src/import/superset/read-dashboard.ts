import type { DashboardDocument, DashboardFilterRule, DashboardTab, DashboardTile } from '../../dashboard/dashboard-document.ts'
import { dimensionFor } from '../explore-fields.ts'
import { rule } from '../filter-rules.ts'
import { asList, asNumber, asObject, asText, nameOf, type Plain } from '../plain.ts'
import type { Reading } from '../reading.ts'
import { placeOn } from '../tile-place.ts'
import type { Dataset } from './datasets.ts'

/** Columns of a row there. Heights are rows of here already: see `unitsOfHeight`. */
const grid = { columns: 12, rowHeight: 1 }
/** Heights there are counted in units of 8 px. Six of them make a row here, which is 60 px high with its gap: no chart gets smaller. */
const unitsOfHeight = 6
const mostDepth = 20

type Layout = { tiles: DashboardTile[]; tabs: DashboardTab[]; notes: string[] }

/** Reads one dashboard; its charts have to be read before. */
export function readSupersetDashboard(plain: Plain, file: string, datasets: ReadonlyMap<string, Dataset>, reading: Reading): void {
  const name = nameOf(plain['dashboard_title'], 'Dashboard')
  const sourceId = asText(plain['uuid']) ?? file
  const layout: Layout = { tiles: [], tabs: [], notes: [] }
  const position = asObject(plain['position'])
  placeChildren({ position, id: 'ROOT_ID', tabUuid: null, depth: 0, sourceId }, 0, layout, reading)
  const document: DashboardDocument = {
    tiles: layout.tiles,
    tabs: layout.tabs,
    filters: { dimensions: filtersOf(asObject(plain['metadata']), layout, datasets, reading), metrics: [], tableCalculations: [] },
  }
  const notes = asText(plain['css']) === undefined ? layout.notes : [...layout.notes, 'Its style sheet was left out.']
  reading.add({ kind: 'dashboard', sourceId, name, description: asText(plain['description']) ?? null, spaceId: null, file, document, notes })
}

type Place = { position: Plain; id: string; tabUuid: string | null; depth: number; sourceId: string }

/** Puts what is in a part of the layout from row `y` on; answers the first free row below. */
function placeChildren(place: Place, y: number, layout: Layout, reading: Reading): number {
  const { position, id, depth, sourceId } = place
  if (depth > mostDepth) return y
  let row = y
  for (const child of asList(asObject(position[id])['children'])) {
    const key = String(child)
    const part = asObject(position[key])
    const meta = asObject(part['meta'])
    const inner = { ...place, id: key, depth: depth + 1 }
    switch (part['type']) {
      case 'TAB': {
        const tab = { uuid: `${sourceId}-${key}`, name: nameOf(meta['text'], 'Tab'), order: layout.tabs.length }
        if (place.tabUuid === null) layout.tabs.push(tab)
        else layout.notes.push(`The tab "${tab.name}" inside another tab stands below it.`)
        row =
          place.tabUuid === null
            ? Math.max(row, placeChildren({ ...inner, tabUuid: tab.uuid }, 0, layout, reading))
            : placeChildren(inner, row, layout, reading)
        break
      }
      case 'ROW':
        row = placeRow(inner, row, layout, reading)
        break
      case 'HEADER':
        layout.tiles.push({
          ...tilePlace(inner, row, 0, { width: 12, height: 1 }),
          type: 'markdown',
          properties: { title: '', content: `## ${asText(meta['text']) ?? ''}` },
        })
        row += 1
        break
      case 'CHART':
      case 'MARKDOWN':
        row += placeTile(inner, row, 0, layout, reading)
        break
      case 'DIVIDER':
        break
      default:
        row = placeChildren(inner, row, layout, reading)
    }
  }
  return row
}

function placeRow(place: Place, y: number, layout: Layout, reading: Reading): number {
  let x = 0
  let height = 0
  for (const child of asList(asObject(place.position[place.id])['children'])) {
    const key = String(child)
    const part = asObject(place.position[key])
    const inner = { ...place, id: key, depth: place.depth + 1 }
    const width = asNumber(asObject(part['meta'])['width']) ?? 4
    if (part['type'] === 'COLUMN') {
      let row = y
      for (const below of asList(part['children'])) row += placeTile({ ...inner, id: String(below) }, row, x, layout, reading, width)
      height = Math.max(height, row - y)
    } else height = Math.max(height, placeTile(inner, y, x, layout, reading))
    x += width
  }
  return y + height
}

/** Puts one tile; answers its height, 0 when it was left out. */
function placeTile(place: Place, y: number, x: number, layout: Layout, reading: Reading, columnWidth?: number): number {
  const part = asObject(place.position[place.id])
  const meta = asObject(part['meta'])
  const size = { width: columnWidth ?? asNumber(meta['width']) ?? 4, height: Math.max(2, Math.round((asNumber(meta['height']) ?? 50) / unitsOfHeight)) }
  const at = tilePlace(place, y, x, size)
  if (part['type'] === 'MARKDOWN') {
    layout.tiles.push({ ...at, type: 'markdown', properties: { title: '', content: (asText(meta['code']) ?? '').slice(0, 100_000) } })
    return at.h
  }
  if (part['type'] !== 'CHART') {
    layout.notes.push(`A part of the kind "${String(part['type'])}" was left out.`)
    return 0
  }
  const chart = reading.chart(asText(meta['uuid']) ?? '')
  if (chart === undefined) {
    layout.notes.push(`The tile "${asText(meta['sliceName']) ?? place.id}" was left out: its chart is not in the export, or could not be taken over.`)
    return 0
  }
  const title = asText(meta['sliceNameOverride'])
  const properties = title === undefined ? {} : { title: title.slice(0, 500) }
  layout.tiles.push(
    chart.kind === 'chart'
      ? { ...at, type: 'saved_chart', properties: { ...properties, savedChartUuid: chart.sourceId } }
      : { ...at, type: 'sql_chart', properties: { ...properties, savedSqlUuid: chart.sourceId } },
  )
  return at.h
}

const tilePlace = ({ id, sourceId, tabUuid }: Place, y: number, x: number, { width, height }: { width: number; height: number }) => ({
  uuid: `${sourceId}-${id}`,
  ...placeOn(grid, { x, y, w: width, h: height }),
  tabUuid,
})

/** Filters of the dashboard over the charts whose explore has their column. */
function filtersOf(metadata: Plain, { tiles, notes }: Layout, datasets: ReadonlyMap<string, Dataset>, reading: Reading): DashboardFilterRule[] {
  return asList(metadata['native_filter_configuration'])
    .map(asObject)
    .flatMap((filter): DashboardFilterRule[] => {
      const name = nameOf(filter['name'], 'Filter')
      if (filter['type'] === 'DIVIDER') return []
      const target = asObject(asList(filter['targets'])[0])
      const dataset = datasets.get(asText(target['datasetUuid']) ?? '')
      const column = asText(asObject(target['column'])['name']) ?? (filter['filterType'] === 'filter_time' ? dataset?.timeColumn : undefined)
      const found = tiles.flatMap((tile) => {
        const chart = tile.type === 'saved_chart' ? reading.chart(tile.properties.savedChartUuid ?? '') : undefined
        const explore = chart?.kind === 'chart' ? reading.explores.find((one) => one.name === chart.document.tableName) : undefined
        const field = explore === undefined || column === undefined || column === null ? null : dimensionFor(explore, null, column)
        return field === null ? [] : [{ tile: tile.uuid, fieldId: field.id, tableName: field.dimension.table, type: field.dimension.type }]
      })
      const [first] = found
      if (first === undefined) {
        notes.push(
          `The filter "${name}" was left out: no chart that was taken over has ${column === undefined || column === null ? 'what it is about' : `the column ${column}`}.`,
        )
        return []
      }
      const values = asList(asObject(asObject(filter['defaultDataMask'])['filterState'])['value']).filter((one) => typeof one !== 'object')
      const isTime = first.type === 'date' || first.type === 'timestamp'
      if (isTime && asText(asObject(asObject(filter['defaultDataMask'])['filterState'])['value']) !== undefined)
        notes.push(`The value that the filter "${name}" begins with was left out: choose one, and save the dashboard with it.`)
      if (asList(asObject(filter['scope'])['excluded']).length > 0)
        notes.push(`The filter "${name}" left some charts alone; here it reaches every chart with its column. Change that where it is edited.`)
      const made = isTime ? rule(first.fieldId, 'inThePast', [30], { unitOfTime: 'days' }) : rule(first.fieldId, 'equals', values)
      return [
        {
          ...made,
          id: asText(filter['id']) ?? made.id,
          // Without a value it waits for one.
          disabled: isTime || values.length === 0,
          label: name,
          target: { fieldId: first.fieldId, tableName: first.tableName },
          tileTargets: Object.fromEntries(found.map(({ tile, fieldId, tableName }) => [tile, { fieldId, tableName }])),
        },
      ]
    })
}
