import { expect, it } from 'vitest'
import { explained, runAgainstMalloy } from './check-malloy.ts'

it('1,500 random questions have the same answers in Malloy, but for differences that are explained', async () => {
  const { cases, explained: times } = await runAgainstMalloy(100_000, 1500)
  console.info([`${cases} random questions answered as by Malloy; but`, ...explained.map(({ why }, at) => `${times[at]}×: ${why}`)].join('\n'))
  // An explanation that no question needs any more explains nothing.
  expect(times.every((count) => count > 0)).toBe(true)
})
