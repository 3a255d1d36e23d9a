import type { AppFacts, MatrixCase } from './app-cases.ts'

const account = (facts: AppFacts, rest = ''): string => `/api/v1/app/service-accounts/${facts.serviceAccountUuid}${rest}`
const farAway = '2100-01-01T00:00:00Z'

/** Accounts of programs and tokens of the whole organization. What the administrator makes last is what is revoked and deleted. */
export const serviceAccountCases: MatrixCase[] = [
  { operationId: 'ListServiceAccounts', path: () => '/api/v1/app/service-accounts' },
  {
    operationId: 'CreateServiceAccount',
    path: () => '/api/v1/app/service-accounts',
    body: () => ({ name: 'Matrix', role: 'viewer' }),
    learn: (made: { uuid: string }, facts) => {
      facts.serviceAccountUuid = made.uuid
    },
  },
  { operationId: 'GetServiceAccount', path: account },
  { operationId: 'UpdateServiceAccount', path: account, body: () => ({ description: 'for the matrix' }) },
  {
    operationId: 'UpdateTokenRules',
    as: 'session',
    path: () => '/api/v1/app/token-rules',
    body: () => ({ service: { maxDays: null, requiresExpiry: false } }),
  },
  { operationId: 'GetTokenRules', path: () => '/api/v1/app/token-rules' },
  {
    operationId: 'CreateServiceAccountToken',
    as: 'session',
    path: (facts) => account(facts, '/tokens'),
    body: () => ({ description: 'matrix', expiresAt: farAway, scopes: ['project:read'] }),
    learn: (made: { uuid: string }, facts) => {
      facts.serviceTokenUuid = made.uuid
    },
  },
  {
    operationId: 'RotateServiceAccountToken',
    as: 'session',
    path: (facts) => account(facts, `/tokens/${facts.serviceTokenUuid}/rotate`),
    body: () => ({ expiresAt: farAway }),
  },
  { operationId: 'ListOrganizationTokens', path: () => '/api/v1/app/tokens' },
  { operationId: 'RevokeOrganizationToken', path: (facts) => `/api/v1/app/tokens/${facts.serviceTokenUuid}` },
  { operationId: 'DeleteServiceAccount', path: account },
]
