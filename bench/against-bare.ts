import autocannon from 'autocannon'
import { startBareServer } from './bare-server.ts'
import { median } from './measure.ts'
import type { Row } from './rows.ts'

type Asked = { name: string; target: number; url: string; headers: Record<string, string>; body: string }

/** Answers a second to one request against a bare node:http server that sends the same head and body, 16 connections each, in turns. */
export async function againstBareRow({ name, target, url, headers, body }: Asked): Promise<Row> {
  const ask = (): Promise<Response> => fetch(url, { method: 'POST', headers, body })
  // The second one is from the cache, and kept.
  for (let i = 0; i < 3; i++) await (await ask()).arrayBuffer()
  const answer = await ask()
  const bytes = Buffer.from(await answer.arrayBuffer())
  const ofConnection = new Set(['date', 'connection', 'keep-alive', 'content-length'])
  const bare = await startBareServer(bytes, Object.fromEntries([...answer.headers].filter(([header]) => !ofConnection.has(header))))
  const rate = async (at: string): Promise<number> => {
    const result = await autocannon({ url: at, method: 'POST', connections: 16, duration: 3, headers, body })
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} bad answers, ${result.errors} errors from ${at}`)
    return result.requests.average
  }
  const rates = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < 5; round++) {
    const ours = await rate(url)
    const plain = await rate(bare.url)
    if (round === 0) continue
    rates.ours.push(ours)
    rates.bare.push(plain)
  }
  await bare.stop()
  const [ours, plain] = [median(rates.ours), median(rates.bare)]
  return {
    name,
    value: (100 * ours) / plain,
    unit: '%',
    target: { op: '>=', bound: target },
    detail: `${Math.round(ours)} ÷ ${Math.round(plain)} requests/s, ${bytes.length} bytes, 16 connections`,
  }
}
