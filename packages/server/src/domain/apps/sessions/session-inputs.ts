import { appInputsOf, defaultValue, givenInputs, inputsOf, inputsOfUrl, type InputCell, type InputValue, type NotebookDocument } from '@atrium/documents'
import { AppError } from '../../../platform/errors.ts'
import { WrongInputs } from '../runs/types.ts'
import type { StoredSession } from './session-store.ts'

export type Inputs = StoredSession['inputs']

/** Characters of all values of a session together. */
const mostCharacters = 500_000

/** The inputs that somebody may give values for: of an app those that it shows. */
export const openInputs = (document: NotebookDocument, { kind }: Pick<StoredSession, 'kind'>): InputCell[] =>
  kind === 'notebook' ? inputsOf(document) : appInputsOf(document)

/** What was given to inputs that are there and still take it. */
export function heldInputs(inputs: readonly InputCell[], held: Inputs): Inputs {
  const { values, wrong } = givenInputs(inputs, held)
  const refused = new Set(wrong.map(({ name }) => name))
  return Object.fromEntries([...values].filter(([name]) => Object.hasOwn(held, name) && !refused.has(name)))
}

export type Given = {
  inputs: Inputs
  /** Run buttons that were pressed: they are true for the one run that they begin. */
  pressed: string[]
}

/**
 * What is held with what is given now. Throws `WrongInputs` with every value that an input does not take, and every name that none has,
 * at once; `invalid` when all of it is too large to keep.
 */
export function withGiven(inputs: readonly InputCell[], held: Inputs, given: Readonly<Record<string, unknown>>): Given {
  const { values, wrong, unknown } = givenInputs(inputs, given)
  if (wrong.length > 0 || unknown.length > 0) throw new WrongInputs({ wrong, unknown })
  const named = new Set(Object.keys(given).map((name) => name.toLowerCase()))
  const taken = inputs.filter(({ name }) => named.has(name.toLowerCase()))
  const kept = taken.filter(({ input }) => input.type !== 'run_button')
  const all = { ...heldInputs(inputs, held), ...Object.fromEntries(kept.map(({ name }) => [name, values.get(name) ?? null])) }
  if (JSON.stringify(all).length > mostCharacters) {
    throw new AppError(
      'invalid',
      `The values of all inputs have more than ${mostCharacters.toLocaleString('en')} characters together. Send larger data as a file.`,
      {
        reason: 'inputs_too_large',
        params: { most: mostCharacters },
      },
    )
  }
  return { inputs: all, pressed: pressedOf(taken, values) }
}

/** What an address gives; what an input does not take is left out. */
export function givenByUrl(inputs: readonly InputCell[], url: Readonly<Record<string, string>>): Given {
  const named = new Set(Object.keys(url).map((name) => name.toLowerCase()))
  const values = inputsOfUrl(inputs, url)
  const taken = inputs.filter(({ name }) => named.has(name.toLowerCase()))
  const kept = taken.filter(({ input }) => input.type !== 'run_button')
  return { inputs: Object.fromEntries(kept.map(({ name }) => [name, values.get(name) ?? null])), pressed: pressedOf(taken, values) }
}

const pressedOf = (taken: readonly InputCell[], values: ReadonlyMap<string, InputValue>): string[] =>
  taken.filter(({ name, input }) => input.type === 'run_button' && values.get(name) === true).map(({ name }) => name)

/** Of every input the value that counts. */
export const allInputs = (inputs: readonly InputCell[], held: Inputs): Map<string, InputValue> => {
  const valid = heldInputs(inputs, held)
  return new Map(inputs.map(({ name, input }) => [name, Object.hasOwn(valid, name) ? (valid[name] ?? null) : defaultValue(input)]))
}
