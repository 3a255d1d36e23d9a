import { expect, it } from 'vitest'
import { type FilterKind, lookmlFilter } from './lookml-filter.ts'

it.each<[string, FilterKind, string, unknown[]]>([
  ['open', 'string', 'equals', ['open']],
  ['open,paid', 'string', 'equals', ['open', 'paid']],
  ['"a,b",c', 'string', 'equals', ['a,b', 'c']],
  ['-open,-paid', 'string', 'notEquals', ['open', 'paid']],
  ['%part%', 'string', 'include', ['part']],
  ['-%part%', 'string', 'doesNotInclude', ['part']],
  ['start%', 'string', 'startsWith', ['start']],
  ['%end', 'string', 'endsWith', ['end']],
  ['100^%', 'string', 'equals', ['100%']],
  ['NULL', 'string', 'isNull', []],
  ['-NULL', 'string', 'notNull', []],
  ['5', 'number', 'equals', [5]],
  ['1, 2,3', 'number', 'equals', [1, 2, 3]],
  ['NOT 5', 'number', 'notEquals', [5]],
  ['<>5', 'number', 'notEquals', [5]],
  ['> 5.5', 'number', 'greaterThan', [5.5]],
  ['<=-2', 'number', 'lessThanOrEqual', [-2]],
  ['[1, 5]', 'number', 'inBetween', [1, 5]],
  ['1 to 5', 'number', 'inBetween', [1, 5]],
  ['NOT NULL', 'number', 'notNull', []],
  ['yes', 'yesno', 'equals', [true]],
  ['No', 'yesno', 'equals', [false]],
  ['2024-01-31', 'time', 'equals', ['2024-01-31']],
  ['after 2024/01/31', 'time', 'greaterThanOrEqual', ['2024-01-31']],
  ['before 2024-01-31', 'time', 'lessThan', ['2024-01-31']],
  ['last month', 'time', 'inThePast', [1]],
  ['this year', 'time', 'inTheCurrent', [1]],
  ['7 days', 'time', 'inThePast', [7]],
])('%s of a %s means %s %j', (text, kind, operator, values) => expect(lookmlFilter(text, kind)).toMatchObject({ operator, values }))

it.each<[string, FilterKind]>([
  ['a%b', 'string'],
  ['a,-b', 'string'],
  ['EMPTY', 'string'],
  ['', 'string'],
  ['(1,5)', 'number'],
  ['many', 'number'],
  ['maybe', 'yesno'],
  ['3 fortnights ago', 'time'],
])('%j of a %s is not read', (text, kind) => expect(lookmlFilter(text, kind)).toEqual({ why: `its filter "${text}" is not read here` }))

it('a span that ends elsewhere is told apart', () => {
  expect(lookmlFilter('7 days', 'time')).toMatchObject({ settings: { unitOfTime: 'days', completed: false }, differs: expect.stringContaining('ends now') })
  expect(lookmlFilter('last week', 'time')).toEqual({ operator: 'inThePast', values: [1], settings: { unitOfTime: 'weeks', completed: true } })
})
