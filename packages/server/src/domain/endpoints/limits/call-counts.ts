/** Calls of one key in one span of time. */
export type CallCount = { key: string; seconds: number; startsAt: number; calls: number }

/** Counters of calls that nodes add up: each counts by itself and tells the others now and then. */
export type CallCounts = {
  /** Calls in a span, those that other nodes told of among them. */
  of(key: string, seconds: number, startsAt: number): number
  add(key: string, seconds: number, startsAt: number): void
  /** Tells what is still to be told, and stops. */
  stop(): Promise<void>
}

type Span = Omit<CallCount, 'calls'> & { shared: number; own: number }

/** Spans that are remembered; those used longest ago are forgotten first, and read again. */
const capacity = 40_000
const tellMs = 1000

type Options = {
  /** Adds calls and answers those of all nodes in the same spans. */
  share(added: readonly CallCount[]): Promise<CallCount[]>
  onError(message: string, error: unknown): void
}

/** What was not seen here yet counts as nothing until the others have answered: within a second. */
export function createCallCounts({ share, onError }: Options): CallCounts {
  const spans = new Map<string, Span>()
  /** Changed, or never asked about. */
  let untold = new Set<Span>()

  const nameOf = ({ key, seconds, startsAt }: Omit<CallCount, 'calls'>): string => `${key}|${seconds}|${startsAt}`
  const spanOf = (key: string, seconds: number, startsAt: number): Span => {
    const name = nameOf({ key, seconds, startsAt })
    const known = spans.get(name)
    const span = known ?? { key, seconds, startsAt, shared: 0, own: 0 }
    if (known === undefined) untold.add(span)
    spans.delete(name)
    spans.set(name, span)
    const oldest = spans.size > capacity ? spans.entries().next() : null
    if (oldest !== null && oldest.done !== true) spans.delete(oldest.value[0])
    return span
  }

  const tell = async (): Promise<void> => {
    if (untold.size === 0) return
    const telling = [...untold].map((span) => ({ span, calls: span.own }))
    untold = new Set()
    try {
      const totals = await share(telling.map(({ span: { key, seconds, startsAt }, calls }) => ({ key, seconds, startsAt, calls })))
      const byName = new Map(totals.map((total) => [nameOf(total), total.calls]))
      for (const { span, calls } of telling) {
        span.shared = byName.get(nameOf(span)) ?? span.shared + calls
        span.own -= calls
      }
    } catch (error) {
      for (const { span } of telling) untold.add(span)
      onError('calls of endpoints could not be counted together with other nodes', error)
    }
  }
  let telling: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    telling = telling.then(tell)
  }, tellMs)
  timer.unref()

  return {
    of(key, seconds, startsAt) {
      const { shared, own } = spanOf(key, seconds, startsAt)
      return shared + own
    },
    add(key, seconds, startsAt) {
      const span = spanOf(key, seconds, startsAt)
      span.own += 1
      untold.add(span)
    },
    async stop() {
      clearInterval(timer)
      await telling
      await tell()
    },
  }
}
