import type { NewProject } from '../api/projects.ts'

const byRole: Readonly<Record<string, readonly NewProject['type'][]>> = { admin: ['DEFAULT', 'PREVIEW'], developer: ['PREVIEW'] }

/**
 * The types of projects that a role in the organization may make, the usual one first. A role in one project only is not
 * enough: whoever has nothing but that would not see what they made.
 */
export const newProjectTypes = (role: string | undefined): readonly NewProject['type'][] => byRole[role ?? ''] ?? []
