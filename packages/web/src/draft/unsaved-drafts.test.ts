import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { UnsavedDraft } from './draft-store.ts'
import { openUnsavedCopy, type UnsavedCopy } from './unsaved-drafts.ts'

type Text = { text: string }
const draft = (text: string): UnsavedDraft<Text> => ({ document: { text }, undo: [], redo: [], version: 'v1', baseVersion: 1 })
const open = (uuid = 'chart'): UnsavedCopy<Text> => openUnsavedCopy<Text>('ada', 'charts', uuid)

/** What browsers give pages: entries are own properties, methods are not. */
class Entries {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String((this as Record<string, unknown>)[key]) : null
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value })
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', new Entries())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('two tabs keep what each of them could not save', () => {
  const [one, other] = [open(), open()]
  one.keep(draft('one'))
  vi.advanceTimersByTime(1000)
  other.keep(draft('other'))
  // One of them is saved: what the other has stays.
  const next = open()
  expect(next.found).toEqual(draft('other'))
  next.keep(null)
  expect(open().found).toEqual(draft('one'))
  one.keep(null)
  expect(open().found).toBeNull()
})

it('what another tab went on with is not forgotten with what was found of it', () => {
  const tab = open()
  tab.keep(draft('begun'))
  const next = open()
  tab.keep(draft('longer'))
  next.keep(null)
  expect(open().found).toEqual(draft('longer'))
})

it('is of one thing and one person', () => {
  open().keep(draft('mine'))
  expect(open('another').found).toBeNull()
  expect(openUnsavedCopy('ben', 'charts', 'chart').found).toBeNull()
})

it('what cannot be read is as nothing', () => {
  localStorage.setItem('atrium-unsaved-draft:ada:charts:chart', '{')
  expect(open().found).toBeNull()
})
