import type { AppFacts, MatrixCase } from './app-cases.ts'

/** Operations of our own on virtual views and SQL charts, while those of the format's cases are there. */
export const sqlCases = (after: 'UpdateVirtualView' | 'UpdateSqlChart'): MatrixCase[] => (after === 'UpdateVirtualView' ? viewCases : chartCases)

const viewCases: MatrixCase[] = [
  { operationId: 'GetVirtualView', path: ({ projectUuid }) => `/api/v1/app/virtual-views/${projectUuid}/conform_view` },
  { operationId: 'CancelJob', path: ({ sqlJobId }) => `/api/v1/app/jobs/${sqlJobId}` },
]

const draft = ({ sqlChartUuid }: AppFacts): string => `/api/v1/app/drafts/sql-charts/${sqlChartUuid}`

const chartCases: MatrixCase[] = [
  { operationId: 'RunSqlChart', path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/results`, body: () => ({}) },
  {
    operationId: 'GetSqlChartHistory',
    path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/history`,
    learn: ({ history }: { history: { versionUuid: string }[] }, facts) => (facts.sqlVersionUuid = history[0]?.versionUuid ?? ''),
  },
  { operationId: 'GetSqlChartVersion', path: ({ sqlChartUuid, sqlVersionUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/history/${sqlVersionUuid}` },
  // Drafts of SQL charts are for those who may write SQL.
  {
    operationId: 'SaveDraft',
    only: 'da',
    path: draft,
    body: () => ({ document: { sql: 'select 1', config: { type: 'table' } }, version: null, baseVersion: 1 }),
  },
  {
    operationId: 'GetDraft',
    only: 'da',
    path: draft,
    learn: (results: { draft: { version: string } | null }, facts) => (facts.draftVersion = results.draft?.version ?? ''),
  },
  { operationId: 'DiscardDraft', only: 'da', path: (facts) => `${draft(facts)}?version=${facts.draftVersion}` },
  { operationId: 'PublishDraft', only: 'da', path: (facts) => `${draft(facts)}/publish`, body: () => ({ version: 'gone', publishedVersion: 1 }) },
  {
    operationId: 'RollbackSqlChart',
    path: ({ sqlChartUuid, sqlVersionUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/rollback/${sqlVersionUuid}`,
  },
  { operationId: 'DuplicateSqlChart', path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/duplicate`, body: () => ({}) },
]
