import { describe, expect, it } from 'vitest'
import { DashboardDocument, maxTiles, type DashboardTile } from './dashboard-document.ts'

const text = (uuid: string): DashboardTile => ({ uuid, x: 0, y: 0, w: 6, h: 2, type: 'markdown', properties: { title: '', content: uuid } })
const tiles = (count: number): DashboardTile[] => Array.from({ length: count }, (_, place) => text(String(place)))

describe('a dashboard', () => {
  it('holds so many tiles, and says how many when there are more', () => {
    expect(DashboardDocument.safeParse({ tiles: tiles(maxTiles) }).success).toBe(true)
    const { error } = DashboardDocument.safeParse({ tiles: tiles(maxTiles + 1) })
    expect(error?.issues.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['tiles'], message: 'A dashboard holds at most 1000 tiles. Put the others on a second dashboard.' },
    ])
  })
})
