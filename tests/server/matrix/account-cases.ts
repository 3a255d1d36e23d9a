import type { AppFacts, MatrixCase } from './app-cases.ts'

const member = (facts: AppFacts, rest = ''): string => `/api/v1/app/members/${facts.leaverUuid}${rest}`

/** Operations on accounts, while everybody still has the session they began with. */
export const accountCases: MatrixCase[] = [
  { operationId: 'CompleteUserSetup', as: 'session', path: () => '/api/v1/user/me/complete', body: () => ({}) },
  { operationId: 'CreateEmailOneTimePasscode', as: 'session', path: () => '/api/v1/user/me/email/otp' },
  { operationId: 'GetEmailVerificationStatus', as: 'session', path: () => '/api/v1/user/me/email/status' },
  { operationId: 'ListMyAvailableOrganizations', path: () => '/api/v1/user/me/allowedOrganizations' },
  { operationId: 'GetLinkedIdentities', as: 'session', path: () => '/api/v1/user/identities' },
  {
    operationId: 'DeleteLinkedIdentity',
    as: 'session',
    path: () => '/api/v1/user/identity',
    body: () => ({ issuer: 'https://id.example', email: 'a@b.example' }),
  },
  { operationId: 'ListOwnSessions', as: 'session', path: () => '/api/v1/app/sessions' },
  { operationId: 'EndOwnSession', as: 'session', path: (facts) => `/api/v1/app/sessions/${facts.nothing}` },
  { operationId: 'EndOtherSessions', as: 'session', path: () => '/api/v1/app/sessions' },
  { operationId: 'GetOnboardingStatus', as: 'session', path: () => '/api/v1/org/onboardingStatus' },
  { operationId: 'SetOnboardingShown', as: 'session', path: () => '/api/v1/org/onboardingStatus/shownSuccess' },
  { operationId: 'ListOrganizationEmailDomains', as: 'session', path: () => '/api/v1/org/allowedEmailDomains' },
  {
    operationId: 'UpdateOrganizationEmailDomains',
    as: 'session',
    path: () => '/api/v1/org/allowedEmailDomains',
    body: () => ({ emailDomains: ['matrix.example'], role: 'viewer', projects: [] }),
  },
  { operationId: 'CreateInviteLink', path: () => '/api/v1/invite-links', body: () => ({ email: 'invited@matrix.example', role: 'viewer' }) },
  { operationId: 'RevokeInviteLinks', path: () => '/api/v1/invite-links' },
  { operationId: 'GetMemberFootprint', path: (facts) => member(facts, '/footprint') },
  { operationId: 'SetMemberActive', path: (facts) => member(facts), body: () => ({ isActive: true }) },
  { operationId: 'ResetPasswordOfMember', as: 'session', path: (facts) => member(facts, '/password-reset') },
]

/** After everything else: then a member is gone. */
export const leavingCases: MatrixCase[] = [{ operationId: 'DeleteOrganizationMember', path: (facts) => `/api/v1/org/user/${facts.leaverUuid}` }]
