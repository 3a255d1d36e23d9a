import type { DashboardDocument, DashboardFilterRule, DashboardTile } from '../../dashboard/dashboard-document.ts'
import { dimensionFor } from '../explore-fields.ts'
import { rule } from '../filter-rules.ts'
import { asList, asNumber, asObject, asText, nameOf, type Plain } from '../plain.ts'
import type { Reading } from '../reading.ts'
import { placeOn } from '../tile-place.ts'
import { fieldOf } from './mbql.ts'

type Entity = { id: string; file: string; value: Plain }

/** Columns of a dashboard there, and the height of a row in rows of this grid. */
const grid = { columns: 24, rowHeight: 1 }

/** Reads one dashboard; its charts have to be read before. */
export function readMetabaseDashboard({ id: sourceId, file, value }: Entity, reading: Reading, spaceId: string | null): void {
  const name = nameOf(value['name'], 'Dashboard')
  if (value['archived'] === true) return reading.skip('dashboard', name, file, 'It is in the trash there.')
  const notes: string[] = []
  const cards = asList(value['dashcards'] ?? value['ordered_cards']).map(asObject)
  const tabs = asList(value['tabs'])
    .map(asObject)
    .flatMap((tab, index) => {
      const uuid = asText(tab['entity_id'])
      return uuid === undefined ? [] : [{ uuid, name: nameOf(tab['name'], `Tab ${index + 1}`), order: asNumber(tab['position']) ?? index }]
    })
  const tiles = cards.flatMap((card, index) => tileOf(card, `${sourceId}-${index}`, reading, notes) ?? [])
  const document: DashboardDocument = {
    tiles: tiles.map((tile) => (tabs.some(({ uuid }) => uuid === tile.tabUuid) ? tile : { ...tile, tabUuid: tabs[0]?.uuid ?? null })),
    filters: { dimensions: filtersOf(value, cards, reading, notes), metrics: [], tableCalculations: [] },
    tabs,
  }
  return reading.add({ kind: 'dashboard', sourceId, name, description: asText(value['description']) ?? null, spaceId, file, document, notes })
}

function tileOf(card: Plain, otherwise: string, reading: Reading, notes: string[]): DashboardTile | null {
  const settings = asObject(card['visualization_settings'])
  const place = {
    uuid: asText(card['entity_id']) ?? otherwise,
    ...placeOn(grid, {
      x: asNumber(card['col']),
      y: asNumber(card['row']),
      w: asNumber(card['size_x'] ?? card['sizeX']),
      h: asNumber(card['size_y'] ?? card['sizeY']),
    }),
    tabUuid: asText(asList(card['dashboard_tab_id']).at(-1)) ?? null,
  }
  const chartId = asText(card['card_id'])
  if (chartId === undefined) {
    const virtual = asText(asObject(settings['virtual_card'])['display'])
    const text = asText(settings['text'])
    if (text !== undefined) return { ...place, type: 'markdown', properties: { title: '', content: virtual === 'heading' ? `## ${text}` : text } }
    notes.push(`A tile of the kind "${virtual ?? 'unknown'}" was left out.`)
    return null
  }
  if (asList(card['series']).length > 0) notes.push('Of a tile with several questions the first one is shown.')
  const chart = reading.chart(chartId)
  if (chart === undefined) {
    notes.push(`A tile was left out: its question ${chartId} is not in the export, or could not be taken over.`)
    return null
  }
  const title = asText(settings['card.title'])
  const properties = title === undefined ? {} : { title: title.slice(0, 500) }
  return chart.kind === 'chart'
    ? { ...place, type: 'saved_chart', properties: { ...properties, savedChartUuid: chart.sourceId } }
    : { ...place, type: 'sql_chart', properties: { ...properties, savedSqlUuid: chart.sourceId } }
}

/** Parameters that are mapped to columns of charts become filters over those tiles. */
function filtersOf(value: Plain, cards: readonly Plain[], reading: Reading, notes: string[]): DashboardFilterRule[] {
  return asList(value['parameters'])
    .map(asObject)
    .flatMap((parameter): DashboardFilterRule[] => {
      const id = asText(parameter['id'])
      const name = nameOf(parameter['name'], 'Filter')
      const targets = cards.flatMap((card, index) => {
        const mapping = asList(card['parameter_mappings'])
          .map(asObject)
          .find((one) => one['parameter_id'] === id)
        const field = fieldOf(asList(mapping?.['target'])[1])
        const chart = reading.chart(asText(card['card_id']) ?? '')
        const explore = chart?.kind === 'chart' ? reading.explores.find((one) => one.name === chart.document.tableName) : undefined
        const found = field === null || explore === undefined ? null : dimensionFor(explore, field.table, field.column)
        return found === null
          ? []
          : [{ tile: asText(card['entity_id']) ?? String(index), fieldId: found.id, tableName: found.dimension.table, type: found.dimension.type }]
      })
      const [first] = targets
      if (first === undefined) {
        notes.push(`The filter "${name}" was left out: it is mapped to no column of a chart that was taken over.`)
        return []
      }
      const others = cards.flatMap((card) => asText(card['entity_id']) ?? []).filter((tile) => !targets.some((target) => target.tile === tile))
      const defaults = asList(parameter['default'] ?? []).filter((one) => one !== null && typeof one !== 'object')
      const isTime = first.type === 'date' || first.type === 'timestamp'
      if (parameter['default'] !== undefined && parameter['default'] !== null && (isTime || defaults.length === 0))
        notes.push(`The value that the filter "${name}" begins with was left out: choose one, and save the dashboard with it.`)
      const made = isTime ? rule(first.fieldId, 'inThePast', [30], { unitOfTime: 'days' }) : rule(first.fieldId, 'equals', defaults)
      return [
        {
          ...made,
          id: id ?? made.id,
          // Without a value it waits for one.
          disabled: isTime || defaults.length === 0,
          label: name,
          target: { fieldId: first.fieldId, tableName: first.tableName },
          tileTargets: Object.fromEntries<false | { fieldId: string; tableName: string }>([
            ...targets.map(({ tile, fieldId, tableName }) => [tile, { fieldId, tableName }] as const),
            ...others.map((tile) => [tile, false] as const),
          ]),
        },
      ]
    })
}
