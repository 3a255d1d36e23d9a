import { expect, it } from 'vitest'
import { randomOverTime } from './random-over-time.ts'
import { randomQuery } from './random-query.ts'
import { runProperties } from './run-properties.ts'

it('500 random questions to random shops give the numbers that plain loops over the rows give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomQuery, 1, 500)
  console.info(
    `${cases} random questions, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.1)
}, 600_000)

it('300 random questions over other times and rows give the numbers that plain loops over rows and days give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomOverTime, 1, 300)
  console.info(
    `${cases} random questions over time, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.3)
}, 600_000)
