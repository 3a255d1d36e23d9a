import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import autocannon from 'autocannon'
import { withToken } from '../tests/harness/api-client.ts'
import type { Atrium } from '../tests/harness/start-atrium.ts'
import { median } from './measure.ts'
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

/** A cached metric query against a bare node:http server that sends the same bytes, 16 connections each, in turns. */
export async function cachedQueryRow(atrium: Atrium): Promise<Row> {
  const client = withToken(atrium.url, atrium.token)
  const [project] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  const at = `/api/v1/projects/${project?.projectUuid}/explores/orders/runQuery`
  await client.post(at, query)
  const answer = await fetch(atrium.url + at, {
    method: 'POST',
    headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const bare = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length })
      response.end(bytes)
    })
  })
  await new Promise<void>((resolve) => {
    bare.listen(0, '127.0.0.1', resolve)
  })
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`
  const rates = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < 4; round++) {
    const ours = await rate(atrium.url + at, atrium.token)
    const plain = await rate(bareUrl, atrium.token)
    if (round === 0) continue
    rates.ours.push(ours)
    rates.bare.push(plain)
  }
  bare.close()
  const ours = median(rates.ours)
  const plain = median(rates.bare)
  return {
    name: 'cached metric query ÷ bare node:http with the same bytes',
    value: (100 * ours) / plain,
    unit: '%',
    target: { op: '>=', bound: 25 },
    detail: `${Math.round(ours)} ÷ ${Math.round(plain)} requests/s, ${bytes.length} bytes, 16 connections`,
  }
}

async function rate(url: string, token: string): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    connections: 16,
    duration: 3,
    headers: { authorization: `ApiKey ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} bad answers, ${result.errors} errors from ${url}`)
  return result.requests.average
}
