import { expect, it } from 'vitest'
import { walkGraph } from './walk-graph.ts'

const places = [
  { id: 'a', row: 0, column: 0 },
  { id: 'c', row: 0, column: 2 },
  { id: 'b', row: 0, column: 1 },
  { id: 'd', row: 1, column: 0 },
  { id: 'e', row: 1, column: 1 },
]
const walked = (from: string, ...keys: string[]): string =>
  keys.reduce((at, key) => {
    const place = places.find(({ id }) => id === at)
    return (place === undefined ? undefined : walkGraph(places, place, key)?.id) ?? '-'
  }, from)

it('arrows lead along a row and to the nearest of the next one, and nowhere beyond the edges', () => {
  expect(walked('a', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp')).toBe('a')
  expect(walked('c', 'ArrowDown')).toBe('e')
  expect([walked('c', 'ArrowRight'), walked('a', 'ArrowLeft'), walked('a', 'ArrowUp'), walked('d', 'ArrowDown'), walked('a', 'x')]).toEqual([
    '-',
    '-',
    '-',
    '-',
    '-',
  ])
  expect([walked('c', 'End'), walked('e', 'Home')]).toEqual(['e', 'a'])
})
