import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { median, timed } from './measure.ts'
import type { Row } from './rows.ts'

const everything = `query ($project: ID!) {
  project(projectId: $project) {
    models { grn name spec viewsLastTwoWeeks savedExplorations { grn name spec viewsLastTwoWeeks } }
    metrics { grn name spec }
    dashboards { grn name spec viewsLastTwoWeeks }
  }
}`

const half = 500

/** All there is of a project of 1,000 charts and dashboards, with their files, in one GraphQL query. */
export async function graphqlRow(atrium: Atrium): Promise<Row> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const projectUuid = project?.projectUuid ?? ''
  const { uuid: spaceUuid } = await client.results<{ uuid: string }>('POST', `/api/v1/projects/${projectUuid}/spaces`, { name: 'A thousand', isPrivate: false })
  for (let number = 0; number < half; number++) await makeTwo(client, projectUuid, spaceUuid, number)
  let bytes = 0
  const ask = async (): Promise<void> => {
    const answer = await fetch(`${atrium.url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: atrium.token, 'content-type': 'application/json' },
      body: JSON.stringify({ query: everything, variables: { project: projectUuid } }),
    })
    if (answer.status !== 200) throw new Error(`GraphQL answered ${answer.status}`)
    bytes = (await answer.arrayBuffer()).byteLength
  }
  for (let round = 0; round < 5; round++) await ask()
  const times: number[] = []
  for (let round = 0; round < 15; round++) times.push(await timed(ask))
  return {
    name: 'GraphQL: all of a project with 1,000 charts and dashboards, with their files',
    value: median(times),
    unit: 'ms',
    target: { op: '<=', bound: 100 },
    detail: `${(bytes / 1024 / 1024).toFixed(1)} MB in one answer, median of ${times.length}`,
  }
}

async function makeTwo(client: ReturnType<typeof withToken>, projectUuid: string, spaceUuid: string, number: number): Promise<void> {
  const at = `/api/v1/projects/${projectUuid}`
  const { uuid } = await client.results<{ uuid: string }>('POST', `${at}/saved`, {
    name: `Chart ${number}`,
    spaceUuid,
    tableName: 'orders',
    metricQuery: {
      exploreName: 'orders',
      dimensions: ['orders_status'],
      metrics: ['orders_order_count'],
      filters: { dimensions: { id: 'all', and: [{ id: 'one', target: { fieldId: 'orders_status' }, operator: 'equals', values: [String(number)] }] } },
      sorts: [],
      limit: 500,
      tableCalculations: [],
    },
    chartConfig: { type: 'table', config: {} },
    tableConfig: { columnOrder: ['orders_status', 'orders_order_count'] },
  })
  const tiles = [{ type: 'saved_chart', x: 0, y: 0, w: 36, h: 8, properties: { savedChartUuid: uuid } }]
  const filters = { dimensions: [], metrics: [], tableCalculations: [] }
  await client.results('POST', `${at}/dashboards`, { name: `Dashboard ${number}`, spaceUuid, tiles, filters, tabs: [] })
}
