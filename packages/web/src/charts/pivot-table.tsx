import { Text, UnstyledButton } from '@mantine/core'
import type { PivotPlace, PivotTable as PivotModel, TableCell, TotalCell } from '@atrium/documents'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { TFunction } from 'i18next'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClickedValue } from './clicked-value.ts'
import { noTotalText } from './no-total.ts'
import { pivotShape } from './pivot-place.ts'
import classes from './pivot-table.module.css'
import { usePivotCells, type PivotCells } from './use-pivot-cells.ts'

const rowHeight = 30
/** Lines that widths are taken from. */
const measured = 80

type Props = {
  model: PivotModel
  label: string
  height: number | string
  /** Groups of which only the subtotals are shown, by key. */
  folded: ReadonlySet<string>
  onFold: (key: string) => void
  /** A value was clicked: of a cell, a total, a heading or the index. */
  onValue?: ((clicked: ClickedValue) => void) | undefined
}

/**
 * A pivot table: index columns stay at the left, headings on top, totals below; only rows in sight exist. Row totals are
 * the last columns.
 */
export function PivotTable({ model, label, height, folded, onFold, onValue }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const { headerRows, indexLabels, rows, rowTotals, columnTotals, columnsLeftOut } = model
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headerRows.length * rowHeight,
    scrollPaddingEnd: (columnTotals?.length ?? 0) * rowHeight,
  })
  const indexWidths = useMemo(
    () =>
      indexLabels.map((name, column) =>
        widthOf([name, ...headerRows.map((header) => header.label), ...rows.slice(0, measured).map((row) => indexText(row, column))]),
      ),
    [indexLabels, headerRows, rows],
  )
  const lefts = indexWidths.map((_, column) => indexWidths.slice(0, column).reduce((sum, width) => sum + width, 0))
  const widths = useMemo(() => valueWidths(model), [model])
  const total = [...indexWidths, ...widths].reduce((sum, width) => sum + width, 0)
  const shape = pivotShape(model, widths.length)
  const { boxProps, cellRole, cellProps } = usePivotCells({
    model,
    shape,
    box,
    reveal: (line) => virtual.scrollToIndex(line, { align: 'auto' }),
    onValue,
    onFold,
  })
  const canOpen = onValue !== undefined
  const opens = (place: PivotPlace): true | undefined => (canOpen && model.sourceAt(place) !== null) || undefined
  const valueCells = (row: number, from = 0) => ({ role: cellRole, canOpen, propsOf: (column: number) => cellProps(row, shape.index + from + column) })
  const indexStyle = (column: number) => ({ width: indexWidths[column], insetInlineStart: lefts[column] })
  return (
    <>
      {/* A scrolling region must be reachable by keyboard. */}
      <div
        ref={box}
        className={classes['box']}
        {...boxProps}
        aria-label={label}
        aria-rowcount={rows.length + headerRows.length + (columnTotals?.length ?? 0)}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        style={{ height, scrollPaddingInlineStart: indexWidths.reduce((sum, width) => sum + width, 0) }}
      >
        <div role="rowgroup" className={classes['header']} style={{ width: total }}>
          {headerRows.map((header, level) => {
            const isLast = level === headerRows.length - 1
            let start = 0
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a heading line is its place
              <div key={level} role="row" className={classes['line']} aria-rowindex={level + 1}>
                {indexLabels.map((name, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- an index column is its place
                  <div key={column} {...cellProps(level, column)} role="columnheader" className={classes['index']} style={indexStyle(column)}>
                    {isLast ? name : column === indexLabels.length - 1 ? header.label : ''}
                  </div>
                ))}
                {header.cells.map(({ text, span }, cell) => {
                  const width = widths.slice(start, start + span).reduce((sum, each) => sum + each, 0)
                  const column = start
                  start += span
                  return (
                    <div
                      // oxlint-disable-next-line react/no-array-index-key -- a heading is its place
                      key={cell}
                      {...cellProps(level, shape.index + column)}
                      role="columnheader"
                      aria-colspan={span}
                      className={classes['head']}
                      data-open={opens({ part: 'heading', line: level, column })}
                      style={{ width }}
                      title={text}
                    >
                      {text}
                    </div>
                  )
                })}
                {rowTotals?.labels.map((text, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a total is its place
                  <div
                    key={column}
                    {...cellProps(level, shape.index + start + column)}
                    role="columnheader"
                    className={classes['head']}
                    data-total
                    style={{ width: widths[start + column] }}
                    title={isLast ? text : undefined}
                  >
                    {isLast ? text : ''}
                  </div>
                ))}
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
              {rows[row]?.index.map((cell, column) => {
                const group = rows[row]?.group
                const isFold = group?.column === column
                return (
                  // oxlint-disable-next-line react/no-array-index-key -- an index column is its place
                  <div
                    key={column}
                    {...cellProps(headerRows.length + row, column)}
                    role="rowheader"
                    className={classes['index']}
                    data-total={group === undefined ? undefined : true}
                    data-open={opens({ part: 'index', line: row, column })}
                    style={indexStyle(column)}
                    title={cell.formatted}
                  >
                    {isFold ? (
                      <FoldButton text={`${cell.formatted} (${group.rowCount})`} isFolded={folded.has(group.key)} onClick={() => onFold(group.key)} />
                    ) : (
                      cell.formatted
                    )}
                  </div>
                )
              })}
              <ValueCells {...valueCells(headerRows.length + row)} cells={rows[row]?.cells ?? []} widths={widths} isTotal={rows[row]?.group !== undefined} />
              {rowTotals !== null && (
                <ValueCells
                  {...valueCells(headerRows.length + row, widths.length - rowTotals.labels.length)}
                  cells={rowTotals.cells[row] ?? []}
                  widths={widths.slice(-rowTotals.labels.length)}
                  isTotal
                />
              )}
            </div>
          ))}
        </div>
        {columnTotals !== null && (
          <div role="rowgroup" className={classes['totals']} style={{ width: total }}>
            {columnTotals.map(({ label: name, cells, grand }, line) => (
              <div key={name} role="row" className={classes['line']} aria-rowindex={rows.length + headerRows.length + line + 1}>
                {indexLabels.map((_, column) => (
                  <div
                    // oxlint-disable-next-line react/no-array-index-key -- an index column is its place
                    key={column}
                    {...cellProps(headerRows.length + rows.length + line, column)}
                    role="rowheader"
                    className={classes['index']}
                    style={indexStyle(column)}
                  >
                    {column === 0 ? name : ''}
                  </div>
                ))}
                <ValueCells {...valueCells(headerRows.length + rows.length + line)} cells={cells} widths={widths} isTotal />
                {rowTotals !== null && (
                  <ValueCells {...valueCells(headerRows.length + rows.length + line, cells.length)} cells={grand} widths={widths.slice(cells.length)} isTotal />
                )}
              </div>
            ))}
          </div>
        )}
      </div>
      {columnsLeftOut > 0 && (
        <Text size="xs" role="status" p={4}>
          {t('chart.columnsLeftOut', { count: columnsLeftOut })}
        </Text>
      )}
    </>
  )
}

