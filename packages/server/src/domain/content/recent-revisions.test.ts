import { describe, expect, it } from 'vitest'
import { recentRevisions } from './recent-revisions.ts'

const now = Date.parse('2026-05-10T15:00:00Z')
const revision = (number: number, createdAt: string) => ({ number, createdAt: new Date(createdAt) })
const numbers = (all: ReturnType<typeof revision>[], current: number, days = 3) => recentRevisions(all, current, { now, days }).map((one) => one.number)

describe('recentRevisions', () => {
  const old = [revision(1, '2026-01-01T00:00:00Z'), revision(2, '2026-02-01T00:00:00Z'), revision(3, '2026-03-01T00:00:00Z')]

  it('shows what was saved since the start of the day some days ago, oldest first', () => {
    expect(numbers([...old, revision(4, '2026-05-07T00:00:00Z'), revision(5, '2026-05-10T12:00:00Z')], 5)).toEqual([4, 5])
    expect(numbers([...old, revision(4, '2026-05-06T23:59:59Z'), revision(5, '2026-05-10T12:00:00Z')], 5)).toEqual([5, 1])
  })
  it('shows the current state however old it is, and the first one after it', () => {
    expect(numbers(old, 3)).toEqual([3, 1])
  })
  it('shows a chart that was never changed once', () => {
    expect(numbers(old.slice(0, 1), 1)).toEqual([1])
  })
})
