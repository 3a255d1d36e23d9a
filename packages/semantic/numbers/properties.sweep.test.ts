import { expect, it } from 'vitest'
import { isWhole } from '../../../tests/harness/sweep.ts'
import { randomOverTime } from './random-over-time.ts'
import { randomQuery } from './random-query.ts'
import { runProperties } from './run-properties.ts'

it('random questions to random shops give the numbers that plain loops over the rows give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomQuery, 1, isWhole() ? 500 : 100)
  console.info(
    `${cases} random questions, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.1)
}, 600_000)

it('random questions over other times and rows give the numbers that plain loops over rows and days give', async () => {
  const { cases, queries, refused, unproven, crashed } = await runProperties(randomOverTime, 1, isWhole() ? 300 : 60)
  console.info(
    `${cases} random questions over time, ${queries} queries: ${refused} refused and ${unproven} unproven, each with a reason in the model; ${crashed} crashed DuckDB's optimizer`,
  )
  expect(crashed / queries).toBeLessThan(0.002)
  expect(refused / queries).toBeLessThan(0.3)
}, 600_000)
