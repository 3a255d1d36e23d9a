import { acceptedValue, defaultValue, diffDocuments, listedValues, type InputDefinition, type InputValue, type ViewerCell } from '@atrium/documents'
import type { InputValues } from '../../api/app-sessions.ts'

/** An input of an app. */
export type AppInput = { name: string; /** What readers call it. */ label: string; definition: InputDefinition }

/** The inputs of an app, as far as values last: a button is pressed. */
export const inputsOfApp = (cells: readonly ViewerCell[]): AppInput[] =>
  cells.flatMap(({ title, input }) => (input === undefined || input.definition.type === 'run_button' ? [] : [{ ...input, label: title ?? input.name }]))

/** What inputs have until somebody gives them a value. */
export const defaultsOf = (inputs: readonly AppInput[]): Record<string, InputValue> =>
  Object.fromEntries(inputs.map(({ name, definition }) => [name, defaultValue(definition)]))

/** Of every input what was saved for it, as far as it still takes that; else its default. */
export const savedValues = (inputs: readonly AppInput[], saved: InputValues): Record<string, InputValue> =>
  Object.fromEntries(
    inputs.map(({ name, definition }) => {
      const value = Object.hasOwn(saved, name) ? acceptedValue(definition, saved[name], listedValues(definition)) : undefined
      return [name, value === undefined ? defaultValue(definition) : value]
    }),
  )

/** Whether two values say the same: parts of a range have no order. */
export const isSameValue = (one: unknown, other: unknown): boolean => diffDocuments(one, other).length === 0

/** Whether inputs have these values. What is not known of one says nothing. */
export const haveValues = (inputs: InputValues, wanted: Readonly<Record<string, InputValue>>): boolean =>
  Object.entries(wanted).every(([name, value]) => !Object.hasOwn(inputs, name) || isSameValue(inputs[name], value))
