import { describe, expect, it } from 'vitest'
import { safeReturnPath } from './safe-return-path.ts'

describe('the return path after sign-in', () => {
  it('is kept when it is a path of this site', () => {
    expect(safeReturnPath('/p/1/explore/orders?a=%7B%7D#x')).toBe('/p/1/explore/orders?a=%7B%7D#x')
  })
  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '', 'p/1', null])('is / for %j', (given) => {
    expect(safeReturnPath(given)).toBe('/')
  })
  it.each([
    '///evil.example',
    '/\n/evil.example',
    'https:evil.example',
    'https:/evil.example',
    '\\\\evil.example',
    ' //evil.example',
    '/%2f%2fevil.example',
    '/..//evil.example',
    '/%5cevil.example',
    'data:text/html,x',
  ])('is of this site, as browsers read it, for %j', (given) => {
    expect(new URL(safeReturnPath(given), 'https://own.example/login').origin).toBe('https://own.example')
  })
  it('does not lead back to signing in', () => {
    expect(safeReturnPath('/login?redirect=/x')).toBe('/')
    expect(safeReturnPath('/sign-in/abc')).toBe('/')
  })
})
