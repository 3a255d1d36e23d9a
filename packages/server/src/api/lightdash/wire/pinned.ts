import { z } from 'zod'
import type { PinnedItem } from '../../../domain/content/pins.ts'
import { toChartSummary, toDashboardSummary, toPin, toSpaceSummary } from './content.ts'

/** What an item says of itself, beside where it is pinned. */
const data = z.looseObject({ uuid: z.string(), name: z.string(), pinnedListUuid: z.string().nullable(), pinnedListOrder: z.number().nullable() })

export const pinnedItemWire = z.discriminatedUnion('type', [
  z.object({ type: z.literal('space'), data: data.extend({ chartCount: z.number(), dashboardCount: z.number(), accessListLength: z.number() }) }),
  z.object({ type: z.literal('chart'), category: z.literal('pinned'), data: data.extend({ spaceUuid: z.string() }) }),
  z.object({ type: z.literal('dashboard'), category: z.literal('pinned'), data: data.extend({ spaceUuid: z.string() }) }),
])

const typeOrder: readonly PinnedItem['kind'][] = ['space', 'chart', 'dashboard']

/** Spaces, then charts, then dashboards, as the format has it; within each their own order. */
export const toPinnedItems = (items: readonly PinnedItem[]): z.input<typeof pinnedItemWire>[] =>
  items.toSorted((a, b) => typeOrder.indexOf(a.kind) - typeOrder.indexOf(b.kind)).map(toPinnedItem)

function toPinnedItem(item: PinnedItem): z.input<typeof pinnedItemWire> {
  switch (item.kind) {
    case 'space': {
      const summary = toSpaceSummary(item.space)
      return { type: 'space', data: { ...summary, ...toPin(item.space), accessListLength: summary.access.length } }
    }
    case 'chart': {
      const summary = toChartSummary(item.chart)
      return { type: 'chart', category: 'pinned', data: { ...summary, ...toPin(item.chart) } }
    }
    case 'dashboard': {
      const summary = toDashboardSummary(item.dashboard)
      return { type: 'dashboard', category: 'pinned', data: { ...summary, ...toPin(item.dashboard), spaceUuid: item.dashboard.space.id } }
    }
  }
}
