import type { ChartKind } from '../chart/chart-kind.ts'

/** What drawings say in words. Counts come as numbers, values as they are written. */
export type ChartWords = {
  kinds: Record<ChartKind, string>
  /** Beside a period that has not ended. */
  soFar: string
  /** Lines of a tooltip that found no place. */
  more(count: string): string
  /** Series that found no place in the drawing. */
  notDrawn(count: number, written: string): string
  noRows(kind: string): string
  rows(kind: string, count: number): string
  pie(kind: string, pie: { slices: number; largest?: { name: string; value: string }; leftOut: number }): string
  points(kind: string, shape: { points: number; series: number; notDrawn: number }): string
  /** One mark, while they are walked. */
  point(point: { at: string; what: string; place: number; count: number }): string
  noValue: string
  quarter(quarter: number, year: string): string
  /** `day`: its first. */
  week(day: string): string
  course(label: string, course: { first: Reached; last: Reached; peak: Reached }): string
}

type Reached = { value: string; at: string }
