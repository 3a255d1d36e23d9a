import { z } from 'zod'
import { gridColumns } from '../../../dashboard/arrange-tiles.ts'
import type { AppElement, NotebookDocument } from '../../notebook-document.ts'
import type { ImportNote } from '../imported-notebook.ts'

const elementSchema = z.looseObject({
  type: z.string().optional(),
  cellId: z.string().nullish(),
  showLabel: z.boolean().nullish(),
  showSource: z.boolean().nullish(),
})
const layoutSchema = z.looseObject({
  fullWidth: z.boolean().nullish(),
  tabs: z
    .array(
      z.looseObject({
        name: z.string().nullish(),
        rows: z
          .array(
            z.looseObject({
              columns: z.array(z.looseObject({ start: z.number(), end: z.number(), elements: z.array(elementSchema).default([]) })).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
})

/** Columns of Hex's grid, and rows of ours that a cell takes. */
export const hexColumns = 120
const cellHeight = 8

/** The layout of an app of Hex, tabs with rows with columns, on our grid. Cells that are not there are left out, and nothing else. */
export function readHexLayout(value: unknown, cellIds: ReadonlySet<string>, note: (note: ImportNote) => void): NotebookDocument['app'] {
  const read = layoutSchema.safeParse(value)
  if (!read.success) return { elements: [], tabs: [] }
  const { tabs, fullWidth } = read.data
  const elements: AppElement[] = []
  const tabOf = (place: number): { tabUuid: string } | object => (tabs.length > 1 ? { tabUuid: `tab-${place + 1}` } : {})
  for (const [place, { rows }] of tabs.entries()) {
    let y = 0
    for (const { columns } of rows) {
      let height = 0
      for (const { start, end, elements: given } of columns) {
        const x = Math.min(gridColumns - 1, Math.max(0, Math.round((start / hexColumns) * gridColumns)))
        const w = Math.max(1, Math.min(gridColumns - x, Math.round(((end - start) / hexColumns) * gridColumns)))
        let used = 0
        for (const { cellId, showLabel, showSource } of given) {
          if (typeof cellId !== 'string') continue
          if (!cellIds.has(cellId)) {
            note({ code: 'layout_without_cell', place: null })
            continue
          }
          elements.push({
            uuid: `element-${elements.length + 1}`,
            cellId,
            x,
            y: y + used,
            w,
            h: cellHeight,
            ...tabOf(place),
            ...(showLabel === false ? { hideTitle: true } : {}),
            ...(showSource === true ? { showsSource: true } : {}),
          })
          used += cellHeight
        }
        height = Math.max(height, used)
      }
      y += height
    }
  }
  return {
    elements,
    tabs: tabs.length > 1 ? tabs.map(({ name }, order) => ({ uuid: `tab-${order + 1}`, name: name ?? `${order + 1}`, order })) : [],
    ...(fullWidth === true ? { isFullWidth: true } : {}),
  }
}
