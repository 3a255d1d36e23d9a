/** Seconds of freshness that later generations of the format know. */
export const freshnessSteps = [900, 1800, 3600, 21_600, 43_200, 86_400, 604_800] as const

/** What the format says of an endpoint that says nothing of freshness: no answer is older. */
export const defaultFreshnessSeconds = 86_400

/** The step that promises no more than is kept. */
export const freshnessStep = (seconds: number | null): number =>
  freshnessSteps.find((step) => step >= (seconds ?? defaultFreshnessSeconds)) ?? freshnessSteps[freshnessSteps.length - 1] ?? defaultFreshnessSeconds
