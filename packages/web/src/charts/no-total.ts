import type { WithoutTotal } from '@atrium/semantic'

/** The text that says why a calculation has no total. */
export const noTotalText = {
  other_rows: 'total.otherRows',
  dimension: 'total.dimension',
  not_additive: 'total.notAdditive',
  unknown: 'total.unknown',
} as const satisfies Record<WithoutTotal, string>
