import { dashboardChanges, diffDocuments, type DashboardDocument, type PlannedItem } from '@atrium/documents'
import type { Resource } from '../../resources/resource.ts'
import type { ImportedState } from './content-import-store.ts'

export const stateOf = ({ kind, name, description, space, dashboard, revisionId }: Resource): ImportedState => ({
  name,
  description,
  placeId: dashboard?.id ?? (kind === 'space' ? space.parentId : space.id),
  revisionId,
})

/** Whether two states of a thing hold the same content, whatever their numbers. */
export function isSameContent(kind: PlannedItem['kind'], before: object, after: object): boolean {
  // Clients send along what the server tells them of the charts on a dashboard; that is nobody's change.
  if (kind === 'dashboard') return dashboardChanges(before as DashboardDocument, after as DashboardDocument).length === 0
  // Who may see a space is not for imports to say.
  return kind === 'space' || diffDocuments(before, after).length === 0
}

/** Whether they are called the same. */
export const isSameHead = (before: Pick<ImportedState, 'name' | 'description'>, after: Pick<ImportedState, 'name' | 'description'>): boolean =>
  before.name === after.name && before.description === after.description
