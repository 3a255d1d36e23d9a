import autocannon from 'autocannon'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { againstBareRow } from './against-bare.ts'
import type { Row } from './rows.ts'

const project = '/api/projects/@current/'

/** Runs of endpoints: from the cache as fast as it goes, and how long each takes at 200 a second, from the cache and from a table. */
export async function endpointRunRows(atrium: Atrium): Promise<Row[]> {
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
  return [
    ratio,
    await steadyRow({ name: 'cached run of an endpoint at 200 a second, 95 % within', bound: 10, ...request, bodies: [request.body] }),
    await materializedRow(atrium, id, request.headers),
  ]
}

/** An endpoint that is kept as a table, each call with another value than the last 500: read from the table, not from the cache. */
async function materializedRow(atrium: Atrium, id: number, headers: Record<string, string>): Promise<Row> {
  const client = withToken(atrium.url, atrium.token)
  await client.post(`${project}insight_variables/`, { name: 'Customer', code_name: 'bench_customer', type: 'Number', default_value: 1 })
  const query = {
    kind: 'HogQLQuery',
    query: 'SELECT customer_id, status, count(*) AS orders FROM orders WHERE customer_id = {variables.bench_customer} GROUP BY 1, 2 ORDER BY 2',
  }
  await client.post(`${project}endpoints/`, { name: 'orders_of_customer', query, is_materialized: true })
  const at = `${project}endpoints/orders_of_customer/`
  for (let tries = 0; ; tries++) {
    const { status, reason } = (await client.get(`${at}materialization_status/`)).body as { status?: string; reason?: string }
    if (status === 'Completed') break
    if (tries > 300) throw new Error(`the endpoint was never kept as a table: ${status} ${reason}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
  }
  const bodies = Array.from({ length: 500 }, (_, customer) => JSON.stringify({ variables: { bench_customer: customer + 1 } }))
  const { body } = await client.post(`${at}run`, JSON.parse(bodies[0] ?? '{}'))
  if (!(body as { endpoint_materialized?: boolean }).endpoint_materialized) throw new Error('the table did not answer')
  const url = `${atrium.url}/api/projects/${id}/endpoints/orders_of_customer/run`
  return steadyRow({ name: 'run of a materialized endpoint at 200 a second, 95 % within', bound: 50, url, headers, bodies })
}

async function steadyRow(asked: { name: string; bound: number; url: string; headers: Record<string, string>; bodies: readonly string[] }): Promise<Row> {
  const { name, bound, url, headers, bodies } = asked
  const requests = bodies.map((body) => ({ method: 'POST' as const, headers, body }))
  let clients = 0
  const times: number[] = []
  const steady = await autocannon({
    url,
    connections: 16,
    overallRate: 200,
    duration: 5,
    // Each connection goes through them all, from a place of its own on.
    setupClient(client) {
      const from = (clients++ * 31) % requests.length
      client.on('response', (_status, _bytes, milliseconds) => times.push(milliseconds))
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)])
    },
  })
  if (steady.non2xx > 0 || steady.errors > 0) throw new Error(`${steady.non2xx} bad answers, ${steady.errors} errors from ${url}`)
  return {
    name,
    value: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0,
    unit: 'ms',
    target: { op: '<=', bound },
    detail: `median ${steady.latency.p50} ms, ${steady.requests.total} requests`,
  }
}
