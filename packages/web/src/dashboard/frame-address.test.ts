import { describe, expect, it } from 'vitest'
import { frameAddress } from './frame-address.ts'

const own = 'team.example'
const allowed = ['www.loom.com', '*.wiki.example', 'maps.example:8443']

describe('a page of elsewhere', () => {
  it('is framed when its host is allowed, videos by their player', () => {
    expect(frameAddress('https://www.loom.com/share/abc?t=3', { allowed, own })).toEqual({
      kind: 'frame',
      src: 'https://www.loom.com/embed/abc?t=3',
      href: 'https://www.loom.com/share/abc?t=3',
    })
    expect(frameAddress('https://team.wiki.example/page', { allowed, own })).toMatchObject({ kind: 'frame', src: 'https://team.wiki.example/page' })
    expect(frameAddress('https://maps.example:8443/', { allowed, own }).kind).toBe('frame')
  })

  it('is a link where its host is not, also when it only looks like one', () => {
    for (const url of [
      'https://wiki.example/',
      'https://evilwiki.example/',
      'https://maps.example/',
      'https://www.loom.com.evil.example/',
      'https://loom.com/',
    ])
      expect(frameAddress(url, { allowed, own }).kind, url).toBe('closed')
    expect(frameAddress('https://www.loom.com/share/a', { allowed: [], own }).kind).toBe('closed')
  })

  it('is never one of our own', () => {
    expect(frameAddress('https://team.example/p/1', { allowed: ['team.example'], own }).kind).toBe('closed')
  })

  it('is nothing when it is no address, not encrypted, or carries a password', () => {
    for (const url of ['', 'loom', 'http://www.loom.com/share/a', 'javascript:alert(1)', 'data:text/html,x', 'https://a:b@www.loom.com/'])
      expect(frameAddress(url, { allowed, own }).kind, url).toBe('bad')
  })
})
