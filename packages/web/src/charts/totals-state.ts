/** What has to be said of totals beside the numbers. */
export type TotalsState = {
  /** Why some could not be computed; absent while none failed. */
  failure?: Error
  /** Whether a row limit cut some: groups behind it have none. */
  areTruncated: boolean
}

/** One question for totals: its answer, once there, or why there is none. */
type Asked = { error: Error | null; data?: { truncated?: boolean } | undefined }

/** The state of totals that took several questions: one that failed or was cut counts for all of them. */
export function totalsState(asked: readonly Asked[]): TotalsState {
  const failure = asked.find(({ error }) => error !== null)?.error
  return { ...(failure == null ? {} : { failure }), areTruncated: asked.some(({ data }) => data?.truncated === true) }
}
