import type { ChartWords } from './chart-words.ts'

export const german: ChartWords = {
  kinds: {
    line: 'Liniendiagramm',
    horizontal_bar: 'Balkendiagramm',
    vertical_bar: 'Säulendiagramm',
    scatter: 'Punktdiagramm',
    area: 'Flächendiagramm',
    mixed: 'Verbunddiagramm',
    pie: 'Kreisdiagramm',
    table: 'Tabelle',
    big_number: 'Kennzahl',
    funnel: 'Trichterdiagramm',
    custom: 'Eigenes Diagramm',
  },
  soFar: 'bisher',
  more: (count) => `… ${count} weitere`,
  notDrawn: (count, written) => (count === 1 ? '1 weitere Reihe ist nicht gezeichnet' : `${written} weitere Reihen sind nicht gezeichnet`),
  noRows: (kind) => `${kind}, keine Zeilen.`,
  rows: (kind, count) => `${kind}, ${count} ${count === 1 ? 'Zeile' : 'Zeilen'}.`,
  pie: (kind, { slices, largest, leftOut }) =>
    `${kind}, ${slices} ${slices === 1 ? 'Stück' : 'Stücke'}${largest === undefined ? '' : `, das größte ${largest.name} mit ${largest.value}`}${leftOut === 0 ? '' : `, ${leftOut} ohne positiven Wert ausgelassen`}.`,
  points: (kind, { points, series, notDrawn }) =>
    `${kind}, ${points} ${points === 1 ? 'Punkt' : 'Punkte'}${series > 1 ? `, ${series} Reihen` : ''}${notDrawn > 0 ? `, dazu ${notDrawn} nicht gezeichnet` : ''}.`,
  point: ({ at, what, place, count }) => `${at}: ${what}, ${place} von ${count}`,
  noValue: 'kein Wert',
  quarter: (quarter, year) => `Q${quarter} ${year}`,
  week: (day) => `Woche ab ${day}`,
  course: (label, { first, last, peak }) =>
    `${label} von ${first.value} (${first.at}) bis ${last.value} (${last.at}), höchster Wert ${peak.value} (${peak.at}).`,
}
