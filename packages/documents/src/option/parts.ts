import type { FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import { valueFieldsOf } from '../chart/value-fields.ts'
import type { ChartResult } from '../result/chart-result.ts'
import type { Option } from './chart-frame.ts'
import { escapeHtml } from './escape-html.ts'

/** A slice of a pie or a step of a funnel. `key` is its text in the data, `name` what it is called in the chart. */
export type Part = { key: string; name: string; value: number; formatted: string; color: string }

/** A part as ECharts tells it; `marker` is the library's own coloured dot. */
export type PartPoint = { dataIndex: number; marker?: string }

/** The field whose values are drawn: the wanted one, else the first with numbers. */
export const valueFieldOf = (document: ChartDocument, result: ChartResult, wanted: string | undefined): FieldId =>
  wanted ?? valueFieldsOf(document.metricQuery, result.fields)[0] ?? ''

/** A share as people read it, one decimal. */
export const percentText = (value: number, whole: number, locale = 'en-US'): string =>
  whole === 0 ? '' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value / whole)

/** Share and value as the settings want them: "12% · $40". */
export function shownValues(part: Part, share: string, show: { showValue?: boolean | undefined; showPercentage?: boolean | undefined }): string {
  return [...(show.showPercentage === true ? [share] : []), ...(show.showValue === true ? [part.formatted] : [])].filter((text) => text !== '').join(' · ')
}

/** Name, value and share of a part. All text of data is escaped. */
export const partTooltip = (parts: readonly Part[], shareOf: (part: Part) => string): Option => ({
  trigger: 'item',
  confine: true,
  formatter: ({ dataIndex, marker }: PartPoint) => {
    const part = parts[dataIndex]
    return part === undefined ? '' : `<div>${marker ?? ''}${escapeHtml(part.name)} <strong>${escapeHtml(part.formatted)}</strong> (${shareOf(part)})</div>`
  },
})
