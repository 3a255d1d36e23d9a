import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { KernelLanguage } from './kernel.ts'
import type { ProcessEnd, SandboxProcess } from './sandbox-process.ts'
import { createSpares } from './spares.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const process = { ended: new Promise(() => undefined) } as SandboxProcess

function sparesOf({ start = async () => process, busy = [] as boolean[] } = {}) {
  const begun: KernelLanguage[] = []
  const spares = createSpares({
    start(language) {
      begun.push(language)
      return start()
    },
    isBusy: () => busy.shift() ?? false,
  })
  return { spares, begun }
}

it('begins one of each wished language when no cell ran for a second, and gives it away once', async () => {
  const { spares, begun } = sparesOf({ busy: [true, true] })
  for (const language of ['python', 'python', 'typescript'] as const) spares.wish(language)
  vi.advanceTimersByTime(2999)
  expect(begun).toEqual([])
  vi.advanceTimersByTime(1)
  expect(begun).toEqual(['python', 'typescript'])
  spares.wish('python')
  vi.advanceTimersByTime(10_000)
  expect(begun).toHaveLength(2)
  expect(await spares.take('python')).toBe(process)
  expect(spares.take('python')).toBeUndefined()
})

it('does not wait for ever for cells that run', () => {
  const { spares, begun } = sparesOf({ busy: Array.from({ length: 100 }, () => true) })
  spares.wish('python')
  vi.advanceTimersByTime(5000)
  expect(begun).toEqual(['python'])
})

it('forgets one that did not start, and begins none once it is closed', async () => {
  const { spares, begun } = sparesOf({ start: () => Promise.reject(new Error('no memory')) })
  spares.wish('python')
  await vi.advanceTimersByTimeAsync(1000)
  expect(begun).toEqual(['python'])
  expect(spares.take('python')).toBeUndefined()
  spares.wish('python')
  spares.close()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(begun).toEqual(['python'])
})

it('gives nobody one that ended while it waited, and begins another', async () => {
  let end: (why: ProcessEnd) => void = () => undefined
  const ended = new Promise<ProcessEnd>((resolve) => (end = resolve))
  const waiting = [{ ended } as SandboxProcess]
  const { spares, begun } = sparesOf({ start: async () => waiting.shift() ?? process })
  spares.wish('python')
  await vi.advanceTimersByTimeAsync(1000)
  end('crashed')
  await vi.advanceTimersByTimeAsync(0)
  expect(spares.take('python')).toBeUndefined()
  spares.wish('python')
  await vi.advanceTimersByTimeAsync(1000)
  expect(begun).toEqual(['python', 'python'])
  expect(await spares.take('python')).toBe(process)
})
