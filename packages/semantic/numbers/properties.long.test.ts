import { expect, it } from 'vitest'
import { randomOverTime } from './random-over-time.ts'
import { randomQuery } from './random-query.ts'
import { runProperties } from './run-properties.ts'

it('10,000 random questions to random shops give the numbers that plain loops over the rows give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomQuery, 100_000, 10_000)
  console.info(
    `${cases} random questions, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.1)
})

it('5,000 random questions over other times and rows give the numbers that plain loops over rows and days give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomOverTime, 100_000, 5000)
  console.info(
    `${cases} random questions over time, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.3)
})
