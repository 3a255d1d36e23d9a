import { describe, expect, it } from 'vitest'
import { parsePastedValues } from './parse-pasted-values.ts'

describe('pasted lists', () => {
  it('are split by line, by cell, by semicolon or by comma', () => {
    expect(parsePastedValues('Austria\nBelgium\r\n\nChile')).toEqual(['Austria', 'Belgium', 'Chile'])
    expect(parsePastedValues('Austria\tBelgium')).toEqual(['Austria', 'Belgium'])
    expect(parsePastedValues('Korea, Republic of; Chile')).toEqual(['Korea, Republic of', 'Chile'])
    expect(parsePastedValues('Austria, Belgium')).toEqual(['Austria', 'Belgium'])
  })
  it('lose quotes, trailing commas and repetitions', () => {
    expect(parsePastedValues("'a',\n'b',\n'a'")).toEqual(['a', 'b'])
    expect(parsePastedValues('"say ""hi"""')).toEqual(['say "hi"'])
  })
  it('keep commas within lines', () => {
    expect(parsePastedValues('Korea, Republic of\nChile')).toEqual(['Korea, Republic of', 'Chile'])
  })
})
