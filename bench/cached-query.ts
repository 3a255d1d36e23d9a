import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { againstBareRow } from './against-bare.ts'
import type { Row } from './rows.ts'

const query = {
  exploreName: 'orders',
  dimensions: ['orders_status'],
  metrics: ['orders_order_count'],
  filters: {},
  sorts: [{ fieldId: 'orders_order_count', descending: true }],
  limit: 500,
  tableCalculations: [],
}

/** A cached metric query. */
export async function cachedQueryRow(atrium: Atrium): Promise<Row> {
  const [project] = await withToken(atrium.url, atrium.token).results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  return againstBareRow({
    name: 'cached metric query ÷ bare node:http with the same bytes',
    target: 25,
    url: `${atrium.url}/api/v1/projects/${project?.projectUuid}/explores/orders/runQuery`,
    headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  })
}
