import { nearestNames } from '../names/nearest-names.ts'
import { formulaFunctions } from './functions.ts'

/** " Did you mean SUM?", or the names that there are when none is near. */
export function suggestedFunction(name: string): string {
  const [nearest] = nearestNames(name, Object.keys(formulaFunctions))
  return nearest === undefined ? ` There are ${Object.keys(formulaFunctions).slice(0, 12).join(', ')} and more.` : ` Did you mean ${nearest}?`
}
