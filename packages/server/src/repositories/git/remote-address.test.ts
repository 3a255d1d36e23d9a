import { expect, it } from 'vitest'
import { readRemoteAddress } from './remote-address.ts'

it.each([
  'https://public.example.com\\@10.0.0.5/team/models.git',
  'https://git.example.com/team\\models.git',
  'https://git.example.com/a b.git',
  'https://git.example.com/a\u0007.git',
])('%j is no address: programs would look for different hosts in it', (address) => {
  expect(() => readRemoteAddress(address)).toThrow(expect.objectContaining({ code: 'invalid', details: expect.objectContaining({ reason: 'git' }) }))
})

it('git is given the address as it was understood', () => {
  expect(readRemoteAddress(' HTTPS://Git.Example.com:443/team/models.git ')).toEqual({
    protocol: 'https',
    url: 'https://git.example.com/team/models.git',
    host: 'git.example.com',
    port: 443,
  })
})
