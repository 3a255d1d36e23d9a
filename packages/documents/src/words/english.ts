import type { ChartWords } from './chart-words.ts'

export const english: ChartWords = {
  kinds: {
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
  },
  soFar: 'so far',
  more: (count) => `… ${count} more`,
  notDrawn: (_, written) => `${written} more series are not drawn`,
  noRows: (kind) => `${kind}, no rows.`,
  rows: (kind, count) => `${kind}, ${count} rows.`,
  pie: (kind, { slices, largest, leftOut }) =>
    `${kind}, ${slices} slices${largest === undefined ? '' : `, largest ${largest.name} with ${largest.value}`}${leftOut === 0 ? '' : `, ${leftOut} without a positive value left out`}.`,
  points: (kind, { points, series, notDrawn }) =>
    `${kind}, ${points} points${series > 1 ? `, ${series} series` : ''}${notDrawn > 0 ? ` and ${notDrawn} not drawn` : ''}.`,
  point: ({ at, what, place, count }) => `${at}: ${what}, ${place} of ${count}`,
  noValue: 'no value',
  quarter: (quarter, year) => `Q${quarter} ${year}`,
  week: (day) => `Week of ${day}`,
  course: (label, { first, last, peak }) => `${label} from ${first.value} (${first.at}) to ${last.value} (${last.at}), peak ${peak.value} (${peak.at}).`,
}
