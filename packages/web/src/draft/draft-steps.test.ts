import { describe, expect, it } from 'vitest'
import type { DraftContent } from '../api/drafts.ts'
import { redone, undone, withEdit } from './draft-steps.ts'

type Text = { text: string; list: number[] }
const start: DraftContent<Text> = { document: { text: 'a', list: [1] }, undo: [], redo: [] }
const write = (draft: DraftContent<Text>, text: string): DraftContent<Text> => withEdit(draft, { ...draft.document, text })

describe('steps of a draft', () => {
  it('go back and forth to the same states, and begin anew after another edit', () => {
    const edited = write(write(start, 'b'), 'c')
    const back = undone(undone(edited))
    expect(back.document).toEqual(start.document)
    expect(undone(back)).toBe(back)
    const again = redone(redone(back))
    expect(again).toEqual(edited)
    expect(redone(again)).toBe(again)
    expect(write(undone(edited), 'd')).toMatchObject({ document: { text: 'd' }, redo: [] })
  })

  it('survive being written down', () => {
    const edited = undone(withEdit(write(start, 'b'), { text: 'b', list: [1, 2, 3] }))
    const read = JSON.parse(JSON.stringify(edited)) as DraftContent<Text>
    expect(redone(read).document).toEqual({ text: 'b', list: [1, 2, 3] })
    expect(undone(read).document).toEqual(start.document)
  })

  it('are none where nothing changed', () => expect(write(start, 'a')).toBe(start))

  it('are kept up to a number and a size, the latest in any case', () => {
    let draft = start
    for (let index = 0; index < 150; index += 1) draft = write(draft, `text ${index}`)
    expect(draft.undo).toHaveLength(100)
    const large = (name: string): string => name.repeat(150_000)
    for (const name of ['a', 'b', 'c', 'd', 'e']) draft = write(draft, large(name))
    expect(draft.undo.length).toBeLessThan(5)
    expect(undone(draft).document.text).toBe(large('d'))
    const huge = write(write(start, 'x'.repeat(500_000)), 'small')
    expect(huge.undo).toHaveLength(1)
    expect(undone(huge).document.text).toHaveLength(500_000)
  })
})
