import { expect, it } from 'vitest'
import { newProjectTypes } from './new-project-types.ts'

it.each([
  ['admin', ['DEFAULT', 'PREVIEW']],
  ['developer', ['PREVIEW']],
  ['editor', []],
  ['member', []],
  [undefined, []],
])('%s may make %j', (role, types) => {
  expect(newProjectTypes(role)).toEqual(types)
})
