import { queryOptions } from '@tanstack/react-query'
import { request, requestPlain } from './client.ts'
import { fromModelFiles } from './projects.ts'

export type EventProperty = { name: string; label: string; type: 'string' | 'number' | 'boolean' | 'date' | 'timestamp'; ofPerson: boolean; fieldId: string }
/** An explore that insights are asked of. `eventFieldId`: of the dimension with the names of events. */
export type EventModel = { name: string; label: string; eventFieldId: string; properties: EventProperty[] }

export const eventModelsQuery = (projectUuid: string) =>
  queryOptions({
    queryKey: ['event-models', projectUuid],
    queryFn: ({ signal }) => request<EventModel[]>(`/api/v1/app/projects/${encodeURIComponent(projectUuid)}/event-models`, { signal }),
    staleTime: 60_000,
    ...fromModelFiles,
  })

/** The answer to an insight that nobody saved. */
export const askInsight = (projectUuid: string, words: object, signal: AbortSignal): Promise<{ results?: unknown }> =>
  requestPlain(`/api/projects/${encodeURIComponent(projectUuid)}/query/`, { method: 'POST', body: { query: words }, signal })
