import { describe, expect, it } from 'vitest'
import { attributePath, parseFilter } from './filter.ts'

const eq = (path: string, value: unknown): object => ({ op: 'eq', path, value })

describe('filters', () => {
  it('compare attributes with texts, numbers, true, false and nothing, in any case', () => {
    expect(parseFilter('userName Eq "a \\"quoted\\" b"')).toEqual(eq('username', 'a "quoted" b'))
    expect(parseFilter('active eq True')).toEqual(eq('active', true))
    expect(parseFilter('externalId eq null')).toEqual(eq('externalid', null))
    expect(parseFilter('x ge -1.5')).toEqual({ op: 'ge', path: 'x', value: -1.5 })
    expect(parseFilter('title pr')).toEqual({ op: 'pr', path: 'title' })
  })

  it('bind not before and before or, unless there are brackets', () => {
    expect(parseFilter('a eq 1 or b eq 2 and not (c eq 3)')).toEqual({
      op: 'or',
      filters: [eq('a', 1), { op: 'and', filters: [eq('b', 2), { op: 'not', filter: eq('c', 3) }] }],
    })
    expect(parseFilter('(a eq 1 or b eq 2) and c eq 3')).toMatchObject({ op: 'and', filters: [{ op: 'or' }, eq('c', 3)] })
  })

  it('look into values, and know attributes by the URN of their schema', () => {
    expect(parseFilter('emails[type eq "work" and value co "@x"]')).toEqual({
      op: 'and',
      filters: [eq('emails.type', 'work'), { op: 'co', path: 'emails.value', value: '@x' }],
    })
    expect(parseFilter('urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"')).toEqual({ op: 'sw', path: 'username', value: 'J' })
    expect(attributePath('urn:ietf:params:scim:schemas:core:2.0:Group:displayName')).toBe('displayname')
  })

  it.each([
    '',
    'userName',
    'userName eq',
    'userName is "x"',
    'userName eq "x',
    'userName eq x',
    '(a eq 1',
    'a eq 1)',
    'a[b eq 1',
    'a eq 1 b',
    '"x" eq 1',
    'a eq "\\x"',
    'a eq "\\u0000"',
    'a eq constructor',
    'a eq __proto__',
  ])('that make no sense are refused: %s', (text) => expect(() => parseFilter(text)).toThrow(expect.objectContaining({ details: { reason: 'invalidFilter' } })))

  it('have an end, however many brackets somebody sends', () => {
    expect(() => parseFilter('('.repeat(3000))).toThrow('nested deeper')
    expect(() => parseFilter(`a eq "${'x'.repeat(5000)}"`)).toThrow('longer')
  })
})
