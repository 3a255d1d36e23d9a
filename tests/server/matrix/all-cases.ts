import { lightdashCases } from '../../conform/lightdash-cases.ts'
import { askInsight, posthogCases } from '../../conform/posthog-cases.ts'
import type { ApiAnswer } from '../../harness/api-client.ts'
import type { ShopOptions } from '../../harness/start-shop.ts'
import type { WithPeople } from '../start-with-people.ts'
import { accountCases, identityProviderCases, leavingCases } from './account-cases.ts'
import { appCases, groupCases, trashCases, updateNotification, type AppFacts, type MatrixCase } from './app-cases.ts'
import { entrances } from './exceptions.ts'
import { hexCases } from './hex-cases.ts'
import { notebookCases } from './notebook-cases.ts'
import { graphqlCases } from './graphql-cases.ts'
import { integrationCases } from './integration-cases.ts'
import { scimCases } from './scim-cases.ts'
import { serviceAccountCases } from './service-account-cases.ts'
import { ownEndpointCases } from './endpoint-cases.ts'
import { mcpCases } from './mcp-cases.ts'
import { sqlCases } from './sql-cases.ts'

/** What the cases ask about. */
export const matrixShop: ShopOptions = {
  files: {
    'orders.yml': `models:
  - name: orders
    meta: {primary_key: order_id}
    columns:
      - {name: order_id, meta: {dimension: {type: number}, metrics: {order_count: {type: count}}}}
      - {name: status}
`,
  },
  statements: [
    "CREATE TABLE orders AS SELECT range AS order_id, ['new', 'paid'][range % 2 + 1] AS status FROM range(10)",
    'CREATE TABLE visits AS SELECT 1 AS visit_id',
  ],
}

/** Those of the format, and ours while there is an endpoint. */
const lastDeleted = posthogCases.findLastIndex(({ operationId }) => operationId === 'endpoints_destroy')
const endpointCases: readonly MatrixCase[] = posthogCases.flatMap((one, place): MatrixCase[] => {
  if (place === lastDeleted) return [...ownEndpointCases, ...mcpCases, one]
  // SQL is for developers; what else may be asked of the moment is for all who may explore.
  return [one.body === askInsight ? { ...one, only: 'ieda' } : one]
})

/**
 * A good request for every operation of every door that is no entrance, in the order in which they build on each other.
 * What is different here from the contract's own cases: the space stays public, and nobody's own way in is lost.
 */
export const allCases: readonly MatrixCase[] = [...lightdashCases, ...leavingCases].flatMap((one): MatrixCase[] => {
  if (one.operationId in entrances) return []
  // Endpoints live in spaces.
  if (one.operationId === 'UpdateSpace') return [{ ...one, body: () => ({ name: 'Matrix space', isPrivate: false }) }, ...endpointCases, ...graphqlCases]
  if (one.operationId === 'UpdatePassword') return [...accountCases, ...identityProviderCases, ...serviceAccountCases, ...scimCases, one]
  if (one.operationId === 'getGroupMembers') return [one, ...groupCases]
  // While there is something that the administrator is told of: others have replied to them.
  if (one.operationId === 'resolveComment') return [updateNotification, one]
  // Before what the others made is taken away.
  if (one.operationId === 'DeleteDashboard')
    return [...appCases, ...notebookCases.flatMap((two) => (two.operationId === 'DeleteApp' ? [...hexCases, two] : [two])), ...integrationCases, one]
  if (one.operationId === 'DeleteSavedChart') return [one, ...trashCases]
  if (one.operationId === 'UpdateVirtualView' || one.operationId === 'UpdateSqlChart') return [one, ...sqlCases(one.operationId)]
  return [one]
})

/** Tells the next cases what a good answer says; SCIM and the Hex format have no envelope around it. */
export function learnFrom(one: MatrixCase, { status, body }: ApiAnswer, facts: AppFacts): void {
  if (status < 300) one.learn?.((one.as === 'scim' || one.as === 'bearer' ? body : (body as { results?: unknown } | null)?.results) as never, facts)
}

/** What the cases know before the first of them ran. */
export const firstFacts = (house: WithPeople): AppFacts => ({
  adminEmail: house.email('admin'),
  adminPassword: '',
  tileUuid: 'b1946ac9-2c7b-4b0c-9c8e-3f1b5a1c2d3e',
  nothing: '0f8fad5b-d9cb-469f-a165-70867728950e',
  projectUuid: house.projectUuid,
  userUuid: house.userUuid.admin,
  tokenUuid: '',
  spaceUuid: '',
  chartUuid: '',
  copyUuid: '',
  versionUuid: '',
  dashboardUuid: '',
  startedQuery: '',
  dashboardVersion: '',
  draftVersion: '',
  endpointRevision: '',
  publishedVersion: '',
  proposalVersion: '',
  jobId: '',
  downloadPath: '',
  spareSpaceUuid: '',
  spareDashboardUuid: '',
  groupUuid: '',
  attributeUuid: '',
  credentialsUuid: '',
  spareProjectUuid: '',
  sqlJobId: '',
  resultsPath: '',
  sqlChartUuid: '',
  sqlVersionUuid: '',
  appUuid: '',
  appVersionUuid: '',
  liveUuid: '',
  appRunUuid: '',
  appSessionUuid: '',
  appPreviewUuid: '',
  appViewUuid: '',
  appScheduleUuid: '',
  pinnedListUuid: '',
  explore: '{}',
  validationJobId: '',
  validationId: '0',
  tagUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  catalogItemUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  commentUuid: '',
  notificationUuid: '',
  shareId: '',
  upload: '',
  hexGroupId: '',
  hexRunId: '',
  hexCollectionId: '',
  hexCellId: '',
  providerUuid: '',
  serviceAccountUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  serviceTokenUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  scimUserUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  scimGroupUuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  leaverUuid: house.userUuid.member,
})
