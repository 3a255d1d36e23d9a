import { describe, expect, it } from 'vitest'
import { grnOf, isGrn, namedGrn } from './grn.ts'

describe('a global resource name', () => {
  it.each(['m:6yYdOIMG9hCAAHqB', 'm:s3AdinvBhsdJ:', 'sv::by_type', 'dsb:RNuzTq-85qzAFKJ8:top', 'mtr:0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'])('is %s', (text) => {
    expect(isGrn(text)).toBe(true)
  })

  it.each(['', 'm', 'm:', 'm::', 'M:abc', 'x:abc', 'm:a b', 'm:a:b:c', 'm:ä'])('is not %j', (text) => expect(isGrn(text)).toBe(false))

  it('holds id and alias, and is the same whenever it is made', () => {
    const project = '0190a1b2-c3d4-4e5f-8a9b-0c1d2e3f4a5b'
    expect(grnOf('sv', 'abc', 'orders-by-status')).toBe('sv:abc:orders-by-status')
    expect(namedGrn('m', project, 'shop.orders')).toMatch(/^m:[\w-]{36}:shop_orders$/)
    expect(namedGrn('m', project, 'orders')).toBe(namedGrn('m', project, 'orders'))
    expect(namedGrn('m', project, 'orders')).not.toBe(namedGrn('mtr', project, 'orders'))
    expect(isGrn(namedGrn('mtr', project, 'orders_total'))).toBe(true)
  })
})
