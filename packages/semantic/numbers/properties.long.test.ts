import { expect, it } from 'vitest'
import { runProperties } from './run-properties.ts'

it('10,000 random questions to random shops give the numbers that plain loops over the rows give', async () => {
  const { cases, queries, refused, unproven } = await runProperties(100_000, 10_000)
  console.info(`${cases} random questions, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model`)
  expect(refused / queries).toBeLessThan(0.1)
})
