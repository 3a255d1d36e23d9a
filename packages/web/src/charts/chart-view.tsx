import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { bigNumberModel, buildChartOption, chartWalk, describeChart, pointOfChart, type ChartDocument, type ChartResult } from '@atrium/documents'
import type { Item, MetricQuery, SortField } from '@atrium/semantic'
import { IconChartBarOff } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../components/empty-state.tsx'
import { dateText } from '../dates/date-text.ts'
import { numberLocale } from '../i18n/number-locale.ts'
import { BigNumber } from './big-number.tsx'
import type { ClickedValue, ClickHow } from './clicked-value.ts'
import { EChart, type ChartPoint } from './echart.tsx'
import { TableChart } from './table-chart.tsx'
import type { TableTotals } from './use-table-totals.ts'

type Props = {
  document: ChartDocument
  /** With the question as it was answered, where that is known: its zone is that of moments. */
  result: ChartResult & { metricQuery?: Pick<MetricQuery, 'timezone'> }
  height: number | string
  /** Show the numbers instead of the drawing. */
  asTable?: boolean
  /** For tables that want them. */
  totals?: TableTotals
  /** A value was clicked: a mark, a name on an axis, a cell, the one number. */
  onValue?: (clicked: ClickedValue) => void
  /** A header of a table was clicked: its rows in another order. */
  onSort?: ((sorts: readonly SortField[]) => void) | undefined
}

/** A chart of any kind: drawn, as a table, or as one number. */
export function ChartView({ document, result, height, asTable = false, totals = {}, onValue, onSort }: Props) {
  const { t, i18n } = useTranslation()
  const zone = result.metricQuery?.timezone
  const locale = i18n.language
  const numbers = numberLocale(locale)
  const shown = useMemo(() => (numbers === undefined ? result : { ...result, locale: numbers }), [result, numbers])
  const drawn = useMemo(() => ({ ...shown, writeDate: (item: Item, raw: unknown) => dateText(item, raw, { locale, zone }) }), [shown, locale, zone])
  if (result.rows.length === 0) return <EmptyState icon={IconChartBarOff} text={t('results.noRows')} compact />
  if (asTable) return <TableChart document={document} result={shown} height={height} totals={totals} onValue={onValue} onSort={onSort} />
  switch (document.chartConfig.type) {
    case 'table':
      return <TableChart document={document} result={shown} height={height} totals={totals} onValue={onValue} onSort={onSort} />
    case 'big_number':
      return <OneNumber document={document} result={drawn} height={height} onValue={onValue} />
    case 'custom':
      return <EmptyState icon={IconChartBarOff} text={t('chart.custom')} compact />
    case 'cartesian':
    case 'pie':
    case 'funnel':
      return <Drawn document={document} result={drawn} height={height} onValue={onValue} />
  }
}

type DrawnProps = Pick<Props, 'document' | 'result' | 'height'> & { onValue: Props['onValue'] | undefined }

function OneNumber({ document, result, height, onValue }: DrawnProps) {
  const point = pointOfChart(document, result, { seriesIndex: 0, dataIndex: 0 })
  const onClick = onValue === undefined || point === null ? undefined : (how: ClickHow): void => onValue({ ...point, ...how })
  return <BigNumber model={bigNumberModel(document, result)} height={height} onClick={onClick} />
}

function Drawn({ document, result, height, onValue }: DrawnProps) {
  const theme = useComputedColorScheme('light')
  const { ref, width } = useElementSize()
  // Widths in steps: labels are laid out again when it matters, not with every pixel. Never more than there is.
  const step = Math.floor(width / 20) * 20
  const option = useMemo(() => buildChartOption({ document, result, theme, ...(step === 0 ? {} : { width: step }) }), [document, result, theme, step])
  const description = useMemo(() => describeChart(document, result), [document, result])
  const walk = useMemo(() => chartWalk(document, result), [document, result])
  const onPoint = ({ seriesIndex, dataIndex, isName = false, ...how }: ChartPoint): void => {
    const point = pointOfChart(document, result, { seriesIndex, dataIndex, isName })
    if (point !== null) onValue?.({ ...point, ...how })
  }
  return (
    <div ref={ref}>
      <EChart option={option} description={description} walk={walk} height={height} {...(onValue === undefined ? {} : { onPoint })} />
    </div>
  )
}
