import type { MetricQuery } from '@atrium/semantic'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { runQuery, type Results } from '../../api/results.ts'
import { queryKeyOf } from '../../explore/runnable-query.ts'

export type ExploreResults = {
  /** Latest results; of an earlier query while `isOutdated`. */
  data: Results | undefined
  error: Error | null
  isRunning: boolean
  /** The query has changed since these results, or was never asked. */
  isOutdated: boolean
  wasCancelled: boolean
  /** When the running query was asked, in milliseconds of the browser's clock. */
  startedAt: number | null
  /** Asks the query as it stands; `refresh` skips kept answers. */
  run: (options?: { refresh?: boolean }) => void
  cancel: () => void
  /** Asks as soon as the query changes next: for edits that mean "show me". */
  runOnNextChange: () => void
}

type Options = { projectUuid: string; query: MetricQuery; canRun: boolean; /** Ask 400 ms after every change. */ auto: boolean }

const autoDelay = 400
const keptFor = 15 * 60_000

/** Results of an explore: asked for when wanted, kept by query so that Back shows them at once, cancelled in the warehouse. */
export function useExploreResults({ projectUuid, query, canRun, auto }: Options): ExploreResults {
  const queryClient = useQueryClient()
  const key = queryKeyOf(query)
  const [asked, setAsked] = useState(canRun ? key : null)
  const [cancelled, setCancelled] = useState<string | null>(null)
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const refresh = useRef(false)
  const askNext = useRef(false)
  const queryKey = ['results', projectUuid, key] as const

  const result = useQuery({
    queryKey,
    enabled: canRun && asked === key && cancelled !== key,
    queryFn: ({ signal }) => {
      const fresh = refresh.current
      refresh.current = false
      setStartedAt(Date.now())
      return runQuery(projectUuid, query, { signal, refresh: fresh })
    },
    staleTime: Infinity,
    gcTime: keptFor,
    retry: false,
    placeholderData: keepPreviousData,
  })
  const { refetch } = result

  const run = useCallback<ExploreResults['run']>(
    (options) => {
      if (!canRun) return
      refresh.current = options?.refresh === true
      setCancelled(null)
      setAsked(key)
      // Asked before: enabling changes nothing, so ask again. (A first time starts by itself.)
      if (asked === key && cancelled !== key) void refetch()
    },
    [canRun, key, asked, cancelled, refetch],
  )

  useEffect(() => {
    if (!canRun || asked === key) return
    if (askNext.current) {
      askNext.current = false
      setCancelled(null)
      setAsked(key)
      return
    }
    if (!auto) return
    const timer = setTimeout(() => setAsked(key), autoDelay)
    return () => clearTimeout(timer)
  }, [key, asked, canRun, auto])

  const isRunning = result.isFetching
  return {
    data: canRun ? result.data : undefined,
    error: result.isError && !result.isFetching ? result.error : null,
    isRunning,
    isOutdated: result.data === undefined || result.isPlaceholderData,
    wasCancelled: cancelled === key && !isRunning,
    startedAt: isRunning ? startedAt : null,
    run,
    cancel: () => {
      setCancelled(key)
      void queryClient.cancelQueries({ queryKey })
    },
    runOnNextChange: () => {
      askNext.current = true
    },
  }
}
