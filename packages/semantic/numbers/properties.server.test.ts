import { expect, it } from 'vitest'
import { runProperties } from './run-properties.ts'

it('500 random questions to random shops give the numbers that plain loops over the rows give', async () => {
  const { cases, queries, refused, unproven } = await runProperties(1, 500)
  console.info(`${cases} random questions, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model`)
  expect(refused / queries).toBeLessThan(0.1)
}, 120_000)
