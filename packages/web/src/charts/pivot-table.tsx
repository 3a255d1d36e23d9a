import type { PivotTable as PivotModel } from '@atrium/documents'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import classes from './pivot-table.module.css'

const rowHeight = 30

/** A pivot table: index columns stay at the left, headings on top; only rows in sight exist. */
export function PivotTable({ model, label, height }: { model: PivotModel; label: string; height: number | string }) {
  const box = useRef<HTMLDivElement>(null)
  const { headerRows, indexLabels, rows } = model
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 })
  const indexWidths = useMemo(
    () => indexLabels.map((name, column) => widthOf([name, ...rows.slice(0, 80).map((row) => row.index[column]?.formatted ?? '')])),
    [indexLabels, rows],
  )
  const lefts = indexWidths.map((_, column) => indexWidths.slice(0, column).reduce((sum, width) => sum + width, 0))
  const columns = rows[0]?.cells.length ?? 0
  const widths = useMemo(
    () =>
      Array.from({ length: columns }, (_, column) =>
        widthOf([headerRows.at(-1)?.cells[column]?.text ?? '', ...rows.slice(0, 80).map((row) => row.cells[column]?.formatted ?? '')]),
      ),
    [columns, headerRows, rows],
  )
  const total = [...indexWidths, ...widths].reduce((sum, width) => sum + width, 0)
  const indexStyle = (column: number) => ({ width: indexWidths[column], insetInlineStart: lefts[column] })
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={classes['box']} role="table" aria-label={label} aria-rowcount={rows.length + headerRows.length} tabIndex={0} style={{ height }}>
      <div role="rowgroup" className={classes['header']} style={{ width: total }}>
        {headerRows.map((header, level) => {
          const isLast = level === headerRows.length - 1
          let start = 0
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a heading line is its place
            <div key={level} role="row" className={classes['line']} aria-rowindex={level + 1}>
              {indexLabels.map((name, column) => (
                // oxlint-disable-next-line react/no-array-index-key -- an index column is its place
                <div key={column} role="columnheader" className={classes['index']} style={indexStyle(column)}>
                  {isLast ? name : column === indexLabels.length - 1 ? header.label : ''}
                </div>
              ))}
              {header.cells.map(({ text, span }, cell) => {
                const width = widths.slice(start, start + span).reduce((sum, each) => sum + each, 0)
                start += span
                return (
                  // oxlint-disable-next-line react/no-array-index-key -- a heading is its place
                  <div key={cell} role="columnheader" aria-colspan={span} className={classes['head']} style={{ width }} title={text}>
                    {text}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), width: total, position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index: row, start }) => (
          <div
            key={row}
            role="row"
            aria-rowindex={row + headerRows.length + 1}
            className={classes['row']}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
          >
            {rows[row]?.index.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- an index column is its place
              <div key={column} role="rowheader" className={classes['index']} style={indexStyle(column)} title={cell.formatted}>
                {cell.formatted}
              </div>
            ))}
            {rows[row]?.cells.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place
              <div
                key={column}
                role="cell"
                className={classes['cell']}
                data-null={cell === null || cell.raw === null || undefined}
                style={{ width: widths[column] }}
              >
                {cell?.formatted ?? '–'}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

/** Width in pixels for the longest of some texts, within limits. */
const widthOf = (texts: readonly string[]): number => Math.round(Math.min(300, Math.max(88, Math.max(...texts.map((text) => text.length)) * 7.6 + 24)))
