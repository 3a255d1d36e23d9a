import { describe, expect, it } from 'vitest'
import { moduleOf } from './read-module.ts'
import { tooDeepAt } from './too-deep.ts'

describe('code that is too deep', () => {
  it('is refused where it gets too deep, and not read', () => {
    const code = 'a=('.repeat(30_000)
    expect(tooDeepAt(code, 'typescript')).toBe(200 * 3 + 2)
    expect(moduleOf({ language: 'typescript', code })).toEqual({ defines: [], imports: [], reads: [], changes: [], exports: [], shows: null, errorAt: 602 })
    expect(moduleOf({ language: 'python', code })).toMatchObject({ errorAt: 602 })
  })

  it('is found behind brackets that only look closed', () => {
    for (const hidden of ['(]', '(/*)*/', '(")"', "(')'", '(/)/', '(//)\n', '{)'])
      expect(tooDeepAt(`a=${hidden}`.repeat(400), 'typescript'), hidden).not.toBeNull()
    for (const hidden of ['(#)\n', '(""")"""', "(')'", '[}']) expect(tooDeepAt(`a=${hidden}`.repeat(400), 'python'), hidden).not.toBeNull()
  })

  it('is none that has many brackets beside each other, or in texts', () => {
    expect(tooDeepAt('f({ a: [1, (2)] })\n'.repeat(5000), 'typescript')).toBeNull()
    expect(tooDeepAt(`x = "${'('.repeat(5000)}"\n# ${'['.repeat(5000)}\n`, 'python')).toBeNull()
    expect(tooDeepAt('const half = (a / 2) / (b / 3)\n'.repeat(3000), 'typescript')).toBeNull()
    expect(tooDeepAt(`const said = '${'('.repeat(300)}' /* ${'('.repeat(300)} */`, 'typescript')).toBeNull()
    expect(tooDeepAt(`${'('.repeat(200)}1${')'.repeat(200)}`, 'typescript')).toBeNull()
  })
})
