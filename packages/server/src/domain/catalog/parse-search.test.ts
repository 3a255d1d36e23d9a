import { describe, expect, it } from 'vitest'
import { contentKinds, parseSearch, searchKinds } from './parse-search.ts'

const now = Date.parse('2026-05-10T12:00:00Z')
const parse = (text: string) => parseSearch(text, now)

describe('a typed search', () => {
  it('is words for everything', () => {
    expect(parse('Revenue  by Month')).toEqual({ text: 'revenue by month', words: ['revenue', 'by', 'month'], kinds: searchKinds })
  })
  it('has filters anywhere in it, quoted where they have blanks', () => {
    expect(parse('type:dashboard rev by:Ada space:"North Sales" updated:7d')).toEqual({
      text: 'rev',
      words: ['rev'],
      kinds: ['dashboard'],
      by: 'ada',
      space: 'north sales',
      updatedSince: new Date('2026-05-03T12:00:00Z'),
    })
  })
  it.each([
    ['type:metrics', ['metric']],
    ['type:field', ['dimension', 'metric']],
    ['type:d', ['dashboard', 'dimension']],
    ['type:nothing', searchKinds],
    ['type:', searchKinds],
    ['by:ada', contentKinds],
    ['type:metric by:ada', []],
    ['updated:soon', searchKinds],
  ])('%s looks among %j', (text, kinds) => expect(parse(text).kinds).toEqual(kinds))
  it('knows days and spans', () => {
    expect(parse('updated:2026-05-01').updatedSince).toEqual(new Date('2026-05-01T00:00:00Z'))
    expect(parse('updated:2w').updatedSince).toEqual(new Date('2026-04-26T12:00:00Z'))
    expect(parse('updated:2026-99-99').updatedSince).toBeUndefined()
  })
  it('leaves other colons to what is looked for', () => {
    expect(parse('ratio 1:2 subtype:x').text).toBe('ratio 1:2 subtype:x')
  })
})