function FoldButton({ text, isFolded, onClick }: { text: string; isFolded: boolean; onClick: () => void }) {
  return (
    <UnstyledButton className={classes['fold']} aria-expanded={!isFolded} onClick={onClick}>
      {isFolded ? <IconChevronRight size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
      {text}
    </UnstyledButton>
  )
}

type ValueCellsProps = {
  cells: readonly (TableCell | TotalCell | null)[]
  widths: readonly number[]
  isTotal?: boolean
  role: PivotCells['cellRole']
  /** Whether a click on a value does something. */
  canOpen: boolean
  propsOf: (column: number) => ReturnType<PivotCells['cellProps']>
}

function ValueCells({ cells, widths, isTotal = false, role, canOpen, propsOf }: ValueCellsProps) {
  const { t } = useTranslation()
  return cells.map((cell, column) => (
    <div
      // oxlint-disable-next-line react/no-array-index-key -- a column is its place
      key={column}
      {...propsOf(column)}
      role={role}
      className={classes['cell']}
      data-open={(canOpen && cell !== null && whyNone(cell) === undefined) || undefined}
      data-null={cell === null || cell.raw === null || undefined}
      data-total={isTotal || undefined}
      style={{ width: widths[column], ...(cell !== null && 'style' in cell ? cell.style : {}) }}
      title={titleOf(cell, t)}
    >
      {cell?.formatted ?? (isTotal ? '' : '–')}
    </div>
  ))
}

/** Why a total has no value. */
const whyNone = (cell: TableCell | TotalCell): TotalCell['why'] => ('why' in cell ? cell.why : undefined)

function titleOf(cell: TableCell | TotalCell | null, t: TFunction): string | undefined {
  const why = cell === null ? undefined : whyNone(cell)
  return why === undefined ? cell?.formatted : t(noTotalText[why])
}

/** The text of an index column; of a group with its sign and the number of its lines. */
function indexText({ index, group }: PivotModel['rows'][number], column: number): string {
  const text = index[column]?.formatted ?? ''
  return group?.column === column ? `${text} (${group.rowCount})   ` : text
}

/** Widths of the value columns, then of the row totals. */
function valueWidths({ rows, headerRows, rowTotals, columnTotals }: PivotModel): number[] {
  const sample = rows.slice(0, measured).map(({ cells }, row) => [...cells, ...(rowTotals?.cells[row] ?? [])])
  const headings = headerRows.at(-1)?.cells ?? []
  const names = [...headings.flatMap(({ text, span }) => Array.from({ length: span }, () => text)), ...(rowTotals?.labels ?? [])]
  const sums = (columnTotals ?? []).map(({ cells, grand }) => [...cells, ...grand])
  return Array.from({ length: names.length }, (_, column) =>
    widthOf([names[column] ?? '', ...[...sample, ...sums].map((line) => line[column]?.formatted ?? '')]),
  )
}

/** Width in pixels for the longest of some texts, within limits. */
const widthOf = (texts: readonly string[]): number => Math.round(Math.min(300, Math.max(88, Math.max(...texts.map((text) => text.length)) * 7.6 + 24)))
