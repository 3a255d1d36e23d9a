import { nearestNames } from '@atrium/semantic'
import { sameName, type Scalar } from '../cells/names.ts'
import type { InputCell, InputType } from '../cells/input-cell.ts'
import type { NotebookDocument } from '../notebook-document.ts'
import { ownValue } from '../../own-value.ts'
import { acceptedValue, dataTypeOf, listedValues, type InputValue } from './input-value.ts'
import { readUrlValue } from './url-value.ts'

/** A value that an input does not take. */
export type WrongInput = { name: string; type: InputType; dataType: ReturnType<typeof dataTypeOf>; value: unknown }
export type GivenInputs = {
  /** What was given and is taken, by the name of the input as the notebook writes it. */
  values: Map<string, InputValue>
  wrong: WrongInput[]
  /** Names that no input has, with those that may have been meant. */
  unknown: { name: string; near: string[] }[]
}

/** What results offer, by the name of the input. */
export type Offered = ReadonlyMap<string, readonly Scalar[]>

export const inputsOf = ({ cells }: Pick<NotebookDocument, 'cells'>): InputCell[] => cells.filter((cell) => cell.kind === 'input')

/** Inputs that readers of the app see, the only ones that they and programs give values for. */
export function appInputsOf(document: Pick<NotebookDocument, 'cells' | 'app'>): InputCell[] {
  const shown = new Set(document.app.elements.map(({ cellId }) => cellId))
  return inputsOf(document).filter(({ id }) => shown.has(id))
}

/** Values that a program sends, by name: what an input does not take is told, all of it at once. */
export const givenInputs = (inputs: readonly InputCell[], given: Readonly<Record<string, unknown>>, offered: Offered = new Map()): GivenInputs =>
  read(inputs, given, ({ name, input }, value) => acceptedValue(input, value, offered.get(name) ?? listedValues(input)))

/** Values of an address, by name without the underscore: what an input does not take is left out, and its default counts. */
export function inputsOfUrl(inputs: readonly InputCell[], given: Readonly<Record<string, string>>, offered: Offered = new Map()): Map<string, InputValue> {
  return read(inputs, given, ({ name, input }, value) => readUrlValue(input, value, offered.get(name) ?? listedValues(input))).values
}

/** What was meant is guessed for so many names, and for none that is longer: guessing takes time. */
const mostGuessed = 20
const longestGuessed = 200

function read<V>(inputs: readonly InputCell[], given: Readonly<Record<string, V>>, accept: (cell: InputCell, value: V) => InputValue | undefined): GivenInputs {
  const values = new Map<string, InputValue>()
  const wrong: WrongInput[] = []
  const nameOf = new Map(Object.keys(given).map((name) => [sameName(name), name]))
  for (const cell of inputs) {
    const key = nameOf.get(sameName(cell.name))
    const value = key === undefined ? undefined : ownValue(given, key)
    const accepted = value === undefined ? undefined : accept(cell, value)
    if (value !== undefined && accepted === undefined) wrong.push({ name: cell.name, type: cell.input.type, dataType: dataTypeOf(cell.input), value })
    if (accepted !== undefined) values.set(cell.name, accepted)
  }
  const known = new Set(inputs.map(({ name }) => sameName(name)))
  const names = inputs.map(({ name }) => name)
  const unknown = Object.keys(given)
    .filter((name) => !known.has(sameName(name)))
    .map((name, place) => ({ name, near: place < mostGuessed && name.length <= longestGuessed ? nearestNames(name, names) : [] }))
  return { values, wrong, unknown }
}
