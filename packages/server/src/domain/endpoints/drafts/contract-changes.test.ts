import { describe, expect, it } from 'vitest'
import { changeInWords, contractChanges, isBreaking, rowLoss, type EndpointContract } from './contract-changes.ts'

const column = (name: string, type: 'string' | 'number' | 'date' = 'string') => ({ name, type, engineType: type.toUpperCase() })
const contract = (columns: EndpointContract['columns'], variables: EndpointContract['variables'] = []): EndpointContract => ({
  shape: 'rows',
  columns,
  variables,
})
const kinds = (before: EndpointContract, after: EndpointContract): string[] =>
  contractChanges(before, after).map((change) => `${change.kind}${isBreaking(change) ? '!' : ''}`)

describe('what callers notice of another query', () => {
  it('is nothing where columns and variables are the same, whatever engines call a kind of value', () => {
    const before = contract([column('a'), column('n', 'number')], [{ name: 'x', type: 'string', isRequired: true }])
    expect(contractChanges(before, { ...before, columns: [column('a'), { ...column('n', 'number'), engineType: 'HUGEINT' }] })).toEqual([])
  })

  it('is another kind of answer', () => {
    const rows = contract([column('a')])
    expect(contractChanges(rows, { shape: 'trends', columns: [], variables: [] })).toEqual([{ kind: 'answer_reshaped', from: 'rows', to: 'trends' }])
    expect(kinds({ ...rows, shape: 'trends' }, { ...rows, shape: 'funnel' })).toEqual(['answer_reshaped!'])
  })

  it('is a column that goes, another name, another kind of value', () => {
    expect(contractChanges(contract([column('a'), column('b')]), contract([column('a')]))).toEqual([{ kind: 'column_removed', column: 'b' }])
    expect(contractChanges(contract([column('a'), column('b')]), contract([column('a'), column('c')]))).toEqual([
      { kind: 'column_renamed', column: 'b', to: 'c' },
    ])
    expect(contractChanges(contract([column('a')]), contract([column('a', 'date')]))).toEqual([
      { kind: 'column_retyped', column: 'a', from: 'STRING', to: 'DATE' },
    ])
    // Of another kind it is no other name for the same.
    expect(kinds(contract([column('a')]), contract([column('b', 'number')]))).toEqual(['column_removed!', 'column_added'])
  })

  it('is a column in another place, for rows are arrays; one at the end breaks nothing', () => {
    expect(kinds(contract([column('a'), column('b')]), contract([column('b'), column('a')]))).toEqual(['columns_moved!'])
    expect(kinds(contract([column('a')]), contract([column('new', 'number'), column('a')]))).toEqual(['columns_moved!', 'column_added'])
    expect(kinds(contract([column('a')]), contract([column('a'), column('new')]))).toEqual(['column_added'])
    expect(kinds(contract([column('a'), column('b')]), contract([column('b')]))).toEqual(['column_removed!'])
  })

  it('is a variable that goes or has to be given, and not one that may be left out', () => {
    const x = { name: 'x', type: 'string', isRequired: false } as const
    expect(kinds(contract([], [x]), contract([]))).toEqual(['variable_removed!'])
    expect(kinds(contract([]), contract([], [x]))).toEqual(['variable_added'])
    expect(kinds(contract([]), contract([], [{ ...x, isRequired: true }]))).toEqual(['variable_required!'])
    expect(kinds(contract([], [x]), contract([], [{ ...x, isRequired: true }]))).toEqual(['variable_required!'])
    expect(kinds(contract([], [{ ...x, isRequired: true }]), contract([], [x]))).toEqual(['variable_optional'])
    expect(kinds(contract([], [x]), contract([], [{ ...x, type: 'number' }]))).toEqual(['variable_retyped!'])
  })

  it('is fewer rows by more than a share', () => {
    expect([rowLoss(100, 91, 10), rowLoss(100, 90, 10), rowLoss(0, 0, 10), rowLoss(5, 50, 10)]).toEqual([null, null, null, null])
    expect(rowLoss(100, 89, 10)).toEqual({ kind: 'fewer_rows', before: 100, after: 89 })
    expect(changeInWords({ kind: 'fewer_rows', before: 100, after: 89 })).toBe('There are 89 rows; there were 100.')
  })
})
