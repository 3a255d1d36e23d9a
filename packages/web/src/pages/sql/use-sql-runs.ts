import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, isAborted } from '../../api/api-error.ts'
import { runSql, type SqlResult } from '../../api/sql.ts'
import type { SqlRun } from '../../sql/sql-history.ts'

/** What became of a tab's last run. `line`: of the error in the tab's text, from 1. */
export type TabRun =
  | { state: 'running'; startedAt: number }
  | { state: 'done'; sql: string; result: SqlResult; durationMs: number }
  | { state: 'failed'; error: unknown; line: number | null }
  | { state: 'cancelled' }

export type RunRequest = {
  tabId: string
  sql: string
  /** Line of the tab's text at which this SQL begins, from 1. */ firstLine: number
  limit: number
  refresh: boolean
}

/** Runs SQL, one query a tab; a new run of a tab takes the place of the old one. */
export function useSqlRuns(projectUuid: string, onEnded: (run: SqlRun) => void) {
  const [runs, setRuns] = useState<Readonly<Record<string, TabRun>>>({})
  const works = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const open = works.current
    return () => {
      for (const work of open.values()) work.abort()
    }
  }, [])

  const run = useCallback(
    async ({ tabId, sql, firstLine, limit, refresh }: RunRequest): Promise<void> => {
      works.current.get(tabId)?.abort()
      const work = new AbortController()
      works.current.set(tabId, work)
      const startedAt = Date.now()
      const end = (outcome: TabRun, status: SqlRun['status'], rows?: number): void => {
        // A run that was replaced has nothing more to say in its tab.
        if (works.current.get(tabId) === work) setRuns((all) => ({ ...all, [tabId]: outcome }))
        onEnded({ at: new Date(startedAt).toISOString(), sql, status, durationMs: Date.now() - startedAt, ...(rows === undefined ? {} : { rows }) })
      }
      setRuns((all) => ({ ...all, [tabId]: { state: 'running', startedAt } }))
      try {
        const result = await runSql(projectUuid, sql, limit, { signal: work.signal, refresh })
        end({ state: 'done', sql, result, durationMs: Date.now() - startedAt }, 'done', result.rows.length)
      } catch (error) {
        if (isAborted(error) || work.signal.aborted) return end({ state: 'cancelled' }, 'cancelled')
        const line = error instanceof ApiError && typeof error.data['line'] === 'number' ? error.data['line'] + firstLine - 1 : null
        end({ state: 'failed', error, line }, 'failed')
      }
    },
    [projectUuid, onEnded],
  )
  const cancel = useCallback((tabId: string) => works.current.get(tabId)?.abort(), [])
  return { runs, run, cancel }
}
