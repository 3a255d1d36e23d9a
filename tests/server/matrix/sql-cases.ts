import type { MatrixCase } from './app-cases.ts'

/** Operations of our own on virtual views and SQL charts, while those of the format's cases are there. */
export const sqlCases = (after: 'UpdateVirtualView' | 'UpdateSqlChart'): MatrixCase[] => (after === 'UpdateVirtualView' ? viewCases : chartCases)

const viewCases: MatrixCase[] = [
  { operationId: 'GetVirtualView', path: ({ projectUuid }) => `/api/v1/app/virtual-views/${projectUuid}/conform_view` },
  { operationId: 'CancelJob', path: ({ sqlJobId }) => `/api/v1/app/jobs/${sqlJobId}` },
]

const chartCases: MatrixCase[] = [
  { operationId: 'RunSqlChart', path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/results`, body: () => ({}) },
  {
    operationId: 'GetSqlChartHistory',
    path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/history`,
    learn: ({ history }: { history: { versionUuid: string }[] }, facts) => (facts.sqlVersionUuid = history[0]?.versionUuid ?? ''),
  },
  {
    operationId: 'RollbackSqlChart',
    path: ({ sqlChartUuid, sqlVersionUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/rollback/${sqlVersionUuid}`,
  },
  { operationId: 'DuplicateSqlChart', path: ({ sqlChartUuid }) => `/api/v1/app/sql-charts/${sqlChartUuid}/duplicate`, body: () => ({}) },
]
