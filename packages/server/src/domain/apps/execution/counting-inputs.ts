import { defaultSourceOf, defaultValue, foundDefault, inputsOf, type InputCell, type InputValue } from '@atrium/documents'
import { attributeOf } from './default-of-input.ts'
import type { Execution } from './execution.ts'
import type { CellOutcome } from './outcome.ts'

type Known = Pick<Execution, 'scope' | 'actor' | 'given' | 'outcomes'>

/** Inputs whose default comes from elsewhere, and counts: nobody gave them a value. */
export const followingInputs = ({ scope, given }: Pick<Execution, 'scope' | 'given'>): InputCell[] =>
  inputsOf(scope.document).filter(({ name, input }) => defaultSourceOf(input) !== undefined && !given.has(name))

/** Whether what came of an input was found for it, where its default counts, or given, where it was given now. */
export function isAsGiven({ given }: Pick<Execution, 'given'>, { name, input }: InputCell, { defaultBy }: CellOutcome): boolean {
  return defaultSourceOf(input) === undefined || given.has(name) === (defaultBy === undefined)
}

/**
 * Of every input the value that counts: what was given, or else its default. One that comes from a result is known once the input has
 * run; until then, and where nothing is found, that of the author counts.
 */
export function countingInputs(known: Known): Map<string, InputValue> {
  const { scope, actor, given, outcomes } = known
  return new Map(
    inputsOf(scope.document).map((cell) => {
      const { id, name, input } = cell
      const value = given.get(name)
      if (value !== undefined) return [name, value]
      const source = defaultSourceOf(input)
      if (source === undefined) return [name, defaultValue(input)]
      const outcome = outcomes.get(id)
      if (outcome?.state === 'done' && outcome.defaultBy !== undefined) return [name, outcome.values[name] as InputValue]
      const found = 'attribute' in source ? foundDefault(input, attributeOf(actor, source)) : undefined
      return [name, found ?? defaultValue(input)]
    }),
  )
}
