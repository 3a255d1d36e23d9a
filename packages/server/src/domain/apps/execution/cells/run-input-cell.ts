import { acceptedValue, type CellOf, type InputValue } from '@atrium/documents'
import { defaultOfInput } from '../default-of-input.ts'
import { offeredValues } from '../offered-values.ts'
import { asTable, cutNotes, fileOf, type Answered, type CellExecution } from '../execution.ts'

/** `isTaken` false: the value that was given is not offered any more, so that the default counts again. */
type InputAnswer = { answered: Answered; value: InputValue; isTaken: boolean }

/** The value of an input that counts now: the one that was given, or its default where none was, or a result does not offer it any more. */
export async function runInputCell(execution: CellExecution, cell: CellOf<'input'>): Promise<InputAnswer> {
  const { name, input } = cell
  const given = execution.given.get(name)
  if (input.type === 'file' && typeof given === 'string') {
    const file = await fileOf(execution, cell)
    return { answered: { values: { [name]: given }, tables: { [name]: asTable(file) }, notes: cutNotes(file) }, value: given, isTaken: true }
  }
  const offered = (await offeredValues(execution, cell))?.map((one) => one.value)
  if (given !== undefined && (offered === undefined || acceptedValue(input, given, offered) !== undefined)) {
    return { answered: { values: { [name]: given } }, value: given, isTaken: true }
  }
  const { value, notes, ...by } = await defaultOfInput(execution, cell, offered)
  return {
    answered: { ...by, values: { [name]: value }, notes: given === undefined ? notes : [notOffered, ...notes] },
    value,
    isTaken: given === undefined,
  }
}

const notOffered = { reason: 'value_not_offered', message: 'The value that was chosen is not offered any more. The default counts again.' }
