import { describe, expect, it } from 'vitest'
import { nextMark } from './walk-chart.ts'

const places = [3, 0, 2]
const at = (seriesIndex: number, dataIndex: number) => ({ seriesIndex, dataIndex })

describe('walking the marks of a chart', () => {
  it('begins at the first mark', () => expect(nextMark('End', null, { places })).toEqual(at(0, 0)))
  it.each([
    ['ArrowRight', at(0, 1), at(0, 2)],
    ['ArrowRight', at(0, 2), at(0, 2)],
    ['ArrowLeft', at(0, 0), at(0, 0)],
    ['End', at(0, 0), at(0, 2)],
    ['Home', at(0, 2), at(0, 0)],
    // Series without marks are passed over; a shorter one is entered at its end.
    ['ArrowDown', at(0, 2), at(2, 1)],
    ['ArrowDown', at(2, 1), at(2, 1)],
    ['ArrowUp', at(2, 0), at(0, 0)],
  ])('%s from %j leads to %j', (key, from, to) => expect(nextMark(key, from, { places })).toEqual(to))
  it('leaves other keys alone, and charts without marks', () => {
    expect(nextMark('a', at(0, 0), { places })).toBeNull()
    expect(nextMark('ArrowRight', null, { places: [0] })).toBeNull()
  })
})
