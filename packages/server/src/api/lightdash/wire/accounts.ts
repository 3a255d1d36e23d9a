import { z } from 'zod'
import type { Invitation, AllowedDomains } from '../../../domain/identity/types.ts'
import type { AvailableOrganization } from '../../../domain/identity/join-organization.ts'
import type { LinkedIdentity } from '../../../domain/identity/linked-identity-store.ts'
import type { Onboarding } from '../../../domain/identity/onboarding-store.ts'
import type { EmailStatus } from '../../../domain/identity/verify-email.ts'

export const invitationWire = z.looseObject({
  inviteCode: z.string(),
  inviteUrl: z.string(),
  email: z.string(),
  userUuid: z.string(),
  organizationUuid: z.string(),
  organizationName: z.string(),
  expiresAt: z.string(),
})

export const toInvitation = (invitation: Invitation, inviteUrl: string): z.infer<typeof invitationWire> => ({
  inviteCode: invitation.code,
  inviteUrl,
  email: invitation.email,
  userUuid: invitation.userId,
  organizationUuid: invitation.organizationId,
  organizationName: invitation.organizationName,
  expiresAt: invitation.expiresAt.toISOString(),
})

export const emailStatusWire = z.object({
  email: z.string(),
  isVerified: z.boolean(),
  otp: z.object({ createdAt: z.string(), expiresAt: z.string(), numberOfAttempts: z.number(), isExpired: z.boolean(), isMaxAttempts: z.boolean() }).optional(),
})

export const toEmailStatus = ({ email, isVerified, passcode }: EmailStatus): z.infer<typeof emailStatusWire> => ({
  email,
  isVerified,
  ...(passcode === null
    ? {}
    : {
        otp: {
          createdAt: passcode.createdAt.toISOString(),
          expiresAt: passcode.expiresAt.toISOString(),
          numberOfAttempts: passcode.attempts,
          isExpired: passcode.isExpired,
          isMaxAttempts: passcode.isUsedUp,
        },
      }),
})

const joiningRoles = ['member', 'viewer', 'interactive_viewer', 'editor'] as const
const joiningProject = z.object({ projectUuid: z.string(), role: z.enum(['viewer', 'interactive_viewer', 'editor']) })

export const allowedDomainsBody = z.object({
  emailDomains: z.array(z.string().max(300)).max(100),
  role: z.enum(joiningRoles),
  projects: z.array(joiningProject).max(1000),
})
export const allowedDomainsWire = z.object({
  organizationUuid: z.string(),
  emailDomains: z.array(z.string()),
  role: z.enum(joiningRoles),
  projects: z.array(joiningProject),
})

export const fromAllowedDomains = ({ emailDomains, role, projects }: z.infer<typeof allowedDomainsBody>): AllowedDomains => ({
  domains: emailDomains,
  role,
  projects: projects.map((project) => ({ projectId: project.projectUuid, role: project.role })),
})

export const toAllowedDomains = (organizationUuid: string, { domains, role, projects }: AllowedDomains): z.infer<typeof allowedDomainsWire> => ({
  organizationUuid,
  emailDomains: [...domains],
  role,
  projects: projects.map((project) => ({ projectUuid: project.projectId, role: project.role })),
})

export const availableOrganizationWire = z.object({ organizationUuid: z.string(), name: z.string(), membersCount: z.number() })

export const toAvailableOrganization = ({ id, name, members }: AvailableOrganization): z.infer<typeof availableOrganizationWire> => ({
  organizationUuid: id,
  name,
  membersCount: members,
})

const identityWire = z.object({ issuer: z.string(), issuerType: z.string(), email: z.string(), createdAt: z.string() })
export const identitiesWire = z.record(z.string(), z.array(identityWire))

/** By type of issuer: that is how the format lists them. */
export function toIdentities(identities: readonly LinkedIdentity[]): z.infer<typeof identitiesWire> {
  const byType: z.infer<typeof identitiesWire> = {}
  for (const identity of identities) (byType[identity.issuerType] ??= []).push({ ...identity, createdAt: identity.createdAt.toISOString() })
  return byType
}

export const onboardingWire = z.object({ ranQuery: z.boolean(), shownSuccess: z.string().nullable() })

export const toOnboarding = ({ ranQuery, shownAt }: Onboarding): z.infer<typeof onboardingWire> => ({
  ranQuery,
  shownSuccess: shownAt?.toISOString() ?? null,
})
