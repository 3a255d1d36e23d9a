import { describe, expect, it } from 'vitest'
import { auditDiff } from './audit-diff.ts'

describe('auditDiff', () => {
  it('names the fields that differ, and no others', () => {
    expect(auditDiff({ name: 'Shop', timezone: 'UTC' }, { name: 'Shop', timezone: 'Asia/Tokyo' })).toEqual([
      { path: 'timezone', before: 'UTC', after: 'Asia/Tokyo' },
    ])
    expect(auditDiff({ a: 1 }, { a: 1 })).toEqual([])
  })

  it('shows all fields of what was made, and of what is gone', () => {
    expect(auditDiff(null, { name: 'New', tags: [] })).toEqual([
      { path: 'name', before: undefined, after: 'New' },
      { path: 'tags', before: undefined, after: [] },
    ])
    expect(auditDiff({ name: 'Old' }, null)).toEqual([{ path: 'name', before: 'Old', after: undefined }])
  })

  it('goes into objects, compares lists whole, and tells null from absent', () => {
    expect(auditDiff({ access: { ada: null, bob: 'viewer' }, ids: [1, 2] }, { access: { ada: 'editor', bob: 'viewer' }, ids: [2] })).toEqual([
      { path: 'access.ada', before: null, after: 'editor' },
      { path: 'ids', before: [1, 2], after: [2] },
    ])
  })

  it('shows what is deep whole', () => {
    const deep = (value: number) => ({ a: { b: { c: { d: { e: value } } } } })
    expect(auditDiff(deep(1), deep(2))).toEqual([{ path: 'a.b.c.d', before: { e: 1 }, after: { e: 2 } }])
  })
})
