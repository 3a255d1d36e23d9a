import type { NotebookDocument } from '@atrium/documents'
import { afterEach, describe, expect, it } from 'vitest'
import { notebookOf, type GivenCell } from '../testing/execution-world.ts'
import { readerEntry } from '../../../content/testing/reader-entry.ts'
import { createNotebookReader, type NotebookReader } from './notebook-reader.ts'

const opened: NotebookReader[] = []
const open = async (timeoutMs = 20_000): Promise<NotebookReader> => {
  const reader = createNotebookReader({ entry: await readerEntry(), timeoutMs, memoryMegabytes: 512, threads: 2, kept: 10 })
  opened.push(reader)
  return reader
}
afterEach(() => Promise.all(opened.splice(0).map((reader) => reader.close())))

const code = (id: string, text: string): GivenCell => ({ id, kind: 'code', language: 'typescript', code: text })
/** Takes its parser many seconds. */
const hostile = Array.from({ length: 9 }, (_, place) => code(`hostile${place}`, `${'('.repeat(150)}a${place}${')'.repeat(150)}\n`.repeat(300)))
/** More than may be saved: a fast machine reads that within the bound. */
function hostileNotebook(): NotebookDocument {
  const one = notebookOf(hostile)
  return { ...one, cells: Array.from({ length: 8 }, (_, round) => one.cells.map((cell) => ({ ...cell, id: `${cell.id}x${round}` }))).flat() }
}

describe('notebooks', () => {
  it('are read in a thread, with what is wrong in them', async () => {
    const reader = await open()
    const { graph, problems } = await reader.read(
      notebookOf([
        code('one', 'const a = 1'),
        code('two', 'const b = a + 1\nb'),
        { kind: 'text', markdown: '{{ b ' },
        { kind: 'text', markdown: '{{ nowhere }}' },
      ]),
    )
    expect([...(graph.reads.get('two') ?? [])]).toEqual([['one', ['a']]])
    expect(problems.map(({ cellId, code: what }) => [cellId, what])).toEqual([
      ['text3', 'template'],
      ['text4', 'name_unknown'],
    ])
  })

  it('that take too long are refused, and others are read meanwhile and afterwards', async () => {
    const reader = await open(1500)
    const slow = reader.read(hostileNotebook())
    const refused = expect(slow).rejects.toMatchObject({ code: 'limit_exceeded', details: { reason: 'notebook_too_hard' } })
    const other = await reader.read(notebookOf([code('one', 'const a = 1')]))
    expect(other.graph.definitions.has('a')).toBe(true)
    await refused
    // Known by now: nobody waits for it again.
    await expect(reader.read(hostileNotebook())).rejects.toMatchObject({ code: 'limit_exceeded' })
    expect((await reader.read(notebookOf([code('two', 'const b = 1')]))).graph.definitions.has('b')).toBe(true)
  })
})
