import autocannon from 'autocannon'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { againstBareRow } from './against-bare.ts'
import type { Row } from './rows.ts'

/** A run of an endpoint that is answered from the cache: as fast as it goes, and how long each takes at 200 a second. */
export async function endpointRunRows(atrium: Atrium): Promise<Row[]> {
  const project = '/api/projects/@current/'
  const client = withToken(atrium.url, atrium.token)
  const { id } = (await client.get(project)).body as { id: number }
  const query = { kind: 'HogQLQuery', query: 'SELECT status, count(*) AS orders FROM orders GROUP BY 1 ORDER BY 1' }
  await client.post(`${project}endpoints/`, { name: 'orders_by_status', query })
  const request = {
    url: `${atrium.url}/api/projects/${id}/endpoints/orders_by_status/run`,
    headers: { authorization: `Bearer ${atrium.token}`, 'content-type': 'application/json' },
    body: '{}',
  }
  const ratio = await againstBareRow({ name: 'cached run of an endpoint ÷ bare node:http with the same bytes', target: 60, ...request })
  const steady = await autocannon({ ...request, method: 'POST', connections: 16, overallRate: 200, duration: 5 })
  if (steady.non2xx > 0 || steady.errors > 0) throw new Error(`${steady.non2xx} bad answers, ${steady.errors} errors from ${request.url}`)
  return [
    ratio,
    {
      name: 'cached run of an endpoint at 200 a second, 97.5 % within',
      value: steady.latency.p97_5,
      unit: 'ms',
      target: { op: '<=', bound: 10 },
      detail: `median ${steady.latency.p50} ms, ${steady.requests.total} requests`,
    },
  ]
}
