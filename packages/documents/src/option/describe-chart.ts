import { formatItemValue, getItemLabel } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { chartKindOf } from '../chart/chart-kind.ts'
import type { ChartResult } from '../result/chart-result.ts'
import type { ChartWords } from '../words/chart-words.ts'
import { wordsOf } from '../words/words-of.ts'
import { bigNumberModel } from './big-number-model.ts'
import { cartesianData } from './cartesian-series.ts'
import type { Part } from './parts.ts'
import { pieParts } from './pie-option.ts'

/** One sentence for those who do not see the chart: what it is, how much, from where to where, and its peak. */
export function describeChart(document: ChartDocument, result: ChartResult): string {
  const words = wordsOf(result.locale)
  const kind = words.kinds[chartKindOf(document)]
  if (result.rows.length === 0) return words.noRows(kind)
  if (document.chartConfig.type === 'big_number') {
    const { value, label } = bigNumberModel(document, result)
    return `${kind}: ${label === '' ? '' : `${label} `}${value}.`
  }
  if (document.chartConfig.type === 'pie') return describePie(kind, words, pieParts(document, result))
  if (document.chartConfig.type !== 'cartesian') return words.rows(kind, result.rows.length)
  const { names: places, series, omitted } = cartesianData(document, result)
  const [first] = series
  const known = (first?.values ?? []).flatMap((value, index) => (value === null ? [] : [{ value, at: places[index] ?? '' }]))
  const shape = words.points(kind, { points: places.length, series: series.length, notDrawn: omitted })
  const [start, end] = [known[0], known.at(-1)]
  if (first === undefined || start === undefined || end === undefined) return shape
  const item = result.fields[first.fieldId]
  const peak = known.reduce((best, each) => (each.value > best.value ? each : best))
  const written = ({ value, at }: { value: number; at: string }) => ({ value: formatItemValue(item, value, undefined, result.locale), at })
  const label = series.length > 1 ? first.name : item === undefined ? first.fieldId : getItemLabel(item)
  return `${shape} ${words.course(label, { first: written(start), last: written(end), peak: written(peak) })}`
}

function describePie(kind: string, words: ChartWords, { parts, leftOut }: { parts: readonly Part[]; leftOut: number }): string {
  const [first] = parts.toSorted((a, b) => b.value - a.value)
  return words.pie(kind, { slices: parts.length, leftOut, ...(first === undefined ? {} : { largest: { name: first.name, value: first.formatted } }) })
}
