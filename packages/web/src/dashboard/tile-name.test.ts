import { describe, expect, it } from 'vitest'
import { tileName } from './tile-name.ts'

describe('a tile', () => {
  it('is called by its title, else by its chart', () => {
    const tile = { uuid: 'a', x: 0, y: 0, w: 1, h: 1, type: 'saved_chart' as const, properties: { savedChartUuid: 'c', chartName: 'Orders' } }
    expect(tileName(tile, 'Tile')).toBe('Orders')
    expect(tileName({ ...tile, properties: { ...tile.properties, title: 'Mine' } }, 'Tile')).toBe('Mine')
  })
})
