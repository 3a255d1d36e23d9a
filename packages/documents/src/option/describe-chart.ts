import { formatItemValue, getItemLabel } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { chartKindOf, type ChartKind } from '../chart/chart-kind.ts'
import type { ChartResult } from '../result/chart-result.ts'
import { bigNumberModel } from './big-number-model.ts'
import { cartesianData } from './cartesian-series.ts'
import type { Part } from './parts.ts'
import { pieParts } from './pie-option.ts'

const names: Record<ChartKind, string> = {
  line: 'Line chart',
  horizontal_bar: 'Horizontal bar chart',
  vertical_bar: 'Bar chart',
  scatter: 'Scatter chart',
  area: 'Area chart',
  mixed: 'Mixed chart',
  pie: 'Pie chart',
  table: 'Table',
  big_number: 'Big number',
  funnel: 'Funnel chart',
  custom: 'Custom chart',
}

/** One sentence for those who do not see the chart: what it is, how much, from where to where, and its peak. */
export function describeChart(document: ChartDocument, result: ChartResult): string {
  const name = names[chartKindOf(document)]
  if (result.rows.length === 0) return `${name}, no rows.`
  if (document.chartConfig.type === 'big_number') {
    const { value, label } = bigNumberModel(document, result)
    return `${name}: ${label === '' ? '' : `${label} `}${value}.`
  }
  if (document.chartConfig.type === 'pie') return describePie(name, pieParts(document, result))
  if (document.chartConfig.type !== 'cartesian') return `${name}, ${result.rows.length} rows.`
  const { names: places, series, omitted } = cartesianData(document, result)
  const [first] = series
  const known = (first?.values ?? []).flatMap((value, index) => (value === null ? [] : [{ value, at: places[index] ?? '' }]))
  const start = `${name}, ${places.length} points${series.length > 1 ? `, ${series.length} series` : ''}${omitted > 0 ? ` and ${omitted} not drawn` : ''}`
  if (first === undefined || known.length === 0) return `${start}.`
  const item = result.fields[first.fieldId]
  const peak = known.reduce((best, each) => (each.value > best.value ? each : best))
  const text = (value: number): string => formatItemValue(item, value)
  const label = series.length > 1 ? first.name : item === undefined ? first.fieldId : getItemLabel(item)
  return `${start}. ${label} from ${text(known[0]?.value ?? 0)} (${known[0]?.at}) to ${text(known.at(-1)?.value ?? 0)} (${known.at(-1)?.at}), peak ${text(peak.value)} (${peak.at}).`
}

function describePie(name: string, { parts, leftOut }: { parts: readonly Part[]; leftOut: number }): string {
  const [first] = parts.toSorted((a, b) => b.value - a.value)
  const largest = first === undefined ? '' : `, largest ${first.name} with ${first.formatted}`
  return `${name}, ${parts.length} slices${largest}${leftOut === 0 ? '' : `, ${leftOut} without a positive value left out`}.`
}
