import { expect, it } from 'vitest'
import { blankOutcome } from '../execution/blank-outcome.ts'
import { cellBlocks } from './cell-blocks.ts'
import { wordsOf } from './picture-words.ts'

const look = () => Promise.reject(new Error('A cell that wrote a table has no rows'))

it('a cell that wrote a table says which, and how many rows', async () => {
  const cell = { id: 'save', kind: 'writeback' as const, title: 'Save' }
  const blocksOf = (locale: string, mode: 'append' | 'replace', rows: number) => {
    const outcome = { ...blankOutcome('save', 'done', null), written: { table: 'app.kept', mode, rows, at: '2026-01-01T00:00:00Z' } }
    return cellBlocks(cell, 'Save', outcome, { look, words: wordsOf(locale), locale })
  }
  expect(await blocksOf('en', 'append', 1200)).toEqual([{ kind: 'text', text: 'Added 1,200 rows to app.kept', tone: 'plain' }])
  expect(await blocksOf('de-AT', 'replace', 1)).toEqual([{ kind: 'text', text: 'app.kept durch 1 Zeile ersetzt', tone: 'plain' }])
})

it('one part that is not drawn is one, not several', () => {
  expect([wordsOf('en').moreCells(1), wordsOf('de').moreCells(1)]).toEqual(['One more part is not drawn.', 'Ein weiterer Teil ist nicht gezeichnet.'])
})
