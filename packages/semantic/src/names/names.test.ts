import { describe, expect, it } from 'vitest'
import { fieldIdOf } from './field-id.ts'
import { friendlyName } from './friendly-name.ts'
import { editDistance, nearestNames } from './nearest-names.ts'
import { slugOf } from './slug-of.ts'

describe('names', () => {
  it.each([
    ['customer_id', 'Customer id'],
    ['myModelName', 'My model name'],
    ['revenue_2021_Q1', 'Revenue 2021 q 1'],
    ['orders', 'Orders'],
    ['ID', 'Id'],
    ['userID', 'User id'],
    ['HTTPServer', 'Http server'],
    ['__x__', 'X'],
    ['größe_cm', 'Größe cm'],
    ['売上', '売上'],
    ['%', '%'],
  ])('%s is read as %s', (name, label) => expect(friendlyName(name)).toBe(label))

  it('joins table and field, dots of nested names written as two underscores', () => {
    expect(fieldIdOf('orders', 'status')).toBe('orders_status')
    expect(fieldIdOf('orders', 'address.city')).toBe('orders_address__city')
  })

  it.each([
    ['stauts', ['status']],
    ['AMOUNT', ['amount']],
    ['amout', ['amount']],
    ['zzzzzz', []],
  ])('proposes for %s the nearest names', (name, expected) => expect(nearestNames(name, ['status', 'amount', 'created_at'])).toEqual(expected))

  it('proposes at most as many as wanted', () => expect(nearestNames('aa', ['ab', 'ac', 'ad', 'ae'], 2)).toEqual(['ab', 'ac']))

  it('counts a swap of neighbours as one change and stops at the limit', () => {
    expect(editDistance('ab', 'ba', 3)).toBe(1)
    expect(editDistance('kitten', 'sitting', 3)).toBe(3)
    expect(editDistance('kitten', 'sitting', 2)).toBe(3)
  })

  it.each([
    ['Revenue by Month', 'revenue-by-month'],
    ['Größe & Co.', 'gro-e-co'],
    ['---', 'untitled'],
    ['Élan vital', 'elan-vital'],
  ])('%s gets the slug %s', (name, slug) => expect(slugOf(name)).toBe(slug))
})
