import { z } from 'zod'
import type { EndpointRun } from '../../../domain/endpoints/run-log.ts'
import type { RunFilter } from '../../../domain/endpoints/run-log-store.ts'

export const logQuery = z.object({
  after: z.iso.datetime({ offset: true, local: true }).optional(),
  before: z.iso.datetime({ offset: true, local: true }).optional(),
  instance_id: z.string().optional(),
  level: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  search: z.string().max(500).optional(),
})

export const logWire = z.object({ log_source_id: z.string(), instance_id: z.string(), timestamp: z.string(), level: z.string(), message: z.string() })

/** Which calls are meant. Levels: those that were answered are INFO, the others ERROR. */
export function toLogFilter({ after, before, instance_id: id, level, limit, search }: z.infer<typeof logQuery>): RunFilter {
  const levels = level?.toUpperCase().split(',') ?? []
  const answered = levels.includes('INFO')
  const failed = levels.includes('ERROR')
  return {
    limit: limit ?? 50,
    ...(after === undefined ? {} : { after: new Date(after) }),
    ...(before === undefined ? {} : { before: new Date(before) }),
    ...(id === undefined ? {} : { id }),
    ...(answered === failed ? {} : { outcome: answered ? 'answered' : 'failed' }),
    ...(search === undefined ? {} : { search }),
  }
}

/** A call as one line of text. */
export function toLogLine(run: EndpointRun): z.infer<typeof logWire> {
  return {
    log_source_id: run.endpointId,
    instance_id: run.id,
    timestamp: run.at.toISOString(),
    level: run.error === null ? 'INFO' : 'ERROR',
    message: messageOf(run),
  }
}

function messageOf({ error, isRefusal, path, cache, durationMs, rows, version, times }: EndpointRun): string {
  if (error !== null && isRefusal) return `Endpoint execution failed · invalid request · ${error}`
  const parts = [
    ['path', path],
    ['cache', cache],
    ['duration_ms', error === null ? Math.round(durationMs) : null],
    ['rows', rows],
    ['version', version],
    ['times', times > 1 ? times : null],
    ['error', error],
  ].flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]))
  return `${error === null ? 'Endpoint executed' : 'Endpoint execution failed'} · ${parts.join(' ')}`
}
