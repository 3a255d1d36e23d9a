import type { AppFacts, MatrixCase } from './app-cases.ts'

const member = (facts: AppFacts, rest = ''): string => `/api/v1/app/members/${facts.leaverUuid}${rest}`

let slugs = 0
/** Each caller makes one of their own: a short name is there once. */
const newSlug = (): string => `matrix-${++slugs}`

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
  { operationId: 'ListOwnImpersonations', as: 'session', path: () => '/api/v1/app/impersonations' },
  {
    operationId: 'StartImpersonation',
    as: 'session',
    path: () => '/api/v1/app/impersonation',
    body: (facts) => ({ userUuid: facts.leaverUuid, reason: 'They see too little' }),
  },
  // At once: the administrator is somebody else until then.
  { operationId: 'EndImpersonation', as: 'session', path: () => '/api/v1/app/impersonation' },
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
  { operationId: 'GetOwnSecurity', as: 'session', path: () => '/api/v1/app/security' },
  { operationId: 'OfferAuthenticatorApp', as: 'session', path: () => '/api/v1/app/security/app' },
  { operationId: 'ConfirmAuthenticatorApp', as: 'session', path: () => '/api/v1/app/security/app/confirm', body: () => ({ code: 'none' }) },
  { operationId: 'RemoveAuthenticatorApp', as: 'session', path: () => '/api/v1/app/security/app' },
  { operationId: 'RenewRecoveryCodes', as: 'session', path: () => '/api/v1/app/security/recovery-codes' },
  { operationId: 'AskProofPasskey', as: 'session', path: () => '/api/v1/app/proof/passkey' },
  { operationId: 'OfferPasskey', as: 'session', path: () => '/api/v1/app/security/passkeys/options' },
  {
    operationId: 'AddPasskey',
    as: 'session',
    path: () => '/api/v1/app/security/passkeys',
    body: () => ({ name: 'key', answer: { id: 'AA', rawId: 'AA', type: 'public-key', response: { clientDataJSON: 'AA', attestationObject: 'AA' } } }),
  },
  { operationId: 'RenamePasskey', as: 'session', path: (facts) => `/api/v1/app/security/passkeys/${facts.nothing}`, body: () => ({ name: 'key' }) },
  { operationId: 'RemovePasskey', as: 'session', path: (facts) => `/api/v1/app/security/passkeys/${facts.nothing}` },
  { operationId: 'GetSecurityPolicy', path: () => '/api/v1/app/security-policy' },
  { operationId: 'UpdateSecurityPolicy', as: 'session', path: () => '/api/v1/app/security-policy', body: () => ({ requiresSecondFactor: false }) },
  { operationId: 'ListMemberFactors', path: () => '/api/v1/app/member-factors' },
  // Of nobody: it would end the sessions that others of these cases need.
  { operationId: 'ResetFactorsOfMember', as: 'session', path: (facts) => `/api/v1/app/members/${facts.nothing}/factors` },
  { operationId: 'ResetPasswordOfMember', as: 'session', path: (facts) => member(facts, '/password-reset') },
]

const provider = (facts: AppFacts, rest = ''): string => `/api/v1/app/identity-providers/${facts.providerUuid}${rest}`
const nowhere = { name: 'Matrix ID', issuer: 'https://id.invalid', clientId: 'matrix', isEnabled: false }

/** How people sign in; the provider is one that answers nobody. */
export const identityProviderCases: MatrixCase[] = [
  { operationId: 'GetSignInOptions', as: 'nobody', path: () => '/api/v1/app/sign-in-options' },
  { operationId: 'ListIdentityProviders', as: 'session', path: () => '/api/v1/app/identity-providers' },
  {
    operationId: 'CreateIdentityProvider',
    as: 'session',
    path: () => '/api/v1/app/identity-providers',
    body: () => ({ ...nowhere, slug: newSlug() }),
    learn: ({ uuid }: { uuid: string }, facts) => void (facts.providerUuid = uuid),
  },
  { operationId: 'UpdateIdentityProvider', as: 'session', path: provider, body: () => nowhere },
  { operationId: 'TestIdentityProvider', as: 'session', path: (facts) => provider(facts, '/test') },
  { operationId: 'DeleteIdentityProvider', as: 'session', path: provider },
  { operationId: 'GetPasswordSignIn', as: 'session', path: () => '/api/v1/app/password-sign-in' },
  { operationId: 'SetPasswordSignIn', as: 'session', path: () => '/api/v1/app/password-sign-in', body: () => ({ isOn: true }) },
  { operationId: 'BeginIdentityLinking', as: 'session', path: () => '/api/v1/app/identity-links', body: () => ({ slug: 'nothing' }) },
]

/** After everything else: then a member is gone. */
export const leavingCases: MatrixCase[] = [{ operationId: 'DeleteOrganizationMember', path: (facts) => `/api/v1/org/user/${facts.leaverUuid}` }]
