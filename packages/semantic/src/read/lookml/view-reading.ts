import type { Place } from '../../problems/place.ts'
import type { FormatNotes } from '../format-notes.ts'
import type { ModelSource, RequiredAttributes } from '../model-source.ts'
import { type LookmlBlock, offsetOf, textsOf } from './lookml-node.ts'
import type { AccessGrant, Definition } from './lookml-project.ts'
import type { LookmlSqlPlace } from './lookml-sql.ts'

/** One view on its way to a model. */
export type ViewReading = {
  view: Definition
  model: ModelSource
  sqlPlace: LookmlSqlPlace
  /** Kind of every field of every view, by view and LookML name, for filters. */
  grants: ReadonlyMap<string, AccessGrant>
  notes: FormatNotes
}

/** Where a key of a block stands. */
export function placeOf({ view }: Pick<ViewReading, 'view'>, block: LookmlBlock, key: string): Place {
  return view.place(offsetOf(block, key))
}

/**
 * What `required_access_grants` ask of who looks: all grants must hold. Grants on one attribute leave the values that pass
 * all of them. `why` when a grant is not defined.
 */
export function grantsOf(block: LookmlBlock, grants: ReadonlyMap<string, AccessGrant>): { required: RequiredAttributes | undefined } | { why: string } {
  const required: Record<string, string[]> = {}
  for (const name of textsOf(block, 'required_access_grants')) {
    const grant = grants.get(name)
    if (grant === undefined || grant.attribute === '') return { why: `its access grant ${name} is not defined` }
    const before = required[grant.attribute]
    required[grant.attribute] = before === undefined ? grant.values : before.filter((value) => grant.values.includes(value))
  }
  return { required: Object.keys(required).length === 0 ? undefined : required }
}
