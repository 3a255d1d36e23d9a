import { present } from '@atrium/semantic'
import { useLocation } from '@tanstack/react-router'
import type { AuditQuery } from '../../api/audit.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'

export const filterKeys = ['person', 'operation', 'project', 'kind', 'target', 'outcome', 'from', 'to'] as const
/** What the address says. `from` and `to` are days of the reader's calendar, both included. */
export type AuditFilter = Partial<Record<(typeof filterKeys)[number], string>>

/** The filter in the address, and a way to change it: an empty text takes a part away. */
export function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const go = useGo()
  const search = useLocation({ select: (location) => location.searchStr })
  const filter = filterOf(search)
  return [filter, (change) => go(paths.audit({ ...filter, ...change }))]
}

function filterOf(search: string): AuditFilter {
  const given = new URLSearchParams(search)
  return Object.fromEntries(filterKeys.flatMap((key) => (given.get(key) ? [[key, given.get(key)]] : [])) as [string, string][])
}

/** The filter in the server's words: days become moments. */
export function toAuditQuery({ person, operation, project, kind, target, outcome, from, to }: AuditFilter): AuditQuery {
  const given = {
    personUuid: person,
    operation,
    projectUuid: project,
    targetKind: kind,
    targetUuid: target,
    outcome: outcome === 'done' || outcome === 'refused' ? outcome : undefined,
    from: from === undefined ? undefined : startOfDay(from, 0),
    to: to === undefined ? undefined : startOfDay(to, 1),
  }
  return present(given)
}

function startOfDay(day: string, later: number): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  const moment = new Date(year ?? Number.NaN, (month ?? 1) - 1, (date ?? 1) + later)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
