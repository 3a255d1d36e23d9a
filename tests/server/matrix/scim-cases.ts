import type { AppFacts, MatrixCase } from './app-cases.ts'

const user = (facts: AppFacts): string => `/scim/v2/Users/${facts.scimUserUuid}`
const group = (facts: AppFacts): string => `/scim/v2/Groups/${facts.scimGroupUuid}`
const patch = (value: object): object => ({ Operations: [{ op: 'replace', value }] })

/** Names are given once: whoever may make something makes another one. */
let made = 0

/** The door of providers of identities. Called by service accounts; answers have no envelope. */
export const scimCases: MatrixCase[] = [
  { operationId: 'GetScimStatus', path: () => '/api/v1/app/scim' },
  ...['ServiceProviderConfig', 'ResourceTypes', 'Schemas'].map((room): MatrixCase => ({
    operationId: room === 'ServiceProviderConfig' ? 'GetScimServiceProviderConfig' : `ListScim${room}`,
    as: 'scim',
    path: () => `/scim/v2/${room}`,
  })),
  { operationId: 'GetScimResourceType', as: 'scim', path: () => '/scim/v2/ResourceTypes/User' },
  { operationId: 'GetScimSchema', as: 'scim', path: () => '/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User' },
  { operationId: 'ListScimUsers', as: 'scim', path: () => '/scim/v2/Users' },
  {
    operationId: 'CreateScimUser',
    as: 'scim',
    path: () => '/scim/v2/Users',
    body: () => ({ userName: `provisioned-${(made += 1)}@matrix.example` }),
    learn: (answer: { id: string }, facts) => {
      facts.scimUserUuid = answer.id
    },
  },
  { operationId: 'GetScimUser', as: 'scim', path: user },
  { operationId: 'ReplaceScimUser', as: 'scim', path: user, body: () => ({ userName: 'replaced@matrix.example' }) },
  { operationId: 'PatchScimUser', as: 'scim', path: user, body: () => patch({ active: false }) },
  { operationId: 'ListScimGroups', as: 'scim', path: () => '/scim/v2/Groups' },
  {
    operationId: 'CreateScimGroup',
    as: 'scim',
    path: () => '/scim/v2/Groups',
    body: () => ({ displayName: `Matrix ${(made += 1)}` }),
    learn: (answer: { id: string }, facts) => {
      facts.scimGroupUuid = answer.id
    },
  },
  { operationId: 'GetScimGroup', as: 'scim', path: group },
  { operationId: 'ReplaceScimGroup', as: 'scim', path: group, body: () => ({ displayName: 'Replaced' }) },
  { operationId: 'PatchScimGroup', as: 'scim', path: group, body: () => patch({ displayName: 'Patched' }) },
  { operationId: 'DeleteScimGroup', as: 'scim', path: group },
  { operationId: 'DeleteScimUser', as: 'scim', path: user },
]
