import { dashboardChanges, diffDocuments, type DashboardDocument } from '@atrium/documents'

/** Whether two states of a thing hold the same content, whatever their numbers. */
export function isSameContent(kind: string, before: object, after: object): boolean {
  // Clients send along what the server tells them of the charts on a dashboard; that is nobody's change.
  if (kind === 'dashboard') return dashboardChanges(before as DashboardDocument, after as DashboardDocument).length === 0
  // Who may see a space is not its content.
  return kind === 'space' || diffDocuments(before, after).length === 0
}
