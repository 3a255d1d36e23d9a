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
  let required: RequiredAttributes | undefined
  for (const name of textsOf(block, 'required_access_grants')) {
    const grant = grants.get(name)
    if (grant === undefined || grant.attribute === '') return { why: `its access grant ${name} is not defined` }
    required = bothRequired(required, { [grant.attribute]: grant.values })
  }
  return { required }
}

/** Both demands at once: of an attribute that both name, only values that pass both pass. */
export function bothRequired(one: RequiredAttributes | undefined, other: RequiredAttributes | undefined): RequiredAttributes | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const both: RequiredAttributes = { ...one }
  for (const [attribute, values] of Object.entries(other)) {
    const before = Object.hasOwn(both, attribute) ? both[attribute] : undefined
    both[attribute] = before === undefined ? values : listOf(before).filter((value) => listOf(values).includes(value))
  }
  return both
}

const listOf = (values: string | string[]): string[] => (Array.isArray(values) ? values : [values])
