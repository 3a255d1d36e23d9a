import type { ProjectRole } from '../../../platform/db/schema.ts'

/** A person with a role of their own in a project, beside what organization and groups give. */
export type ProjectMember = { projectId: string; userId: string; email: string; firstName: string; lastName: string; role: ProjectRole }

/** A group with a role in a project, which all its members have. */
export type ProjectGroup = { projectId: string; groupId: string; name: string; role: ProjectRole }
