import { describe, expect, it } from 'vitest'
import { loomAddress, tileName } from './tile-name.ts'

describe('a tile', () => {
  it('is called by its title, else by its chart', () => {
    const tile = { uuid: 'a', x: 0, y: 0, w: 1, h: 1, type: 'saved_chart' as const, properties: { savedChartUuid: 'c', chartName: 'Orders' } }
    expect(tileName(tile, 'Tile')).toBe('Orders')
    expect(tileName({ ...tile, properties: { ...tile.properties, title: 'Mine' } }, 'Tile')).toBe('Mine')
  })

  it('links to videos of loom.com only', () => {
    expect(loomAddress('https://www.loom.com/embed/abc')).toBe('https://www.loom.com/share/abc')
    expect(loomAddress('https://loom.com.example.org/share/abc')).toBeNull()
    expect(loomAddress('javascript:alert(1)')).toBeNull()
    expect(loomAddress('http://loom.com/share/a')).toBeNull()
  })
})
