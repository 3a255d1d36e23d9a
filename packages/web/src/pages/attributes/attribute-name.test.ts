import { expect, it } from 'vitest'
import { isAttributeName } from './attribute-name.ts'

it('names of attributes are lower case, with digits and underscores after the first letter', () => {
  expect(['region', '_x', 'a1_b'].filter(isAttributeName)).toEqual(['region', '_x', 'a1_b'])
  expect(['', 'Region', '1a', 'a-b', 'a b', 'ä', 'a\n'].filter(isAttributeName)).toEqual([])
})
