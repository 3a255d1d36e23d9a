import { cellText, sqlChartDrawing } from '@atrium/documents'
import { getItemLabel } from '@atrium/semantic'
import { Menu, Text } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SqlChartResults } from '../../api/sql-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import type { ClickedValue } from '../../charts/clicked-value.ts'
import { clickedColumns, type ClickedColumn } from '../../dashboard/sql-columns.ts'
import { useNumberLocale } from '../../i18n/number-locale.ts'
import { useDashboard } from './dashboard-context.ts'
import { ValueMenu } from './drill/value-menu.tsx'
import { focusChart } from './focus-chart.ts'
import { useViewer } from './viewer-context.ts'

type Props = { tileUuid: string; data: SqlChartResults; height: number | string; asTable?: boolean }

/**
 * The chart of a SQL tile. A click filters the other tiles where a filter of the dashboard names the clicked column, as a
 * click on any tile does; nothing lies behind a number, for SQL belongs to no explore, which its menu says.
 */
export function SqlTileChart({ tileUuid, data, height, asTable = false }: Props) {
  const { t } = useTranslation()
  const { filters, items } = useDashboard()
  const viewer = useViewer()
  const locale = useNumberLocale()
  const box = useRef<HTMLDivElement>(null)
  const [clicked, setClicked] = useState<ClickedValue | null>(null)
  const { document, result } = useMemo(() => sqlChartDrawing(data.config, data, asTable ? { asTable } : {}), [data, asTable])
  const valuesOf = (row: ClickedValue['row']): ClickedColumn[] =>
    clickedColumns({ filters, items, tileUuid, row, fields: result.fields, columns: document.metricQuery.dimensions })
  const textOf = (row: ClickedValue['row'], column: string): string => {
    const cell = row[column]
    return cell === undefined ? '' : cellText({ fields: result.fields, locale }, column, cell.value)
  }
  const onValue = (value: ClickedValue): void => {
    const values = valuesOf(value.row)
    const named = values.filter(({ column }) => column === value.fieldId)
    const { isAdded, isExcluded } = value
    const picked = named.length > 0 ? named : isAdded || (isExcluded && values.length === 1) ? values : []
    if (viewer !== null && picked.length > 0) viewer.click(picked.map(withoutColumn), { add: isAdded, isExcluded })
    else setClicked(value)
  }
  const close = (): void => {
    setClicked(null)
    focusChart(box.current)
  }
  const mapped = clicked === null ? [] : valuesOf(clicked.row)
  const item = clicked === null ? undefined : result.fields[clicked.fieldId]
  return (
    <div ref={box}>
      <ChartView document={document} result={result} height={height} asTable={asTable} onValue={onValue} />
      {clicked !== null && (
        <ValueMenu
          at={clicked}
          label={item === undefined ? clicked.fieldId : getItemLabel(item)}
          text={textOf(clicked.row, clicked.fieldId)}
          copied={clicked.row[clicked.fieldId]?.value.raw === null ? '' : textOf(clicked.row, clicked.fieldId)}
          values={mapped.map((value) => ({ value: withoutColumn(value), text: textOf(clicked.row, value.column) }))}
          onClose={close}
        >
          {mapped.length > 0 && <Menu.Divider />}
          <Text size="xs" c="dimmed" px="sm" py={6}>
            {t('dashboard.drill.noExplore')}
            {mapped.length === 0 && ` ${t('dashboard.drill.noColumn')}`}
          </Text>
          <Menu.Divider />
        </ValueMenu>
      )}
    </div>
  )
}

const withoutColumn = ({ column: _, ...value }: ClickedColumn): Omit<ClickedColumn, 'column'> => value
