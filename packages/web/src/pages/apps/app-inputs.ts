import {
  acceptedValue,
  defaultSourceOf,
  defaultValue,
  diffDocuments,
  listedValues,
  type InputDefinition,
  type InputValue,
  type ViewerCell,
} from '@atrium/documents'
import type { InputValues } from '../../api/app-sessions.ts'
import type { SessionState } from '../../app-session/session-store.ts'

/** An input of an app. */
export type AppInput = { name: string; /** What readers call it. */ label: string; definition: InputDefinition }

/** The inputs of an app, as far as values last: a button is pressed. */
export const inputsOfApp = (cells: readonly ViewerCell[]): AppInput[] =>
  cells.flatMap(({ title, input }) => (input === undefined || input.definition.type === 'run_button' ? [] : [{ ...input, label: title ?? input.name }]))

/** What inputs have until somebody gives them a value; of one whose default comes from elsewhere what its author wrote for when there is none. */
export const defaultsOf = (inputs: readonly AppInput[]): Record<string, InputValue> =>
  Object.fromEntries(inputs.map(({ name, definition }) => [name, defaultValue(definition)]))

/** Values for inputs; those of `reset` have their default, which comes from elsewhere. */
export type WantedValues = { values: Record<string, InputValue>; reset: string[] }

/** Of every input what was saved for it, as far as it still takes that; else its default. */
export function savedValues(inputs: readonly AppInput[], saved: InputValues = {}): WantedValues {
  const wanted: WantedValues = { values: {}, reset: [] }
  for (const { name, definition } of inputs) {
    const value = Object.hasOwn(saved, name) ? acceptedValue(definition, saved[name], listedValues(definition)) : undefined
    if (value !== undefined) wanted.values[name] = value
    else if (defaultSourceOf(definition) === undefined) wanted.values[name] = defaultValue(definition)
    else wanted.reset.push(name)
  }
  return wanted
}

/** Whether two values say the same: parts of a range have no order. */
export const isSameValue = (one: unknown, other: unknown): boolean => diffDocuments(one, other).length === 0

/** Values that count, and inputs whose default comes from elsewhere. */
export type CountingInputs = Pick<SessionState, 'inputs' | 'following'>

/** Whether inputs have these values. What is not known of one says nothing. */
export const haveValues = ({ inputs, following }: CountingInputs, { values, reset }: WantedValues): boolean =>
  Object.entries(values).every(([name, value]) => !Object.hasOwn(inputs, name) || (!following.has(name) && isSameValue(inputs[name], value))) &&
  reset.every((name) => !Object.hasOwn(inputs, name) || following.has(name))

/** What others are given with a link or a view: whose default comes from elsewhere keeps it, for it is another one for each of them. */
export const lastingValues = ({ inputs, following }: CountingInputs): InputValues =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !following.has(name)))
