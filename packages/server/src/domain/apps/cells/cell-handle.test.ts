import { expect, it } from 'vitest'
import { isUuid, newId } from '../../../platform/ids.ts'
import { cellHandle, notebooksOf } from './cell-handle.ts'

it('a handle is a UUID of its own for each cell of each notebook, and says which notebook', () => {
  const [one, other] = [newId(), newId()]
  const handles = [cellHandle(one, 'rows'), cellHandle(one, 'least'), cellHandle(other, 'rows')]
  expect([handles.every(isUuid), new Set(handles).size]).toEqual([true, 3])
  expect(cellHandle(one.toUpperCase(), 'rows')).toBe(handles[0])
  const [first, last] = notebooksOf(handles[0]?.toUpperCase() ?? '')
  expect([first <= one, one <= last, other >= first && other <= last]).toEqual([true, true, false])
})
