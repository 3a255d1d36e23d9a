import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyStep, documentStepSchema, stepBetween } from './document-step.ts'

const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b', '', true, null)),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('uuid', 'x', 'tiles', '__proto__', 'constructor'), tie('tree'), { maxKeys: 4 }),
  ),
}))

describe('a step between two documents', () => {
  it('leads from one to the other and back, also after it was written down', () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        const there = documentStepSchema.parse(JSON.parse(JSON.stringify(stepBetween(from, to))))
        expect(applyStep(from, there)).toEqual(to)
        expect(applyStep(to, stepBetween(to, from))).toEqual(from)
      }),
    )
  })

  it('holds only what differs', () => {
    const tiles = Array.from({ length: 50 }, (_, index) => ({ uuid: String(index), x: index }))
    expect(stepBetween({ tiles }, { tiles: tiles.map((tile) => (tile.uuid === '7' ? { ...tile, x: 0 } : tile)) })).toEqual([
      { path: ['tiles', 7, 'x'], value: 0 },
    ])
    expect(stepBetween({ tiles }, { tiles: tiles.filter(({ uuid }) => uuid !== '7') })).toEqual([{ path: ['tiles'], at: 7, remove: 1, insert: [] }])
    expect(stepBetween({ tiles, parameters: undefined }, { tiles })).toEqual([])
  })

  it('changes nothing where its place is not there, and never what it was given', () => {
    const document = Object.freeze({ tiles: Object.freeze([1]) })
    for (const path of [
      ['gone', 'x'],
      ['tiles', 4],
      ['tiles', 'x'],
      ['tiles', 0, 'x'],
    ]) {
      expect(applyStep(document, [{ path }])).toEqual(document)
      expect(applyStep(document, [{ path, at: 0, remove: 1, insert: [2] }])).toEqual(document)
    }
  })

  it('makes no object of another kind', () => {
    const made = applyStep({}, JSON.parse('[{"path":["__proto__"],"value":{"isAdmin":true}}]') as never)
    expect((made as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
  })
})
