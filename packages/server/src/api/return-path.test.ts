import { describe, expect, it } from 'vitest'
import { returnPathOf } from './return-path.ts'

const site = 'https://atrium.example'

describe('where to go after signing in', () => {
  it.each(['/', '/p/1/explore/orders?x=1#part', '/p/%2f', '/me?failed=a%20b'])('is the path %s', (path) => {
    expect(returnPathOf(path, site)).toBe(path)
  })

  it.each([
    undefined,
    '',
    'p/1',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\\evil.example/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'https:evil.example',
    '/login',
    '/Login?redirect=/login',
    '/api/v1/logout',
    '/x/../api/v1/logout',
    '/sign-in/abc',
  ])('stays inside for %j', (path) => {
    const safe = returnPathOf(path, site)
    expect(new URL(safe, site).origin).toBe(site)
    expect(safe).toBe('/')
  })
})
