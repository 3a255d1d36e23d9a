import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colorAt, safeColor, stableColors, textOn } from './colors.ts'

describe('colours', () => {
  it('of values are different until the palette is used up three times, and never depend on the order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 24 }), (keys) => {
        const colors = stableColors(keys)
        expect(new Set(colors.values()).size).toBe(keys.length)
        expect([...stableColors(keys.toReversed())]).toEqual([...colors])
      }),
    )
  })
  it('go on after the last one', () => {
    expect(new Set(Array.from({ length: 24 }, (_, place) => colorAt(place))).size).toBe(24)
    expect(colorAt(24)).toBe(colorAt(0))
  })
  it('that are none are not taken', () => {
    expect(['#abc', 'rgb(1, 2, 3)', 'tomato', 'url(x)', 'red;x:y', 5].map(safeColor)).toEqual([
      '#abc',
      'rgb(1, 2, 3)',
      'tomato',
      undefined,
      undefined,
      undefined,
    ])
  })
  it('carry text that can be read', () => {
    expect([textOn('#000000'), textOn('#fff'), textOn('#265adf'), textOn('#ffee88'), textOn('#47a570')]).toEqual([
      '#ffffff',
      '#1f2329',
      '#ffffff',
      '#1f2329',
      '#1f2329',
    ])
  })
})
