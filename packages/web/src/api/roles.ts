/** Roles from least to most, as the server orders them. `member` is one of the organization alone. */
export const projectRoles = ['viewer', 'interactive_viewer', 'editor', 'developer', 'admin'] as const

export type ProjectRole = (typeof projectRoles)[number]
export type OrganizationRole = 'member' | ProjectRole
