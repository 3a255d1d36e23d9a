import { expect, it } from 'vitest'
import { folderNameFor, isFolderName } from './folder-name.ts'

it.each([
  [['jaffle-shop.zip'], 'jaffle-shop'],
  [['Mein Shop (1).zip'], 'Mein_Shop_1'],
  [['orders.view.lkml'], 'orders'],
  [['manifest.json'], 'imported'],
  [['target.zip'], 'imported'],
  [['???.zip'], 'imported'],
  [['a.yml', 'b.yml'], 'imported'],
])('%j proposes %s, which is a name', (files, name) => {
  expect([folderNameFor(files), isFolderName(name)]).toEqual([name, true])
})

it.each(['', '../x', 'a/b', '.hidden', 'a..b', 'a.', 'a '])('%j is no name of a folder', (name) => {
  expect(isFolderName(name)).toBe(false)
})
