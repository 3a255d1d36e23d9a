import { describe, expect, it } from 'vitest'
import { matchesShortcut } from './shortcut.ts'

const press = (key: string, held: Partial<Record<'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('shortcuts', () => {
  it('take ⌘ and Ctrl for mod', () => {
    expect(matchesShortcut('mod+Enter', press('Enter', { metaKey: true }))).toBe(true)
    expect(matchesShortcut('mod+Enter', press('Enter', { ctrlKey: true }))).toBe(true)
    expect(matchesShortcut('mod+Enter', press('Enter'))).toBe(false)
  })
  it('tell Shift apart where it means something', () => {
    expect(matchesShortcut('mod+shift+Enter', press('Enter', { metaKey: true }))).toBe(false)
    expect(matchesShortcut('mod+Enter', press('Enter', { metaKey: true, shiftKey: true }))).toBe(false)
    expect(matchesShortcut('?', press('?', { shiftKey: true }))).toBe(true)
  })
  it('leave plain letters alone when a modifier is held', () => {
    expect(matchesShortcut('[', press('[', { ctrlKey: true }))).toBe(false)
  })
})
