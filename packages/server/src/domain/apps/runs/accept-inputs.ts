import { appInputsOf, givenInputs, type GivenInputs, type InputValue, type NotebookDocument } from '@atrium/documents'
import { WrongInputs } from './types.ts'

/**
 * Values that a program or a person gives inputs of an app, by their names in the notebook, without the defaults of others. Throws
 * `WrongInputs` with all that no input takes. What offers values by a result is not known before it runs: then any value is taken.
 */
export function acceptInputs(
  document: Pick<NotebookDocument, 'cells' | 'app'>,
  given: Readonly<Record<string, unknown>>,
): { inputs: Record<string, InputValue>; unknown: GivenInputs['unknown'] } {
  const { values, wrong, unknown } = givenInputs(appInputsOf(document), given)
  if (wrong.length > 0) throw new WrongInputs({ wrong, unknown })
  return { inputs: Object.fromEntries(values), unknown }
}
