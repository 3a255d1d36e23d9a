import type { FilterGroup, FilterRule } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { addItem, groupOf, keepRules, removeItem, rulesOf, setMode, updateRule } from './filter-tree.ts'

const rule = (id: string, values: unknown[] = ['a']): FilterRule => ({ id, target: { fieldId: `f_${id}` }, operator: 'equals', values })
const tree: FilterGroup = { id: 'root', and: [rule('1'), { id: 'any', or: [rule('2'), rule('3')] }] }

describe('a tree of filters', () => {
  it('starts with a group of all', () => {
    expect(addItem(undefined, rule('1'), { rootId: 'r' })).toEqual({ id: 'r', and: [rule('1')] })
  })
  it('takes a rule into a nested group', () => {
    expect(rulesOf(addItem(tree, rule('4'), { rootId: 'r', parentId: 'any' })).map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })
  it('drops a group that becomes empty, and itself', () => {
    const less = removeItem(tree, '2')
    expect(less).toEqual({ id: 'root', and: [rule('1'), { id: 'any', or: [rule('3')] }] })
    const even = removeItem(less ?? tree, '3')
    expect(even).toEqual({ id: 'root', and: [rule('1')] })
    expect(removeItem(even ?? tree, '1')).toBeUndefined()
  })
  it('changes one rule and one mode without touching the rest', () => {
    expect(rulesOf(updateRule(tree, rule('3', ['b'])))[2]?.values).toEqual(['b'])
    expect(setMode(tree, 'any', 'and')).toEqual({ id: 'root', and: [rule('1'), { id: 'any', and: [rule('2'), rule('3')] }] })
  })
  it('keeps the rules that pass', () => {
    expect(keepRules(tree, ({ id }) => id === '3')).toEqual(groupOf('root', 'and', [groupOf('any', 'or', [rule('3')])]))
    expect(keepRules(tree, () => false)).toBeUndefined()
  })
})
