import { expect, it } from 'vitest'
import { idOf } from '../shop-fields.ts'
import { rowMetrics } from '../shop-metrics.ts'
import { explained, runAgainstMalloy } from './check-malloy.ts'
import { malloyMetrics, notInMalloy } from './to-malloy.ts'

it('every metric of the shop is asked of Malloy, or has a reason why not', () => {
  expect([...malloyMetrics, ...Object.keys(notInMalloy)].toSorted()).toEqual(rowMetrics.map(idOf).toSorted())
})

it('100 random questions have the same answers in Malloy, but for differences that are explained', async () => {
  const { cases, explained: times } = await runAgainstMalloy(1, 100)
  console.info([`${cases} random questions answered as by Malloy; but`, ...explained.map(({ why }, at) => `${times[at]}×: ${why}`)].join('\n'))
}, 600_000)
