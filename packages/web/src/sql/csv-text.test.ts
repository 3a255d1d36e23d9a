import { describe, expect, it } from 'vitest'
import { csvText } from './csv-text.ts'

describe('CSV', () => {
  it('quotes what must be quoted', () => {
    expect(csvText(['a', 'b'], [{ a: 'x, "y"', b: null }])).toBe('a,b\r\n"x, ""y""",')
  })

  it('never lets a text become a formula, and leaves numbers alone', () => {
    expect(csvText(['a'], [{ a: '=1+1' }, { a: '@x' }, { a: -5 }, { a: '-12.50' }, { a: '-x' }])).toBe("a\r\n'=1+1\r\n'@x\r\n-5\r\n-12.50\r\n'-x")
  })
})
