import { expect, it } from 'vitest'
import { isWanted } from './end-app-run.ts'

it.each([
  ['errored', 'person', true],
  ['unable_to_allocate_kernel', 'schedule', true],
  ['killed', 'schedule', true],
  ['killed', 'person', false],
  ['killed', 'api', false],
  ['completed', 'schedule', false],
] as const)('whoever is told of failures is told of a run that ended %s, begun by %s: %s', (state, trigger, isTold) => {
  expect(isWanted({ type: 'failure' }, { state, trigger })).toBe(isTold)
})
