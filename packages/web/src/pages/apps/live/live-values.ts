import type { InputValue, ViewerCell } from '@atrium/documents'
import type { InputValues } from '../../../api/app-sessions.ts'

/** What a file input has is for whoever chose it. */
const isFile = (cells: readonly ViewerCell[], name: string): boolean => cells.some(({ input }) => input?.name === name && input.definition.type === 'file')

/** Of what is given here, what everybody gets. */
export const valuesForOthers = (cells: readonly ViewerCell[], values: InputValues): Record<string, InputValue> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isFile(cells, name)))
