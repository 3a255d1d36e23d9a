import { describe, expect, it } from 'vitest'
import { shownTab, tilesOfTab } from './tiles-of-tab.ts'

const tile = (uuid: string, tabUuid?: string | null) => ({
  uuid,
  x: 0,
  y: 0,
  w: 1,
  h: 1,
  type: 'markdown' as const,
  properties: { title: '', content: '' },
  ...(tabUuid === undefined ? {} : { tabUuid }),
})
const tabs = [
  { uuid: 'two', name: 'Two', order: 1 },
  { uuid: 'one', name: 'One', order: 0 },
]
const uuids = (tiles: readonly { uuid: string }[]): string[] => tiles.map(({ uuid }) => uuid)

describe('tabs', () => {
  it('show the first where the wanted one is gone', () => {
    expect(shownTab({ tabs }, 'two')).toBe('two')
    expect(shownTab({ tabs }, 'gone')).toBe('one')
    expect(shownTab({ tabs: [] }, 'gone')).toBeNull()
  })

  it('lose no tile: those without a tab are on the first', () => {
    const document = { tabs, tiles: [tile('a', 'two'), tile('b'), tile('c', null), tile('d', 'gone'), tile('e', 'one')] }
    expect(uuids(tilesOfTab(document, 'one'))).toEqual(['b', 'c', 'd', 'e'])
    expect(uuids(tilesOfTab(document, 'two'))).toEqual(['a'])
  })
})
