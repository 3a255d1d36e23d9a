import { acceptedValue, defaultValue, type CellOf, type InputValue } from '@atrium/documents'
import { offeredValues } from '../offered-values.ts'
import { asTable, cutNotes, fileOf, type Answered, type CellExecution } from '../execution.ts'

/**
 * The value of an input that counts now: the one that was given, or the default where a result does not offer it any more. `changed`
 * says that it is another one than before.
 */
export async function runInputCell(execution: CellExecution, cell: CellOf<'input'>): Promise<Answered & { changed?: { value: InputValue } }> {
  const given = execution.inputs.get(cell.name)
  if (cell.input.type === 'file' && typeof given === 'string') {
    const file = await fileOf(execution, cell)
    return { values: { [cell.name]: given }, tables: { [cell.name]: asTable(file) }, notes: cutNotes(file) }
  }
  const value = given ?? defaultValue(cell.input)
  const offered = await offeredValues(execution, cell)
  const isTaken =
    offered === null ||
    given === undefined ||
    acceptedValue(
      cell.input,
      given,
      offered.map((one) => one.value),
    ) !== undefined
  if (isTaken) return { values: { [cell.name]: value } }
  const fallback = defaultValue(cell.input)
  return {
    values: { [cell.name]: fallback },
    notes: [{ reason: 'value_not_offered', message: 'The value that was chosen is not offered any more. The default counts again.' }],
    changed: { value: fallback },
  }
}
