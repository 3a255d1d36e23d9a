import { describe, expect, it } from 'vitest'
import { type Formula, FormulaError, isFormula } from './formula.ts'
import { formulaFunctions } from './functions.ts'
import { parseFormula } from './parse-formula.ts'

/** The tree with brackets around everything, to see what binds to what. */
function shape(formula: Formula): string {
  switch (formula.kind) {
    case 'column':
      return formula.name
    case 'negate':
      return `(-${shape(formula.operand)})`
    case 'percent':
      return `(${shape(formula.operand)}%)`
    case 'binary':
      return `(${shape(formula.left)}${formula.operator}${shape(formula.right)})`
    case 'call':
      return `${formula.name}(${formula.args.map(shape).join(',')})`
    default:
      return JSON.stringify(formula.value)
  }
}
const complaint = (text: string): string => {
  try {
    parseFormula(text)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return `${error.at}: ${error.message}`
  }
}

describe('reading formulas', () => {
  it.each([
    ['=1+2*3', '(1+(2*3))'],
    ['=a-b-c', '((a-b)-c)'],
    ['=2^3^2', '((2^3)^2)'],
    ['=-2^2', '((-2)^2)'],
    ['=(a+b)*c', '((a+b)*c)'],
    ['=a/b%', '(a/(b%))'],
    ['=a+b>c&d', '((a+b)>(c&d))'],
    ['=a<>b', '(a<>b)'],
    [' = sum( revenue ; status )', 'SUM(revenue,status)'],
    ['=[Total revenue] / ${orders.count}', '(Total revenue/orders.count)'],
    ['="say ""hi"""', '"say \\"hi\\""'],
    ['=if(TRUE, 1.5e3, .5)', 'IF(true,1500,0.5)'],
    ['=ROW()', 'ROW()'],
    ['=größe + x_1', '(größe+x_1)'],
  ])('%s is %s', (text, expected) => expect(shape(parseFormula(text))).toBe(expected))

  it.each([
    ['=', '1: The formula is empty.'],
    ['=1 +', '4: The formula ends too early: a value is missing.'],
    ['=sum(a', '6: A ) is missing at the end.'],
    ['=a b', '3: Something is left over here: an operator or a comma is missing.'],
    ['="open', '1: The text has no closing quote.'],
    ['=[open', '1: The column has no closing bracket.'],
    ["='x'", '1: Text stands in double quotes: "…".'],
    ['=a ; b', '3: Something is left over here: an operator or a comma is missing.'],
    ['=a ~ b', '3: The sign ~ means nothing in a formula.'],
    ['=* a', '1: A value is missing before *.'],
    [`=${'('.repeat(200)}1`, '101: The formula is nested too deeply.'],
    [`=${'-'.repeat(200)}1`, '100: The formula is nested too deeply.'],
    [`=${'1+'.repeat(1500)}1`, '2001: The formula is too long.'],
  ])('%s: %s', (text, expected) => expect(complaint(text)).toBe(expected))

  it('tells formulas from SQL', () => {
    expect([isFormula('  =a'), isFormula('SUM(a)'), isFormula('')]).toEqual([true, false, false])
  })
})

describe('the list of functions', () => {
  it('has an example for each that can be read and calls it', () => {
    for (const [name, { example }] of Object.entries(formulaFunctions)) {
      for (const one of example.split(' · ')) expect(shape(parseFormula(`=${one}`)), name).toContain(`${name}(`)
    }
  })
})
