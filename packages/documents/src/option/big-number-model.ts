import { formatItemValue, getItemLabel, type FieldId, type Item } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { cellOf, drawnText, numberOf, type ChartResult } from '../result/chart-result.ts'
import { compactOf, ownDigits, withCompact } from './with-compact.ts'

export type BigNumberModel = {
  value: string
  label: string
  comparison: { text: string; label: string; direction: 'up' | 'down' | 'same'; /** Null when there is no change. */ good: boolean | null } | null
}

/** The field whose value is the one number. */
export function bigNumberField({ chartConfig, metricQuery }: ChartDocument): FieldId {
  const wanted = chartConfig.type === 'big_number' ? chartConfig.config?.selectedField : undefined
  return wanted ?? metricQuery.metrics[0] ?? metricQuery.tableCalculations[0]?.name ?? metricQuery.dimensions[0] ?? ''
}

/** One number, its label, and how it compares to the row after it (the one before in time, when the newest is first). */
export function bigNumberModel(document: ChartDocument, result: ChartResult): BigNumberModel {
  const config = (document.chartConfig.type === 'big_number' ? document.chartConfig.config : undefined) ?? {}
  const fieldId = bigNumberField(document)
  const item = result.fields[fieldId]
  const cell = cellOf(result.rows[0], fieldId)
  const compact = compactOf(config.style)
  const styled = item === undefined || compact === undefined ? undefined : withCompact(item, compact, Math.min(ownDigits(item) ?? 1, 1))
  const current = numberOf(cell)
  const label = config.showBigNumberLabel === false ? '' : (config.label ?? (item === undefined ? fieldId : getItemLabel(item)))
  const previous = config.showComparison === true ? numberOf(cellOf(result.rows[1], fieldId)) : null
  return {
    value: styled === undefined || current === null ? drawnText(result, fieldId, cell) : formatItemValue(styled, current, undefined, result.locale),
    label,
    comparison: current === null || previous === null ? null : compare({ current, previous, item: styled ?? item, config, locale: result.locale ?? 'en-US' }),
  }
}

type Comparison = {
  current: number
  previous: number
  item: Item | undefined
  config: { comparisonFormat?: string | undefined; comparisonLabel?: string | undefined; flipColors?: boolean | undefined }
  locale: string
}

function compare({ current, previous, item, config, locale }: Comparison): NonNullable<BigNumberModel['comparison']> {
  const change = current - previous
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'same'
  const isPercent = config.comparisonFormat === 'percentage'
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const text = isPercent
    ? previous === 0
      ? '∅'
      : percent.format(change / Math.abs(previous))
    : `${change > 0 ? '+' : ''}${formatItemValue(item, change, undefined, locale)}`
  return { text, label: config.comparisonLabel ?? '', direction, good: direction === 'same' ? null : (direction === 'up') !== (config.flipColors === true) }
}
