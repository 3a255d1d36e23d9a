import { describe, expect, it } from 'vitest'
import { requireOwnPath } from './own-path.ts'

describe('the path of a short link', () => {
  it.each(['/', '/p/x/explore/orders', '/projects/x/tables/orders', '/p/x/charts/caf%C3%A9'])('is one of a page: %s', (path) => {
    expect(() => requireOwnPath(path, '')).not.toThrow()
    expect(() => requireOwnPath(path, '?a=1&b=%2F%2Fx')).not.toThrow()
  })

  it.each([
    '',
    'p/x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'https://elsewhere.example',
    'javascript:alert(1)',
    '/..//elsewhere.example',
    '/a?b',
    '/a#b',
    '/api/v1/logout',
    '/x/../api/v1/logout',
  ])('is none of another site, nor of the API: %s', (path) => {
    expect(() => requireOwnPath(path, '')).toThrow('A short link leads to a page here: path')
  })

  it.each(['a=1', '?a#b', '?a\\b', '?a b'])('has parameters after a question mark: %s', (params) => {
    expect(() => requireOwnPath('/p/x', params)).toThrow('A short link leads to a page here: params')
  })
})
