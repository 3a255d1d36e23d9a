import { describe, expect, it } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

describe('slugOf', () => {
  it.each([
    ['Revenue by month', 'revenue-by-month'],
    ['  Über–Crème brûlée!  ', 'uber-creme-brulee'],
    ['Q1/2026 (draft)', 'q1-2026-draft'],
    ['売上', 'untitled'],
    ['---', 'untitled'],
  ])('writes %j as %j', (name, slug) => expect(slugOf(name)).toBe(slug))

  it('cuts endless names without leaving a dash at the end', () => {
    expect(slugOf(`${'a'.repeat(199)} b`)).toBe('a'.repeat(199))
  })
})

describe('freeSlug', () => {
  it('counts up past what is taken', () => {
    expect(freeSlug('a', new Set())).toBe('a')
    expect(freeSlug('a', new Set(['a', 'a-1', 'a-3']))).toBe('a-2')
  })
})
