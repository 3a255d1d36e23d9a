import type { Virtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import { isSelected, type CellPlace, type GridSelection } from '../../explore/grid-selection.ts'
import type { GridProps } from './grid-types.ts'
import classes from './results-grid.module.css'

type Props = Pick<GridProps, 'columns' | 'cellAt'> & {
  rows: Virtualizer<HTMLDivElement, Element>
  widths: readonly number[]
  lefts: readonly (number | undefined)[]
  numberWidth: number
  firstNumber: number
  rowHeight: number
  cellId: (place: CellPlace) => string
  selection: GridSelection | null
}

/** The rows in sight. */
export function GridBody({ rows, columns, widths, lefts, numberWidth, firstNumber, rowHeight, cellAt, cellId, selection }: Props) {
  const noValue = useTranslation().t('grid.noValue')
  return (
    <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
      {rows.getVirtualItems().map(({ index: row, start }) => (
        <div key={row} role="row" aria-rowindex={row + 2} className={classes['row']} style={{ height: rowHeight, transform: `translateY(${start}px)` }}>
          {numberWidth > 0 && (
            <div role="rowheader" className={classes['number']} style={{ width: numberWidth }}>
              {firstNumber + row}
            </div>
          )}
          {columns.map(({ id, numeric, frozen }, column) => {
            const cell = cellAt(row, column)
            const place = { row, column }
            const isFocus = selection !== null && selection.focus.row === row && selection.focus.column === column
            return (
              <div
                key={id}
                id={cellId(place)}
                role="gridcell"
                className={classes['cell']}
                aria-colindex={column + 1}
                aria-selected={isSelected(selection, place)}
                data-row={row}
                data-column={column}
                data-numeric={numeric || undefined}
                aria-expanded={cell.fold === undefined ? undefined : cell.fold === 'open'}
                data-strong={cell.strong || undefined}
                data-fold={cell.fold}
                data-null={cell.isNull || undefined}
                data-focus={isFocus || undefined}
                data-frozen={frozen === true || undefined}
                style={{ width: widths[column], insetInlineStart: lefts[column], ...cell.style }}
                title={cell.title ?? (cell.isNull ? noValue : cell.text.length > 40 ? cell.text : undefined)}
              >
                {cell.fold !== undefined && <span className={classes['fold']} aria-hidden />}
                {cell.text}
                {cell.note !== undefined && <span className={classes['note']}>{cell.note}</span>}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
