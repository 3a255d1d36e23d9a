import type { Resource } from '../../resources/resource.ts'
import type { ImportedState } from './content-import-store.ts'

export const stateOf = ({ kind, name, description, space, dashboard, revisionId }: Resource): ImportedState => ({
  name,
  description,
  placeId: dashboard?.id ?? (kind === 'space' ? space.parentId : space.id),
  revisionId,
})

/** Whether they are called the same. */
export const isSameHead = (before: Pick<ImportedState, 'name' | 'description'>, after: Pick<ImportedState, 'name' | 'description'>): boolean =>
  before.name === after.name && before.description === after.description
