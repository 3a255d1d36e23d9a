import { expect, it } from 'vitest'
import { runTimeFilters } from './check-time.ts'

it('40,000 random filters on time keep the moments that the calendar says', async () => {
  expect(await runTimeFilters(100_000, 40_000)).toBeGreaterThan(0)
})
