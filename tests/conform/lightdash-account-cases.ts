import type { Case } from './check-door.ts'

/** What the cases of accounts read and learn. */
export type AccountFacts = {
  projectUuid: string
  organizationUuid: string
  inviteCode: string
  invitedUuid: string
  newcomerUuid: string
  resetCode: string
  /** The text of the next mail to an address. */
  mailTo(address: string): Promise<string>
}

/** Registers by the organization's domain and joins. */
export const newcomer = { firstName: 'New', lastName: 'Comer', email: 'new@conform.example', password: 'a long passphrase 1' }
/** Registers and stays outside. */
export const stranger = { firstName: 'Strange', lastName: 'Ranger', email: 'strange@conform.example', password: 'a long passphrase 1' }

const byMail = /\/reset-password\/(\S+)/

/** People come by invitation and by domain, and in the end the organization goes with all of them. */
export const accountCases: Case<AccountFacts>[] = [
  {
    operationId: 'GetMyOrganization',
    path: () => '/api/v1/org',
    learn: (organization: { organizationUuid: string }, facts) => (facts.organizationUuid = organization.organizationUuid),
  },
  {
    operationId: 'UpdateOrganizationEmailDomains',
    as: 'session',
    path: () => '/api/v1/org/allowedEmailDomains',
    body: (facts) => ({ emailDomains: ['conform.example'], role: 'viewer', projects: [{ projectUuid: facts.projectUuid, role: 'editor' }] }),
  },
  { operationId: 'ListOrganizationEmailDomains', as: 'session', path: () => '/api/v1/org/allowedEmailDomains' },
  {
    operationId: 'CreateInviteLink',
    path: () => '/api/v1/invite-links',
    body: () => ({ email: 'invited@atrium.example', role: 'viewer', expiresAt: new Date(Date.now() + 86_400_000).toISOString() }),
    learn: (invitation: { inviteCode: string }, facts) => (facts.inviteCode = invitation.inviteCode),
  },
  { operationId: 'GetInviteLink', as: 'nobody', path: (facts) => `/api/v1/invite-links/${facts.inviteCode}` },
  {
    operationId: 'RegisterUser',
    as: 'nobody',
    path: () => '/api/v1/user',
    body: (facts) => ({ inviteCode: facts.inviteCode, firstName: 'In', lastName: 'Vited', password: 'a long passphrase 1' }),
    learn: (user: { userUuid: string }, facts) => (facts.invitedUuid = user.userUuid),
  },
  { operationId: 'RegisterUser', as: 'nobody', path: () => '/api/v1/user', body: () => stranger },
  {
    operationId: 'RegisterUser',
    as: 'nobody',
    path: () => '/api/v1/user',
    body: () => newcomer,
    learn: async (user: { userUuid: string }, facts) => {
      facts.newcomerUuid = user.userUuid
      // The first code comes with the registration; the next case asks for another one.
      await facts.mailTo(newcomer.email)
    },
  },
  { operationId: 'CreateEmailOneTimePasscode', as: 'newcomer', path: () => '/api/v1/user/me/email/otp' },
  { operationId: 'GetEmailVerificationStatus', as: 'newcomer', path: () => '/api/v1/user/me/email/status' },
  {
    operationId: 'GetEmailVerificationStatus',
    as: 'newcomer',
    path: async (facts) => `/api/v1/user/me/email/status?passcode=${/\b\d{6}\b/.exec(await facts.mailTo(newcomer.email))?.[0]}`,
  },
  { operationId: 'ListMyAvailableOrganizations', as: 'newcomer', path: () => '/api/v1/user/me/allowedOrganizations' },
  { operationId: 'JoinOrganization', as: 'newcomer', path: (facts) => `/api/v1/user/me/joinOrganization/${facts.organizationUuid}` },
  {
    operationId: 'CompleteUserSetup',
    as: 'newcomer',
    path: () => '/api/v1/user/me/complete',
    body: () => ({ jobTitle: 'Analyst', isMarketingOptedIn: false }),
  },
  { operationId: 'GetLinkedIdentities', as: 'session', path: () => '/api/v1/user/identities' },
  {
    operationId: 'DeleteLinkedIdentity',
    as: 'session',
    path: () => '/api/v1/user/identity',
    body: () => ({ issuer: 'https://id.example', email: 'a@b.example' }),
  },
  { operationId: 'GetOnboardingStatus', as: 'session', path: () => '/api/v1/org/onboardingStatus' },
  { operationId: 'SetOnboardingShown', as: 'session', path: () => '/api/v1/org/onboardingStatus/shownSuccess' },
  { operationId: 'CreatePasswordReset', as: 'nobody', path: () => '/api/v1/password-reset', body: () => ({ email: newcomer.email }) },
  {
    operationId: 'VerifyPasswordReset',
    as: 'nobody',
    async path(facts) {
      facts.resetCode = byMail.exec(await facts.mailTo(newcomer.email))?.[1] ?? ''
      return `/api/v1/password-reset/${facts.resetCode}`
    },
  },
  {
    operationId: 'ResetPassword',
    as: 'nobody',
    path: () => '/api/v1/user/password/reset',
    body: (facts) => ({ code: facts.resetCode, newPassword: newcomer.password }),
  },
  { operationId: 'RevokeInviteLinks', path: () => '/api/v1/invite-links' },
  { operationId: 'DeleteOrganizationMember', path: (facts) => `/api/v1/org/user/${facts.invitedUuid}` },
  { operationId: 'UpdateOrganizationMember', path: (facts) => `/api/v1/org/users/${facts.newcomerUuid}`, body: () => ({ role: 'admin' }) },
  { operationId: 'DeleteMe', as: 'newcomer', path: () => '/api/v1/user/me' },
  { operationId: 'DeleteMyOrganization', as: 'session', path: (facts) => `/api/v1/org/${facts.organizationUuid}` },
  { operationId: 'CreateOrganization', as: 'stranger', path: () => '/api/v1/org', body: () => ({ name: 'Founded anew' }) },
]
