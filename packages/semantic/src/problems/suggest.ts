import { nearestNames } from '../names/nearest-names.ts'

/** `Did you mean a or b?` for the nearest of `known`; `otherwise` when nothing is near. */
export function suggest(name: string, known: Iterable<string>, otherwise: string): string {
  const near = nearestNames(name, known)
  const last = near.pop()
  if (last === undefined) return otherwise
  return `Did you mean ${near.length === 0 ? last : `${near.join(', ')} or ${last}`}?`
}

/** A list for people, cut after `max` names: `a, b, c and 4 more`. */
export function shownNames(names: Iterable<string>, max = 8): string {
  const all = [...names]
  if (all.length === 0) return 'none'
  return all.length <= max ? all.join(', ') : `${all.slice(0, max).join(', ')} and ${all.length - max} more`
}
