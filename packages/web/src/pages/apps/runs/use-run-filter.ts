import { useSearch } from '@tanstack/react-router'
import { runStates, runTriggers, type RunFilter } from '../../../api/app-runs.ts'
import { useGo } from '../../../components/use-go.ts'
import { paths } from '../../../shell/paths.ts'

type Filter = Omit<RunFilter, 'limit'>

/** Which runs of an app somebody looks at. The address keeps it. */
export function useRunFilter(projectUuid: string, appUuid: string): { filter: Filter; setFilter: (change: Partial<Filter>) => void } {
  const go = useGo()
  const { state, reason, schedule, offset } = useSearch({ strict: false }) as { state?: string; reason?: string; schedule?: string; offset?: unknown }
  const [states, triggers] = [listed(state), listed(reason)]
  const filter: Filter = {
    states: runStates.filter((one) => states.includes(one)),
    triggers: runTriggers.filter((one) => triggers.includes(one)),
    scheduleUuid: schedule ?? null,
    offset: Math.max(0, Math.trunc(Number(offset ?? 0)) || 0),
  }
  // Another choice begins with its newest runs.
  const setFilter = (change: Partial<Filter>): void =>
    go(`${paths.appRuns(projectUuid, appUuid)}${searchOf({ ...filter, offset: 0, ...change })}`, { replace: true })
  return { filter, setFilter }
}

const listed = (text: unknown): string[] => (typeof text === 'string' ? text.split(',') : [])

/** What the address says of a choice. */
export function searchOf({ states = [], triggers = [], scheduleUuid = null, offset = 0 }: Partial<Filter>): string {
  const search = new URLSearchParams()
  if (states.length > 0) search.set('state', states.join(','))
  if (triggers.length > 0) search.set('reason', triggers.join(','))
  if (scheduleUuid !== null) search.set('schedule', scheduleUuid)
  if (offset > 0) search.set('offset', String(offset))
  return search.size === 0 ? '' : `?${search.toString()}`
}
