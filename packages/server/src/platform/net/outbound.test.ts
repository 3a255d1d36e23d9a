import { describe, expect, it } from 'vitest'
import { createOutbound } from './outbound.ts'

const outbound = (answers: Record<string, string[]>, allowed: string[] = []) =>
  createOutbound({
    allowed,
    never: () => [{ host: 'store.internal', port: 5432 }],
    resolve: async (host) => {
      const found = answers[host] ?? []
      if (found.length === 0) throw new Error('ENOTFOUND')
      return found
    },
  })

describe('an address to connect to', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    '::',
    'fe80::1',
    'fec0::1',
    '::10.0.0.1',
    '3fff::1',
    '5f00::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:127.0.0.1',
    '::FFFF:169.254.169.254',
    '::127.0.0.1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '64:ff9b::127.0.0.1',
    'fd00:ec2::254',
    '::1%lo',
    'fe80::1%lo',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '224.0.0.1',
    '255.255.255.255',
  ])('is never %s', async (address) => {
    await expect(outbound({ 'db.example.com': [address] }).addressOf('db.example.com', 5432)).rejects.toMatchObject({ details: { reason: 'private_address' } })
  })

  it('is the first public one, and only when all answers are', async () => {
    expect(await outbound({ a: ['93.184.216.34', '2606:2800:220:1::1'] }).addressOf('a', 5432)).toBe('93.184.216.34')
    await expect(outbound({ a: ['93.184.216.34', '10.0.0.1'] }).addressOf('a', 5432)).rejects.toMatchObject({ details: { reason: 'private_address' } })
    await expect(outbound({}).addressOf('nowhere', 5432)).rejects.toMatchObject({ details: { reason: 'unresolved' } })
  })

  it('is asked for once: a name that answers otherwise the next moment is still the address that was looked at', async () => {
    const answers = ['93.184.216.34', '127.0.0.1']
    const guard = createOutbound({ allowed: [], never: () => [], resolve: async () => [answers.shift() ?? ''] })
    expect([await guard.addressOf('rebinds', 5432), answers]).toEqual(['93.184.216.34', ['127.0.0.1']])
  })

  it('may be private where an administrator opened the network, but never our own store', async () => {
    const opened = outbound({ db: ['10.1.2.3'], mapped: ['::ffff:10.1.2.4'], other: ['10.9.9.9'], 'store.internal': ['10.1.0.1'], alias: ['10.1.0.1'] }, [
      '10.1.0.0/16',
    ])
    expect(await opened.addressOf('db', 5432)).toBe('10.1.2.3')
    expect(await opened.addressOf('mapped', 5432)).toBe('10.1.2.4')
    await expect(opened.addressOf('other', 5432)).rejects.toMatchObject({ details: { reason: 'private_address' } })
    await expect(opened.addressOf('alias', 5432)).rejects.toMatchObject({ details: { reason: 'own_address' } })
    expect(await opened.addressOf('alias', 5433)).toBe('10.1.0.1')
  })

  it('written as an odd number is what the system makes of it', async () => {
    for (const odd of [
      '2130706433',
      '0x7f.1',
      '127.1',
      '017700000001',
      '0x7f000001',
      '0177.0.0.1',
      '127.0.1',
      '0',
      '0xa9fea9fe',
      '2852039166',
      '127.0.0.1.',
      'localhost',
      '::',
      '::1',
    ]) {
      await expect(createOutbound({ allowed: [], never: () => [] }).addressOf(odd, 80)).rejects.toMatchObject({ code: 'invalid' })
    }
  })
})
