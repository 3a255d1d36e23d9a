import { appInputsOf, givenInputs, inputsOf, inputsOfUrl, type InputCell, type InputValue, type NotebookDocument } from '@atrium/documents'
import { AppError } from '../../../platform/errors.ts'
import { mostInputCharacters } from '../execution/limits.ts'
import { WrongInputs } from '../runs/types.ts'
import type { StoredSession } from './session-store.ts'

export type Inputs = StoredSession['inputs']

/** The inputs that somebody may give values for: of an app those that it shows. */
export const openInputs = (document: NotebookDocument, { kind }: Pick<StoredSession, 'kind'>): InputCell[] =>
  kind === 'notebook' ? inputsOf(document) : appInputsOf(document)

/** What was given to inputs that are there and still take it. */
export function heldInputs(inputs: readonly InputCell[], held: Inputs): Inputs {
  return Object.fromEntries(givenInputs(inputs, held).values)
}

export type Given = {
  inputs: Inputs
  /** Run buttons that were pressed: they are true for the one run that they begin. */
  pressed: string[]
}

/**
 * What is held with what is given now; inputs of `reset` have their defaults again. Throws `WrongInputs` with every value that an input does not take, and every name that none has,
 * at once; `invalid` when all of it is too large to keep.
 */
export function withGiven(inputs: readonly InputCell[], held: Inputs, given: Readonly<Record<string, unknown>>, reset: readonly string[] = []): Given {
  const { values, wrong, unknown } = givenInputs(inputs, given)
  const strangers = [...unknown, ...givenInputs(inputs, Object.fromEntries(reset.map((name) => [name, null]))).unknown]
  if (wrong.length > 0 || strangers.length > 0) throw new WrongInputs({ wrong, unknown: strangers })
  const forgotten = new Set(reset.map((name) => name.toLowerCase()))
  const left = Object.entries(heldInputs(inputs, held)).filter(([name]) => !forgotten.has(name.toLowerCase()))
  const all = { ...Object.fromEntries(left), ...lasting(inputs, values) }
  if (JSON.stringify(all).length > mostInputCharacters) {
    throw new AppError(
      'invalid',
      `The values of all inputs have more than ${mostInputCharacters.toLocaleString('en')} characters together. Send larger data as a file.`,
      {
        reason: 'inputs_too_large',
        params: { most: mostInputCharacters },
      },
    )
  }
  return { inputs: all, pressed: pressedOf(inputs, values) }
}

/** What an address gives; what an input does not take is left out. */
export function givenByUrl(inputs: readonly InputCell[], url: Readonly<Record<string, string>>): Given {
  const values = inputsOfUrl(inputs, url)
  return { inputs: lasting(inputs, values), pressed: pressedOf(inputs, values) }
}

/** What stays: a button is pressed. */
const lasting = (inputs: readonly InputCell[], values: ReadonlyMap<string, InputValue>): Inputs =>
  Object.fromEntries(inputs.flatMap(({ name, input }) => (values.has(name) && input.type !== 'run_button' ? [[name, values.get(name) ?? null]] : [])))

const pressedOf = (inputs: readonly InputCell[], values: ReadonlyMap<string, InputValue>): string[] =>
  inputs.filter(({ name, input }) => input.type === 'run_button' && values.get(name) === true).map(({ name }) => name)
