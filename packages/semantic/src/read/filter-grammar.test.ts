import { describe, expect, it } from 'vitest'
import { parseFilter } from './filter-grammar.ts'

describe('the grammar of filters', () => {
  it.each([
    ['closed', 'equals', ['closed']],
    ['!closed', 'notEquals', ['closed']],
    [null, 'isNull', []],
    ['null', 'isNull', []],
    ['!null', 'notNull', []],
    ['%part%', 'include', ['part']],
    ['!%part%', 'doesNotInclude', ['part']],
    ['start%', 'startsWith', ['start']],
    ['%end', 'endsWith', ['end']],
    ['> 5', 'greaterThan', [5]],
    ['>=5.5', 'greaterThanOrEqual', [5.5]],
    ['< -3', 'lessThan', [-3]],
    ['<= 0', 'lessThanOrEqual', [0]],
    ['> 2024-01-31', 'greaterThan', ['2024-01-31']],
    [5, 'equals', [5]],
    [true, 'equals', [true]],
    ['x,y', 'equals', ['x,y']],
    ['"%quoted%"', 'equals', ['%quoted%']],
    ["'null'", 'equals', ['null']],
    ['!"> 5"', 'notEquals', ['> 5']],
    ['50% off', 'equals', ['50% off']],
    ['in the past', 'equals', ['in the past']],
    [['a', 'b'], 'equals', ['a', 'b']],
    [['!a', '!b'], 'notEquals', ['a', 'b']],
    [[1, true, 'c'], 'equals', [1, true, 'c']],
    [['%a%', '%b%'], 'include', ['a', 'b']],
    ['inBetween 1 and 10', 'inBetween', [1, 10]],
    ['inBetween 2024-01-01 and 2024-01-31', 'inBetween', ['2024-01-01', '2024-01-31']],
    ['notInBetween 1 and 10', 'notInBetween', [1, 10]],
  ])('%j means %s %j', (text, operator, values) => expect(parseFilter(text)).toEqual({ operator, values }))

  it.each([
    ['inThePast 14 days', 'inThePast', 14, 'days', false],
    ['inThePast 1 day', 'inThePast', 1, 'days', false],
    ['inThePast 2 completed weeks', 'inThePast', 2, 'weeks', true],
    ['InTheNext 3 Months', 'inTheNext', 3, 'months', false],
    ['notInThePast 1 quarter', 'notInThePast', 1, 'quarters', false],
    ['inTheCurrent year', 'inTheCurrent', 1, 'years', false],
    ['notInTheCurrent minutes', 'notInTheCurrent', 1, 'minutes', false],
  ])('%s stays relative', (text, operator, count, unitOfTime, completed) =>
    expect(parseFilter(text)).toEqual({ operator, values: [count], settings: { unitOfTime, completed } }),
  )

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['!', 'missing'],
    ['%%', 'missing'],
    ['!start%', '!'],
    ['> many', 'number or a date'],
    ['inThePast many days', 'write it like'],
    ['inThePast 5 fortnights', 'unit of time'],
    ['inBetween 1', 'write it like'],
    ['inBetween a and b', 'two numbers'],
    [[], 'empty'],
    [['a', '!b'], 'one kind'],
    [[null, 'a'], 'one kind'],
  ])('%j is refused with a reason', (text, reason) => expect(parseFilter(text)).toEqual({ error: expect.stringContaining(reason) }))
})
