import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { columnFromArray, int32, int64, tableFromColumns, tableToIPC, timestamp, TimeUnit, utf8 } from '@uwdata/flechette'
import type { CellRun, Kernel, KernelLanguage } from '../packages/server/src/kernels/kernel.ts'
import { createKernels } from '../packages/server/src/kernels/kernels.ts'
import { systemClock } from '../packages/server/src/platform/clock.ts'
import { median, timed } from './measure.ts'
import type { Row } from './rows.ts'

const rowCount = 100_000
const numbers = (make: (index: number) => number): Float64Array => Float64Array.from({ length: rowCount }, (_, index) => make(index))
const texts = (make: (index: number) => string): string[] => Array.from({ length: rowCount }, (_, index) => make(index))

/** Ten columns of the kinds that queries answer: six of numbers, one of moments, three of text. */
function makeTable(): Uint8Array {
  const whole = Array.from({ length: rowCount }, (_, index) => index)
  const columns = {
    id: columnFromArray(BigInt64Array.from(whole, BigInt), int64()),
    quantity: columnFromArray(
      Int32Array.from(whole, (index) => index % 17),
      int32(),
    ),
    amount: columnFromArray(numbers((index) => index * 1.37)),
    cost: columnFromArray(numbers((index) => index * 0.91)),
    share: columnFromArray(numbers((index) => (index % 100) / 100)),
    weight: columnFromArray(numbers((index) => (index * 7919) % 1000)),
    at: columnFromArray(
      whole.map((index) => 1.7e12 + index * 60_000),
      timestamp(TimeUnit.MILLISECOND, null),
    ),
    region: columnFromArray(
      texts((index) => ['north', 'east', 'south', 'west'][index % 4] ?? ''),
      utf8(),
    ),
    product: columnFromArray(
      texts((index) => `product ${index % 500}`),
      utf8(),
    ),
    note: columnFromArray(
      texts((index) => `note of order ${index}`),
      utf8(),
    ),
  }
  return tableToIPC(tableFromColumns(columns), { format: 'stream' }) ?? new Uint8Array(0)
}

/** Makes a column of two others and hands the whole table out. */
const cells: Record<KernelLanguage, string> = {
  typescript: 'const margin = orders.columns.amount.map((amount, index) => amount - orders.columns.cost[index])\nconst result = orders.with({ margin })',
  python: 'result = orders.with_columns(margin=[amount - cost for amount, cost in zip(orders["amount"], orders["cost"])])',
}

/** 100,000 rows of ten columns into a cell of code and out of it again, from the server and back to it. */
export async function codeCellRows(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'))
  const kernels = createKernels({ entry: path.resolve('dist/kernel-main.js'), folder, clock: systemClock, maxRunning: 2 })
  const nobody = { sql: () => Promise.reject(new Error('no queries')), input: () => Promise.resolve(undefined) }
  const table = makeTable()
  const rows: Row[] = []
  for (const language of ['typescript', 'python'] as const) {
    const kernel = await kernels.open(language, nobody)
    const exchange: CellRun = { code: cells[language], reads: { orders: { table } }, defines: ['result'] }
    const smallest: CellRun = { code: language === 'python' ? 'a = 1' : 'const a = 1', reads: {}, defines: ['a'] }
    const name = language === 'python' ? 'Python' : 'TypeScript'
    const one = await rounds(kernel, smallest)
    const all = await rounds(kernel, exchange)
    const detail = `${rowCount} rows × 10 columns, ${(table.length / 1e6).toFixed(1)} MB as Arrow; the smallest cell takes ${one.toFixed(1)} ms`
    rows.push({ name: `code cell, ${name}: table in and out`, value: all, unit: 'ms', target: { op: '<=', bound: 100 }, detail })
    await kernel.close()
  }
  await kernels.close()
  await rm(folder, { recursive: true, force: true })
  return rows
}

async function rounds(kernel: Kernel, cell: CellRun): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 9; round++) {
    const ms = await timed(async () => {
      const { error } = await kernel.run(cell, { fairKey: 'bench', signal: new AbortController().signal })
      if (error !== null) throw new Error(error.message)
    })
    if (round > 1) times.push(ms)
  }
  return median(times)
}
