import type { DocumentStep } from './document-step.ts'

/** Steps that are kept in each direction. */
const mostSteps = 100
/** Characters of them as text: a draft has to be sent a second after each edit. */
const mostCharacters = 400_000

/** The latest of a draft's steps, as many as are kept; the very latest however large it is. */
export function keptSteps(steps: readonly DocumentStep[]): DocumentStep[] {
  let size = 0
  const kept = steps.slice(-mostSteps)
  const from = kept.findLastIndex((step) => (size += JSON.stringify(step).length) > mostCharacters)
  return from === kept.length - 1 ? kept.slice(-1) : kept.slice(from + 1)
}
