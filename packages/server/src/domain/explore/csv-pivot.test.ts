import { describe, expect, it } from 'vitest'
import type { CsvColumn } from './csv-columns.ts'
import { pivotedLines } from './csv-pivot.ts'

const column = (fieldId: string, index: number): CsvColumn => ({ fieldId, index, heading: fieldId, write: (text: string | null) => text ?? '' })
const columns = [column('month', 0), column('status', 1), column('count', 2)]

async function* rowsOf(statuses: number): AsyncGenerator<(string | null)[]> {
  for (let status = 0; status < statuses; status += 1) yield ['2026-01', `s${status}`, String(status)]
}
async function lines(statuses: number): Promise<string[]> {
  const written: string[] = []
  for await (const line of pivotedLines(rowsOf(statuses), columns, { pivot: ['status'], metrics: new Set(['count']) })) written.push(line.trim())
  return written
}

describe('a pivoted file', () => {
  it('has a column for every value', async () => {
    expect(await lines(2)).toEqual(['status,s0,s1', 'month,count,count', '2026-01,0,1'])
    expect((await lines(2000)).at(-1)?.split(',')).toHaveLength(2001)
  })
  it('is refused rather than cut when there are too many', async () => {
    await expect(lines(2001)).rejects.toThrow('Pivoting by status gives more than 2000 columns. Filter it, or export without the pivot.')
  })
})
