import { describe, expect, it } from 'vitest'
import { compactTiles, nextFreePosition, phoneOrder, stepTile } from './arrange-tiles.ts'

const tile = (uuid: string, x: number, y: number, w = 12, h = 4) => ({ uuid, x, y, w, h })
const places = (tiles: readonly { uuid: string; x: number; y: number }[]) => Object.fromEntries(tiles.map(({ uuid, x, y }) => [uuid, [x, y]]))

describe('the grid', () => {
  it('lets tiles fall up and parts overlapping ones', () => {
    expect(places(compactTiles([tile('a', 0, 5), tile('b', 6, 6), tile('c', 24, 9)]))).toEqual({ a: [0, 0], b: [6, 4], c: [24, 0] })
  })

  it('brings tiles that stick out back onto it', () => {
    expect(compactTiles([tile('a', 30, 0, 12)])[0]).toMatchObject({ x: 24, w: 12 })
  })

  it('reads top to bottom, then left to right', () => {
    expect(phoneOrder([tile('c', 0, 4), tile('b', 12, 0), tile('a', 0, 0)]).map(({ uuid }) => uuid)).toEqual(['a', 'b', 'c'])
  })

  it('finds the first free place for a new tile', () => {
    expect(nextFreePosition([], { w: 12, h: 4 })).toEqual({ x: 0, y: 0 })
    expect(nextFreePosition([tile('a', 0, 0)], { w: 12, h: 4 })).toEqual({ x: 12, y: 0 })
    expect(nextFreePosition([tile('a', 0, 0, 30)], { w: 12, h: 4 })).toEqual({ x: 0, y: 4 })
  })
})

describe('a step by keyboard', () => {
  const two = [tile('a', 0, 0), tile('b', 0, 4)]

  it('swaps a tile with the one below or above it', () => {
    expect(places(stepTile(two, 'a', { move: 'down' }))).toEqual({ b: [0, 0], a: [0, 4] })
    expect(places(stepTile(two, 'b', { move: 'up' }))).toEqual({ b: [0, 0], a: [0, 4] })
  })

  it('moves sideways by a column and stops at the edges', () => {
    expect(places(stepTile(two, 'a', { move: 'left' }))).toEqual({ a: [0, 0], b: [0, 4] })
    expect(places(stepTile([tile('a', 24, 0)], 'a', { move: 'right' }))).toEqual({ a: [24, 0] })
    expect(places(stepTile([tile('a', 3, 0)], 'a', { move: 'right' }))).toEqual({ a: [4, 0] })
  })

  it('grows and pushes what stands below', () => {
    expect(places(stepTile(two, 'a', { grow: 'taller' }))).toEqual({ a: [0, 0], b: [0, 5] })
    expect(stepTile(two, 'a', { grow: 'wider' })[0]).toMatchObject({ w: 13 })
  })
})
