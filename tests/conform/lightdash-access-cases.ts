import type { Case } from './check-door.ts'

/** What the cases of groups, roles and attributes read and learn. */
type AccessFacts = { adminEmail: string; projectUuid: string; userUuid: string; spaceUuid: string; groupUuid: string; attributeUuid: string }

type Named = { uuid: string }
const group = (facts: AccessFacts, rest = ''): string => `/api/v1/groups/${facts.groupUuid}${rest}`
const project = (facts: AccessFacts, rest: string): string => `/api/v1/projects/${facts.projectUuid}${rest}`
const attribute = (facts: AccessFacts): object => ({
  name: 'region',
  description: 'Where they work',
  attributeDefault: null,
  users: [{ userUuid: facts.userUuid, value: 'north' }],
  groups: [{ groupUuid: facts.groupUuid, value: 'south' }],
})

/** Groups, roles in projects and spaces, user attributes. What they make is gone at the end. */
export const accessCases: Case<AccessFacts>[] = [
  {
    operationId: 'CreateGroupInOrganization',
    path: () => '/api/v1/org/groups',
    body: (facts) => ({ name: 'Conform people', members: [{ userUuid: facts.userUuid }] }),
    learn: (made: Named, facts) => (facts.groupUuid = made.uuid),
  },
  { operationId: 'ListGroupsInOrganization', path: () => '/api/v1/org/groups?page=1.000000&pageSize=10.000000&includeMembers=5&searchQuery=conf' },
  { operationId: 'getGroup', path: (facts) => group(facts, '?includeMembers=5&offset=0') },
  { operationId: 'updateGroup', path: (facts) => group(facts), body: (facts) => ({ name: 'Conform group', members: [{ userUuid: facts.userUuid }] }) },
  { operationId: 'getGroupMembers', path: (facts) => group(facts, '/members') },
  { operationId: 'removeUserFromGroup', path: (facts) => group(facts, `/members/${facts.userUuid}`) },
  { operationId: 'addUserToGroup', path: (facts) => group(facts, `/members/${facts.userUuid}`) },
  { operationId: 'addProjectAccessToGroup', path: (facts) => group(facts, `/projects/${facts.projectUuid}`), body: () => ({ role: 'viewer' }) },
  { operationId: 'updateProjectAccessForGroup', path: (facts) => group(facts, `/projects/${facts.projectUuid}`), body: () => ({ role: 'editor' }) },
  { operationId: 'GetProjectGroupAccesses', path: (facts) => project(facts, '/groupAccesses') },
  {
    operationId: 'AddSpaceGroupAccess',
    path: (facts) => project(facts, `/spaces/${facts.spaceUuid}/group/share`),
    body: (facts) => ({ groupUuid: facts.groupUuid, spaceRole: 'editor' }),
  },
  { operationId: 'GetSpace', path: (facts) => project(facts, `/spaces/${facts.spaceUuid}`) },
  { operationId: 'RevokeGroupSpaceAccess', path: (facts) => project(facts, `/spaces/${facts.spaceUuid}/group/share/${facts.groupUuid}`) },
  {
    operationId: 'GrantProjectAccessToUser',
    path: (facts) => project(facts, '/access'),
    body: (facts) => ({ email: facts.adminEmail, role: 'viewer', sendEmail: false }),
  },
  { operationId: 'GetProjectAccessList', path: (facts) => project(facts, '/access') },
  { operationId: 'GetProjectMemberAccess', path: (facts) => project(facts, `/user/${facts.userUuid}`) },
  { operationId: 'UpdateProjectAccessForUser', path: (facts) => project(facts, `/access/${facts.userUuid}`), body: () => ({ role: 'admin' }) },
  { operationId: 'RevokeProjectAccessForUser', path: (facts) => project(facts, `/access/${facts.userUuid}`) },
  {
    operationId: 'createUserAttribute',
    path: () => '/api/v1/org/attributes',
    body: (facts) => attribute(facts),
    learn: (made: Named, facts) => (facts.attributeUuid = made.uuid),
  },
  { operationId: 'getUserAttributes', path: () => '/api/v1/org/attributes' },
  { operationId: 'updateUserAttribute', path: (facts) => `/api/v1/org/attributes/${facts.attributeUuid}`, body: (facts) => attribute(facts) },
  { operationId: 'removeUserAttribute', path: (facts) => `/api/v1/org/attributes/${facts.attributeUuid}` },
  { operationId: 'removeProjectAccessFromGroup', path: (facts) => group(facts, `/projects/${facts.projectUuid}`) },
  { operationId: 'deleteGroup', path: (facts) => group(facts) },
]
