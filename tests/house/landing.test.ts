import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { landing } from '../landing.ts'

it('what landings test beside `npm test` is there: a file that was renamed would be tested by nobody', () => {
  const files = Object.values(landing).flat()
  expect(files.filter((file) => !existsSync(file))).toEqual([])
  expect(new Set(files).size).toBe(files.length)
})
