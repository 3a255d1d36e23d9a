import type { MetricQuery } from '@atrium/semantic'
import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { EndpointQuery, VariableType } from './endpoints.ts'

/** Another query of an endpoint that callers do not get yet. */
export type EndpointDraft = {
  /** Another one with each save; named by the next. */
  version: string
  query: EndpointQuery
  savedAt: string
  savedBy: { firstName: string; lastName: string } | null
}

/** What callers would notice. */
export type ContractChange = { isBreaking: boolean } & (
  | { kind: 'column_removed' | 'column_added'; column: string }
  | { kind: 'column_renamed'; column: string; to: string }
  | { kind: 'column_retyped'; column: string; from: string; to: string }
  | { kind: 'answer_reshaped'; from: string; to: string }
  | { kind: 'columns_moved' }
  | { kind: 'variable_removed' | 'variable_added' | 'variable_required' | 'variable_optional'; variable: string }
  | { kind: 'variable_retyped'; variable: string; from: VariableType; to: VariableType }
  | { kind: 'fewer_rows'; before: number; after: number }
)

export type DraftComparison = {
  draft: EndpointDraft
  comparedVersion: number
  changes: ContractChange[]
  /** Null: it was not asked. */
  answer: { columns: string[]; rows: unknown[][]; rowCount: number; truncated: boolean } | null
  notAsked: string | null
  rowsBefore: number | null
}

const path = (projectUuid: string, name: string, rest = ''): string =>
  `/api/v1/app/projects/${encodeURIComponent(projectUuid)}/endpoints/${encodeURIComponent(name)}/draft${rest}`

export const endpointDraftQuery = (projectUuid: string, name: string) =>
  queryOptions({
    queryKey: ['endpoints', projectUuid, name, 'draft'],
    queryFn: ({ signal }) => request<EndpointDraft | null>(path(projectUuid, name), { signal }),
  })

/** A variable of a draft; without a value, callers have to say one. */
export type DraftVariable = { name: string; type: VariableType; value?: unknown }

/** What a draft asks: SQL, a question to an explore, or an insight in the words of the endpoints' own format. */
export type DraftQuery =
  | { kind: 'sql'; sql: string; variables: readonly DraftVariable[] }
  | { kind: 'metric'; exploreName: string; query: MetricQuery; variables: readonly DraftVariable[] }
  | { kind: 'insight'; words: object }

/** Keeps a query as the draft. `version`: of the draft that it is based on. */
export const saveEndpointDraft = (projectUuid: string, name: string, query: DraftQuery, version: string | null): Promise<EndpointDraft> =>
  request(path(projectUuid, name), { method: 'PUT', body: { query, version } })

export const discardEndpointDraft = (projectUuid: string, name: string, version: string): Promise<unknown> =>
  request(path(projectUuid, name, `?${new URLSearchParams({ version }).toString()}`), { method: 'DELETE' })

/** The draft beside the newest version, both asked with these values. */
export const compareEndpointDraft = (
  projectUuid: string,
  name: string,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<DraftComparison> => request(path(projectUuid, name, '/compare'), { method: 'POST', body: { variables }, signal })

export const publishEndpointDraft = (
  projectUuid: string,
  name: string,
  wish: { version: string; comparedVersion: number; acceptsBreaking: boolean; acceptsFailingTests: boolean },
): Promise<{ version: number; /** Why it is not kept as a table as the one before was. */ notMaterialized: string | null }> =>
  request(path(projectUuid, name, '/publish'), { method: 'POST', body: wish })
