import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTypedText } from './typed-text.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function typing() {
  const steps: string[] = []
  const { write, ...typed } = createTypedText({ pauseMs: 400, mostMs: 2000, now: () => Date.now() })
  return { steps, typed: { write: (text: string) => write(text, (step) => void steps.push(step)), ...typed } }
}

it('letters that follow one another are one step', () => {
  const { steps, typed } = typing()
  for (const text of ['s', 'se', 'sel']) {
    typed.write(text)
    vi.advanceTimersByTime(300)
  }
  expect(steps).toEqual([])
  vi.advanceTimersByTime(100)
  expect(steps).toEqual(['sel'])
  typed.write('select')
  typed.flush()
  typed.flush()
  vi.advanceTimersByTime(5000)
  expect(steps).toEqual(['sel', 'select'])
})

it('what was typed before a step was taken back does not come after it', () => {
  const { steps, typed } = typing()
  typed.write('select')
  typed.settle('sel')
  vi.advanceTimersByTime(5000)
  typed.flush()
  expect(steps).toEqual([])
})

it('whoever types without a pause loses two seconds at most', () => {
  const { steps, typed } = typing()
  for (let key = 1; key <= 30; key += 1) {
    typed.write('x'.repeat(key))
    vi.advanceTimersByTime(100)
  }
  expect(steps).toEqual(['x'.repeat(20)])
})
