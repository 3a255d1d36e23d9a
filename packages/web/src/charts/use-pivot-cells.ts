import type { PivotTable } from '@atrium/documents'
import { useEffect, useId, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { moveSelection, selectCell, type CellPlace } from '../explore/grid-selection.ts'
import { howOf, type ClickedValue, type ClickHow } from './clicked-value.ts'
import { pivotPlace, type PivotShape } from './pivot-place.ts'

type Options = {
  model: PivotTable
  shape: PivotShape
  box: RefObject<HTMLDivElement | null>
  /** Brings a line of the answer into being: only those in sight exist. */
  reveal: (line: number) => void
  onValue: ((clicked: ClickedValue) => void) | undefined
  onFold: (key: string) => void
}

type BoxProps = {
  role: 'grid' | 'table'
  'aria-activedescendant'?: string | undefined
  onClick?: (event: MouseEvent) => void
  onKeyDown?: (event: KeyboardEvent) => void
}

export type PivotCells = {
  boxProps: BoxProps
  /** The role of a value. */
  cellRole: 'gridcell' | 'cell'
  /** What tells a cell of the grid from the others. */
  cellProps: (row: number, column: number) => { id: string; 'data-row': number; 'data-column': number; 'data-focus': true | undefined }
}

/**
 * Cells of a pivot table that can be clicked, or reached by arrows and opened with ⏎; with ⌘ or Ctrl, or Alt, as on charts.
 * Without `onValue` the table is one to be read.
 */
export function usePivotCells({ model, shape, box, reveal, onValue, onFold }: Options): PivotCells {
  const id = useId()
  const [focus, setFocus] = useState<CellPlace | null>(null)
  const cellId = ({ row, column }: CellPlace): string => `${id}-${row}-${column}`
  const focused = focus === null ? undefined : cellId(focus)
  useEffect(() => {
    if (focused !== undefined) document.getElementById(focused)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [focused])
  const open = (cell: CellPlace, how: ClickHow): void => {
    const place = pivotPlace(shape, cell)
    const source = place === null ? null : model.sourceAt(place)
    if (source !== null) onValue?.({ ...source, ...how })
    else if (place?.part === 'index') {
      const group = model.rows[place.line]?.group
      if (group?.column === place.column) onFold(group.key)
    }
  }
  const move = (next: CellPlace): void => {
    const line = next.row - shape.headings
    if (line >= 0 && line < shape.lines) reveal(line)
    setFocus(next)
  }
  const onClick = (event: MouseEvent): void => {
    // A button folds by itself.
    if (!(event.target instanceof Element) || event.target.closest('button') !== null) return
    const cell = event.target.closest<HTMLElement>('[data-row]')
    if (cell === null) return
    const place = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
    setFocus(place)
    open(place, howOf(event))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== box.current) return
    const mod = event.metaKey || event.ctrlKey
    if (event.key === 'Enter' && focus !== null) {
      const at = document.getElementById(cellId(focus))?.getBoundingClientRect()
      if (at === undefined) return
      // The menu that this opens takes keys elsewhere for a reason to close, this one too.
      event.stopPropagation()
      open(focus, { x: at.left, y: at.bottom, isAdded: mod, isExcluded: event.altKey })
    } else {
      const next = moveSelection(focus === null ? null : selectCell(focus), { key: event.key, shift: false, jump: mod }, shape)
      if (next === null) return
      move(next.focus)
    }
    event.preventDefault()
  }
  return {
    boxProps: onValue === undefined ? { role: 'table' } : { role: 'grid', 'aria-activedescendant': focused, onClick, onKeyDown },
    cellRole: onValue === undefined ? 'cell' : 'gridcell',
    cellProps: (row, column) => ({
      id: cellId({ row, column }),
      'data-row': row,
      'data-column': column,
      'data-focus': (focus?.row === row && focus.column === column) || undefined,
    }),
  }
}
