import { Menu } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { copySelection, moveSelection, selectAll, selectCell, type CellPlace, type GridSelection } from '../../explore/grid-selection.ts'
import { copyText } from '../copy-text.ts'
import { toastDone } from '../toast.ts'
import { columnWidths } from './column-widths.ts'
import { GridBody } from './grid-body.tsx'
import { GridHeader } from './grid-header.tsx'
import type { GridProps } from './grid-types.ts'
import classes from './results-grid.module.css'

const rowHeight = 30
const widthOfNumbers = 52

/**
 * Rows of any number with fixed header: only those in sight exist. Cells are selected by mouse or arrows and copied as a
 * table; a click or ⏎ opens what one can do with a value.
 */
export function ResultsGrid({
  label,
  columns,
  rowCount,
  cellAt,
  totals = null,
  onSort,
  renderColumnMenu,
  renderCellMenu,
  onCell,
  dimmed = false,
  height = 420,
  showRowNumbers = true,
  firstNumber = 1,
}: GridProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const [menu, setMenu] = useState<{ place: CellPlace; x: number; y: number } | null>(null)
  const drawing = useRef(false)
  const widths = useMemo(() => columnWidths(columns, rowCount, cellAt, totals), [columns, rowCount, cellAt, totals])
  const numberWidth = showRowNumbers ? widthOfNumbers : 0
  const lefts = frozenLefts(columns, widths, numberWidth)
  const total = widths.reduce((sum, width) => sum + width, numberWidth)
  const size = { rows: rowCount, columns: columns.length }
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: 38,
    scrollPaddingEnd: totals === null ? 0 : rowHeight,
  })
  const cellId = ({ row, column }: CellPlace): string => `${gridId}-${row}-${column}`
  const focus = selection?.focus

  const openMenu = (place: CellPlace, event: PointerEvent | KeyboardEvent): void => {
    const cell = document.getElementById(cellId(place))?.getBoundingClientRect()
    if (cell === undefined) return
    const at = { x: cell.left, y: cell.bottom }
    if (renderCellMenu !== undefined) setMenu({ place, ...at })
    else onCell?.(place, { ...at, isAdded: event.metaKey || event.ctrlKey, isExcluded: event.altKey })
  }
  const copy = async (): Promise<void> => {
    if (selection === null) return
    const { text, html } = copySelection(
      selection,
      columns.map((column) => column.label),
      ({ row, column }) => {
        const { text: shown, copied = shown } = cellAt(row, column)
        return copied
      },
    )
    if (await copyText(text, html)) toastDone(t('grid.copied'))
  }
  const select = (next: GridSelection): void => {
    setSelection(next)
    rows.scrollToIndex(next.focus.row, { align: 'auto' })
    revealColumn(box.current, { widths, numberWidth, frozen: frozenWidth(columns, widths) }, next.focus.column)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== box.current) return
    const mod = event.metaKey || event.ctrlKey
    if (mod && event.key.toLowerCase() === 'c') void copy()
    else if (mod && event.key.toLowerCase() === 'a' && rowCount > 0) setSelection(selectAll(size))
    else if (!mod && (event.key === 'Enter' || event.key === 'ContextMenu' || event.key === '.') && focus !== undefined) {
      // The menu that this opens takes keys elsewhere for a reason to close, this one too.
      event.stopPropagation()
      openMenu(focus, event)
    } else if (event.key === 'Escape' && selection !== null) setSelection(null)
    else {
      const next = moveSelection(selection, { key: event.key, shift: event.shiftKey, jump: mod }, size)
      if (next === null) return
      select(next)
    }
    event.preventDefault()
  }

  const placeOf = (event: PointerEvent): CellPlace | null => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    return cell === null ? null : { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
  }
  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event)
    if (place === null || (event.button !== 0 && event.button !== 2)) return
    drawing.current = event.button === 0
    setSelection((before) => (event.shiftKey && before !== null ? { ...before, focus: place } : selectCell(place)))
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!drawing.current || event.buttons !== 1) return
    const place = placeOf(event)
    if (place !== null) setSelection((before) => (before === null ? selectCell(place) : { ...before, focus: place }))
  }
  const onPointerUp = (event: PointerEvent): void => {
    const place = placeOf(event)
    const wasDrawing = drawing.current
    drawing.current = false
    const isClick = place !== null && selection !== null && place.row === selection.anchor.row && place.column === selection.anchor.column
    if (place !== null && isClick && !event.shiftKey && (wasDrawing || event.button === 2)) openMenu(place, event)
  }

  return (
    <>
      <div
        ref={box}
        className={classes['box']}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={focus === undefined ? undefined : cellId(focus)}
        data-dimmed={dimmed || undefined}
        style={{ height: typeof height === 'number' ? Math.min(height, rowCount * rowHeight + (totals === null ? 56 : 56 + rowHeight)) : height }}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onContextMenu={(event) => {
          if (renderCellMenu !== undefined && event.target instanceof Element && event.target.closest('[data-row]') !== null) event.preventDefault()
        }}
      >
        <div role="none" style={{ width: total, minWidth: '100%' }}>
          <GridHeader columns={columns} widths={widths} lefts={lefts} numberWidth={numberWidth} onSort={onSort} renderColumnMenu={renderColumnMenu} />
          <GridBody
            rows={rows}
            columns={columns}
            widths={widths}
            lefts={lefts}
            numberWidth={numberWidth}
            firstNumber={firstNumber}
            rowHeight={rowHeight}
            cellAt={cellAt}
            cellId={cellId}
            selection={selection}
          />
          {totals !== null && (
            <div role="row" className={classes['totals']} style={{ height: rowHeight }} aria-rowindex={rowCount + 2}>
              {numberWidth > 0 && (
                <div role="rowheader" className={classes['number']} style={{ width: numberWidth }}>
                  Σ
                </div>
              )}
              {columns.map(({ id, numeric, frozen }, column) => (
                <div
                  key={id}
                  role="gridcell"
                  className={classes['cell']}
                  data-numeric={numeric || undefined}
                  data-frozen={frozen === true || undefined}
                  style={{ width: widths[column], insetInlineStart: lefts[column] }}
                  title={totals[id]?.title}
                >
                  {totals[id]?.text ?? ''}
                </div>
              ))}
            </div>
          )}
        </div>
      </div>
      {menu !== null && renderCellMenu !== undefined && (
        <Menu opened onChange={() => setMenu(null)} onClose={() => box.current?.focus({ preventScroll: true })} position="bottom-start" returnFocus={false}>
          <Menu.Target>
            <div style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1 }} />
          </Menu.Target>
          <Menu.Dropdown>{renderCellMenu(menu.place)}</Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

/** Where frozen columns stand; the others have no place of their own. */
function frozenLefts(columns: GridProps['columns'], widths: readonly number[], start: number): (number | undefined)[] {
  return columns.map(({ frozen }, column) => (frozen === true ? widths.slice(0, column).reduce((sum, width) => sum + width, start) : undefined))
}

const frozenWidth = (columns: GridProps['columns'], widths: readonly number[]): number =>
  columns.reduce((sum, { frozen }, column) => sum + (frozen === true ? (widths[column] ?? 0) : 0), 0)

type Layout = { widths: readonly number[]; numberWidth: number; frozen: number }

/** Scrolls sideways just enough to see a column beside the frozen ones. */
function revealColumn(box: HTMLDivElement | null, { widths, numberWidth, frozen }: Layout, column: number): void {
  if (box === null) return
  const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  const end = start + (widths[column] ?? 0) + numberWidth
  if (start < frozen) return
  if (start - frozen < box.scrollLeft) box.scrollLeft = start - frozen
  else if (end > box.scrollLeft + box.clientWidth) box.scrollLeft = end - box.clientWidth
}
