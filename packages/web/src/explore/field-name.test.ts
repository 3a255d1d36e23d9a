import { describe, expect, it } from 'vitest'
import { fieldNameOf } from './field-name.ts'

describe('names of fields', () => {
  it('are made of the label', () => {
    expect(fieldNameOf('Share of Größe (%)', [])).toBe('share_of_gro_e')
    expect(fieldNameOf('2026 revenue', [])).toBe('f_2026_revenue')
    expect(fieldNameOf('売上', [])).toBe('field')
  })
  it('are unlike those there are', () => {
    expect(fieldNameOf('Share', ['share', 'share_2'])).toBe('share_3')
  })
})
