import { describe, expect, it } from 'vitest'
import { formatCodeOptions, formatCodeWriter } from './format-code.ts'

const write = (code: string, value: number): string | undefined => formatCodeWriter(code)?.(value)

describe('number formats', () => {
  it.each([
    // Digits
    ['0', 1234.5, '1235'],
    ['#,##0', 1234567.4, '1,234,567'],
    ['#,##0.00', 1234.5, '1,234.50'],
    ['0.0#', 1.5, '1.5'],
    ['0.0#', 1.256, '1.26'],
    ['000', 7, '007'],
    ['#.##', 0.5, '.5'],
    ['#', 0, ''],
    ['0', -0.4, '0'],
    ['0.00', -3, '-3.00'],
    // Text, signs and currencies
    ['[$$]#,##0', -1234.5, '-$1,235'],
    ['[$€-407]0.0', 2, '€2.0'],
    ['£#,##0', 12, '£12'],
    ['#,##0" pcs"', 12, '12 pcs'],
    ['0.0x', 2.25, '2.3x'],
    ['0\\h', 3, '3h'],
    ['"No. "0', 3, 'No. 3'],
    ['0";"', 3, '3;'],
    // Percent and thousands
    ['0.0%', 0.1234, '12.3%'],
    ['0.00"%"', 12.345, '12.35%'],
    ['0.0,"K"', 12345, '12.3K'],
    ['$#,##0.0,,"M"', 1234567890, '$1,234.6M'],
    ['#,##0,', 1234567, '1,235'],
    // Sections
    ['0;(0)', -5, '(5)'],
    ['0;(0)', 5, '5'],
    ['0.0;-0.0;"none"', 0, 'none'],
    ['[Green]0;[Red]-0', -5, '-5'],
    ['0_);(0)', 5, '5 '],
    ['0;-0;0;@', 5, '5'],
    ['[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', 2500000, '2.5M'],
    ['[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', 2500, '2.5K'],
    ['[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', -25, '-25'],
    ['[<0](0);0', -25, '(25)'],
    ['[=1]0" day";0" days"', 1, '1 day'],
  ])('%s writes %d as %j', (code, value, text) => expect(write(code, value)).toBe(text))

  it.each(['', 'abc', '"text"', 'yyyy-mm-dd', '[h]:mm', '0.0E+00', '# ?/?', '000-000', '0.0.0', '"open', '[$€', '0;0;0;@;0', `0.${'0'.repeat(21)}`, 'd3'])(
    '%j is none that is read',
    (code) => expect(formatCodeWriter(code)).toBeUndefined(),
  )

  it.each([
    ['[$$]#,##0.00', { type: 'currency', currency: 'USD', round: 2 }],
    ['0.0" kg"', { type: 'number', prefix: '', suffix: ' kg', round: 1 }],
    ['0.0%', { type: 'percent', round: 1 }],
    ['0.0,"K"', undefined],
    ['yyyy', undefined],
  ])('%s says in options %j', (code, options) => expect(formatCodeOptions(code)).toEqual(options))
})
