/** Requests that a client has named, so that another request of the same person can cancel them. */
export type RunningQueries = {
  /** A signal that ends when the named request is cancelled; call `done` when the request has ended. */
  begin(userId: string, queryId: string): { signal: AbortSignal; done(): void }
  /** True when there was such a request. */
  cancel(userId: string, queryId: string): boolean
}

export function createRunningQueries(): RunningQueries {
  const running = new Map<string, AbortController>()
  return {
    begin(userId, queryId) {
      const key = `${userId}|${queryId}`
      const abort = new AbortController()
      running.set(key, abort)
      return {
        signal: abort.signal,
        done: () => {
          if (running.get(key) === abort) running.delete(key)
        },
      }
    },
    cancel(userId, queryId) {
      const abort = running.get(`${userId}|${queryId}`)
      abort?.abort()
      return abort !== undefined
    },
  }
}
