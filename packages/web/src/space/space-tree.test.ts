import { expect, it } from 'vitest'
import { spaceTree, withinSpace } from './space-tree.ts'

const space = (uuid: string, parentSpaceUuid: string | null = null) => ({ uuid, name: uuid.toUpperCase(), parentSpaceUuid })
const spaces = [space('a'), space('c', 'b'), space('b', 'a'), space('d', 'a'), space('e', 'hidden'), space('f')]

it('puts every space after the one it is in, with the way to it', () => {
  expect(spaceTree(spaces).map(({ depth, path }) => [depth, path])).toEqual([
    [0, 'A'],
    [1, 'A / B'],
    [2, 'A / B / C'],
    [1, 'A / D'],
    [0, 'E'],
    [0, 'F'],
  ])
})

it('knows all that is in a space', () => {
  const within = (uuid: string): string[] => withinSpace(spaces, uuid).map((one) => one.uuid)
  expect([within('a'), within('b'), within('f'), within('gone')]).toEqual([['a', 'b', 'c', 'd'], ['b', 'c'], ['f'], []])
})
