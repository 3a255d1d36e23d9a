import { newId } from '../../../packages/server/src/platform/ids.ts'
import type { ApiClient } from '../../harness/api-client.ts'
import { ordersByStatus } from '../../conform/lightdash-cases.ts'
import type { AppFacts } from '../matrix/app-cases.ts'
import type { WithPeople } from '../start-with-people.ts'

/** One of everything that has an id, by the names that the cases of the matrix know them by. */
export type Things = Partial<AppFacts>

type Named = { uuid: string }
type Made = { project: { projectUuid: string } }
type History = { history: { versionUuid: string }[] }
let made = 0

/** A project on a database of its own, without tables. */
export async function makeProject(client: ApiClient, name: string): Promise<string> {
  const part = { name, type: 'DEFAULT', dbtVersion: 'v1.8', warehouseConnection: { type: 'duckdb' } }
  return (await client.results<Made>('POST', '/api/v1/org/projects', part)).project.projectUuid
}

/** Makes one of everything in a project, as somebody who may. `chart`: a chart that is copied, where the project has no models for one. */
export async function makeThings(house: WithPeople, client: ApiClient, projectUuid: string, chart?: { uuid: string }): Promise<Things> {
  const name = `Thing ${(made += 1)}`
  const make = <T = Named>(method: string, path: string, body?: object) => client.results<T>(method, path, body)
  const space = await make('POST', `/api/v1/projects/${projectUuid}/spaces`, { name, isPrivate: false })
  const group = await make('POST', '/api/v1/org/groups', { name })
  const attribute = await make('POST', '/api/v1/org/attributes', { name: `thing_${made}`, attributeDefault: null, users: [], groups: [] })
  const token = await make('POST', '/api/v1/user/me/personal-access-tokens', { description: name, expiresAt: '2031-01-01T00:00:00.000Z' })
  const credentials = await make('POST', '/api/v1/user/warehouseCredentials', { name, credentials: { type: 'snowflake', user: 'ada', password: 'secret' } })
  const dashboard = await make('POST', `/api/v1/projects/${projectUuid}/dashboards`, { name, tiles: [], tabs: [], spaceUuid: space.uuid })
  const [version] = (await make<History>('GET', `/api/v1/app/dashboards/${dashboard.uuid}/history`)).history
  const upload = await make<{ uploadUuid: string }>('POST', `/api/v1/app/uploads/${projectUuid}`, { fileName: 'rows.csv', size: 8 })
  const [session] = await make<Named[]>('GET', '/api/v1/app/sessions')
  const body = {
    name,
    tableName: 'orders',
    metricQuery: ordersByStatus,
    chartConfig: { type: 'table' },
    tableConfig: { columnOrder: [] },
    spaceUuid: space.uuid,
  }
  const { uuid: chartUuid } =
    chart === undefined ? await make('POST', `/api/v1/projects/${projectUuid}/saved`, body) : await copyChart(house, chart.uuid, space.uuid)
  const sqlChart = { name, sql: 'select 1 as one', limit: 10, config: { type: 'table' }, spaceUuid: space.uuid }
  const { savedSqlUuid } = await make<{ savedSqlUuid: string }>('POST', `/api/v1/projects/${projectUuid}/sqlRunner/saved`, sqlChart)
  const [sqlVersion] = (await make<History>('GET', `/api/v1/app/sql-charts/${savedSqlUuid}/history`)).history
  const chartVersion = await house.db.selectFrom('revisions').select('id').where('resource_id', '=', chartUuid).executeTakeFirstOrThrow()
  const notebook = await make('POST', `/api/v1/app/projects/${projectUuid}/apps`, {
    name,
    spaceUuid: space.uuid,
    document: { cells: [{ kind: 'text', id: 'said', markdown: name }] },
  })
  await make('POST', `/api/v1/app/apps/${notebook.uuid}/force-publish`, { version: null, comparedVersion: 1 })
  const live = await make('POST', `/api/v1/app/apps/${notebook.uuid}/live`, {})
  const appView = await make('POST', `/api/v1/app/apps/${notebook.uuid}/views`, { name, inputs: {} })
  const appSession = await make('POST', `/api/v1/app/apps/${notebook.uuid}/sessions`, { of: 'published' })
  return {
    projectUuid,
    appUuid: notebook.uuid,
    liveUuid: live.uuid,
    appViewUuid: appView.uuid,
    appSessionUuid: appSession.uuid,
    spareProjectUuid: await makeProject(client, name),
    spaceUuid: space.uuid,
    groupUuid: group.uuid,
    attributeUuid: attribute.uuid,
    tokenUuid: token.uuid,
    credentialsUuid: credentials.uuid,
    dashboardUuid: dashboard.uuid,
    dashboardVersion: version?.versionUuid ?? '',
    chartUuid,
    versionUuid: chartVersion.id,
    sqlChartUuid: savedSqlUuid,
    sqlVersionUuid: sqlVersion?.versionUuid ?? '',
    upload: upload.uploadUuid,
    nothing: session?.uuid ?? '',
  }
}

/** A chart as it is, in another space, of whatever project and organization. */
async function copyChart(house: WithPeople, chartUuid: string, spaceUuid: string): Promise<Named> {
  const space = await house.db.selectFrom('resources').select(['project_id', 'organization_id']).where('id', '=', spaceUuid).executeTakeFirstOrThrow()
  const chart = await house.db.selectFrom('resources').selectAll().where('id', '=', chartUuid).executeTakeFirstOrThrow()
  const revision = await house.db.selectFrom('revisions').selectAll().where('resource_id', '=', chartUuid).executeTakeFirstOrThrow()
  const uuid = newId()
  await house.db
    .insertInto('resources')
    .values({ ...withoutGenerated(chart), ...space, id: uuid, space_id: spaceUuid })
    .execute()
  await house.db
    .insertInto('revisions')
    .values({ ...revision, id: newId(), resource_id: uuid, spec: JSON.stringify(revision.spec) })
    .execute()
  return { uuid }
}

/** A row without the columns that the store makes of others. */
const withoutGenerated = <Row extends object>(row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('search_'))) as Row

/** Takes away everything of these again, in an order in which each is still there. */
export async function removeThings(client: ApiClient, things: Things): Promise<void> {
  const paths = [
    `/api/v1/app/apps/${things.appUuid}`,
    `/api/v1/saved/${things.chartUuid}`,
    `/api/v1/projects/${things.projectUuid}/sqlRunner/saved/${things.sqlChartUuid}`,
    `/api/v1/dashboards/${things.dashboardUuid}`,
    `/api/v1/projects/${things.projectUuid}/spaces/${things.spaceUuid}`,
    `/api/v1/groups/${things.groupUuid}`,
    `/api/v1/org/attributes/${things.attributeUuid}`,
    `/api/v1/user/me/personal-access-tokens/${things.tokenUuid}`,
    `/api/v1/user/warehouseCredentials/${things.credentialsUuid}`,
    `/api/v1/app/uploads/${things.projectUuid}/${things.upload}`,
    `/api/v1/org/projects/${things.spareProjectUuid}`,
  ]
  for (const path of paths) {
    const { status, body } = await client.delete(path)
    if (status >= 300) throw new Error(`DELETE ${path} → ${status} ${JSON.stringify(body)}`)
  }
}
