import type { Case } from './check-door.ts'

/** A question about events of the moment. */
export const askInsight = (): object => ({
  query: { kind: 'TrendsQuery', model: 'web_events', series: [{ kind: 'EventsNode', event: 'purchase' }], dateRange: { date_from: '-30d' } },
})

/** What the cases need to know. */
export type PosthogFacts = { projectUuid: string }

const sql = 'SELECT range AS n FROM range({variables.conform_rows})'

/** The operations under one prefix; those of the older one are told apart by the name of the operation. */
function casesUnder(prefix: 'environments' | 'projects'): Case<PosthogFacts>[] {
  const operation = (name: string): string => (prefix === 'environments' ? `environments_${name}` : name)
  const at = (rest: string) => (facts: PosthogFacts) => `/api/${prefix}/${facts.projectUuid}/${rest}`
  const name = `conform_${prefix}`
  const own = (rest = '') => at(`endpoints/${name}/${rest}`)
  return [
    {
      operationId: operation('insight_variables_create'),
      path: at('insight_variables/'),
      body: () => ({ name: `Rows of ${prefix}`, code_name: prefix === 'environments' ? 'conform_rows' : 'other_rows', type: 'Number', default_value: 3 }),
    },
    { operationId: operation('insight_variables_list'), path: at('insight_variables/') },
    {
      operationId: operation('endpoints_create'),
      path: at('endpoints/'),
      body: () => ({ name, query: { kind: 'HogQLQuery', query: sql }, description: 'Conforms', data_freshness_seconds: 900, tags: ['b', 'a'] }),
    },
    { operationId: operation('endpoints_list'), path: at('endpoints/?is_active=true&limit=10') },
    { operationId: operation('endpoints_retrieve'), path: own() },
    { operationId: operation('endpoints_update'), path: own(), body: () => ({ query: { kind: 'HogQLQuery', query: `${sql} -- again` } }) },
    { operationId: operation('endpoints_partial_update'), path: own(), body: () => ({ description: 'Conforms still' }) },
    { operationId: operation('endpoints_versions_list'), path: own('versions/') },
    { operationId: operation('endpoints_versions_retrieve'), path: own('versions/1/') },
    { operationId: operation('endpoints_run_retrieve'), path: own('run/?version=1&limit=2') },
    { operationId: operation('endpoints_run_create'), path: own('run/'), body: () => ({ variables: { conform_rows: 5 }, limit: 2, offset: 2 }) },
    { operationId: operation('endpoints_openapi_spec_retrieve'), path: own('openapi.json/') },
    { operationId: operation('endpoints_materialization_status_retrieve'), path: own('materialization_status/') },
    { operationId: operation('endpoints_materialization_preview_create'), path: own('materialization_preview/'), body: () => ({}) },
    {
      operationId: operation('endpoints_create'),
      path: at('endpoints/'),
      body: () => ({
        name: `${name}_kept`,
        query: { kind: 'HogQLQuery', query: 'SELECT 1 AS one' },
        is_materialized: true,
        sync_frequency: '1hour',
        bucket_overrides: {},
      }),
    },
    { operationId: operation('endpoints_materialization_status_retrieve'), path: at(`endpoints/${name}_kept/materialization_status/`) },
    {
      operationId: operation('endpoints_materialization_preview_create'),
      path: at(`endpoints/${name}_kept/materialization_preview/`),
      body: () => ({ version: 1 }),
    },
    { operationId: operation('endpoints_run_create'), path: at(`endpoints/${name}_kept/run/`), body: () => ({ refresh: 'direct' }) },
    { operationId: operation('endpoints_partial_update'), path: at(`endpoints/${name}_kept/`), body: () => ({ is_materialized: false }) },
    { operationId: operation('endpoints_destroy'), path: at(`endpoints/${name}_kept/`) },
    { operationId: operation('endpoints_materialization_suggestion_create'), path: own('materialization_suggestion/'), body: () => ({}) },
    { operationId: operation('endpoints_materialization_conditions_retrieve'), path: at('endpoints/materialization_conditions/') },
    { operationId: operation('endpoints_logs_retrieve'), path: own('logs/?level=INFO&limit=5') },
    { operationId: operation('endpoints_last_execution_times_create'), path: at('endpoints/last_execution_times/'), body: () => ({ names: [name] }) },
    { operationId: operation('endpoints_bulk_update_tags_create'), path: at('endpoints/bulk_update_tags/') },
    {
      operationId: operation('query_create'),
      path: at('query/'),
      body: () => ({ query: { kind: 'HogQLQuery', query: 'SELECT 1 AS one' }, refresh: 'force_async', client_query_id: name }),
    },
    {
      operationId: operation('query_create'),
      path: at('query/'),
      body: askInsight,
    },
    { operationId: operation('query_retrieve'), path: at(`query/${name}/`) },
    { operationId: operation('query_destroy'), path: at(`query/${name}/`) },
    { operationId: operation('endpoints_destroy'), path: own() },
  ]
}

/** A good request for every operation of the PostHog contract, in the order in which they build on each other. */
export const posthogCases: readonly Case<PosthogFacts>[] = [
  { operationId: 'users_me_retrieve', path: () => '/api/users/@me/' },
  { operationId: 'personal_api_keys_current_retrieve', path: () => '/api/personal_api_keys/@current' },
  { operationId: 'projects_retrieve', path: ({ projectUuid }) => `/api/projects/${projectUuid}/` },
  ...casesUnder('environments'),
  ...casesUnder('projects'),
]
