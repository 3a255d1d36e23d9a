import type { ExploreError } from './explore.ts'
import type { RequiredAttributes } from './field.ts'

type MayBeGuarded = { readonly requiredAttributes?: RequiredAttributes | undefined; readonly anyAttributes?: RequiredAttributes | undefined } | undefined

/** What closes an explore that cannot be used, out of what closes its parts: the explore and its base table. */
export function guardsOf(...parts: readonly MayBeGuarded[]): Pick<ExploreError, 'guards'> {
  const guards = parts.flatMap((part) => {
    const { requiredAttributes, anyAttributes } = part ?? {}
    if (requiredAttributes === undefined && anyAttributes === undefined) return []
    return [{ ...(requiredAttributes === undefined ? {} : { requiredAttributes }), ...(anyAttributes === undefined ? {} : { anyAttributes }) }]
  })
  return guards.length === 0 ? {} : { guards }
}
