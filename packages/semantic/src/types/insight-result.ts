import type { InsightInterval } from './insight.ts'

/** The part of the events that a line stands for: those with these values, or all that are beyond the limit. */
export type BreakdownValue = { kind: 'values'; values: readonly (string | null)[] } | { kind: 'other' }

export const lifecycleStates = ['new', 'returning', 'resurrecting', 'dormant'] as const
export type LifecycleState = (typeof lifecycleStates)[number]

/** Numbers by period: one series or formula, in one part of a breakdown, now or in the stretch that it is compared with. */
export type TrendLine = {
  /** Place of the series or formula in its list. */
  place: number
  isFormula: boolean
  breakdown: BreakdownValue | null
  isEarlier: boolean
  /** First days of periods, or beginnings of hours; empty where one number stands for the whole. */
  buckets: readonly string[]
  /** Null: nothing to take an average, a least or a greatest value of. */
  values: readonly (number | null)[]
  /** The sum of the values, or the one number. */
  total: number | null
}

export type FunnelStep = { people: number; /** Seconds since the step before. */ average: number | null; median: number | null }

export type InsightResult =
  | { kind: 'trends'; interval: InsightInterval; lines: TrendLine[] }
  | { kind: 'funnel'; parts: { breakdown: BreakdownValue | null; steps: FunnelStep[] }[] }
  | { kind: 'funnel_times'; /** Seconds at which a bin begins, and people in it. */ bins: { from: number; people: number }[]; average: number | null }
  | {
      kind: 'funnel_rates'
      interval: InsightInterval
      buckets: string[]
      parts: { breakdown: BreakdownValue | null; /** Came in, went through. */ came: number[]; went: number[] }[]
    }
  | {
      kind: 'retention'
      period: InsightInterval
      parts: {
        breakdown: BreakdownValue | null
        cohorts: { bucket: string; /** Those of the period itself, then those who came back. */ people: number[] }[]
      }[]
    }
  | { kind: 'stickiness'; interval: InsightInterval; lines: { place: number; isEarlier: boolean; /** People of one period, of two… */ people: number[] }[] }
  | {
      kind: 'lifecycle'
      interval: InsightInterval
      buckets: string[]
      states: { state: LifecycleState; /** Dormant ones are below zero. */ people: number[] }[]
    }
  | { kind: 'paths'; edges: { step: number; source: string; target: string; times: number; /** Seconds, on average. */ took: number | null }[] }
