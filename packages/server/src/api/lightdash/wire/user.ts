import { z } from 'zod'
import type { Ctx } from '../../../access/operation.ts'
import { languages } from '../../../platform/languages.ts'
import type { Member, NewToken, Organization, Token, User } from '../../../domain/identity/types.ts'

export const userWire = z.looseObject({
  userUuid: z.string(),
  email: z.string().optional(),
  firstName: z.string(),
  lastName: z.string(),
  organizationUuid: z.string().optional(),
  organizationName: z.string().optional(),
  organizationCreatedAt: z.string().optional(),
  role: z.string().optional(),
  isTrackingAnonymized: z.boolean(),
  isMarketingOptedIn: z.boolean(),
  isSetupComplete: z.boolean(),
  isActive: z.boolean(),
  /** In which they are written to; not in the contract. */
  language: z.enum(languages).nullable(),
  /** The administrator who views as the person; not in the contract. */
  impersonatedBy: z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), endsAt: z.string() }).optional(),
})

/** The administrator behind a request in which the person is only viewed as. */
export const toImpersonatedBy = ({ actor }: Ctx): Pick<z.infer<typeof userWire>, 'impersonatedBy'> => {
  if (actor.kind !== 'user' || actor.impersonatedBy === undefined) return {}
  const { firstName, lastName, email, endsAt } = actor.impersonatedBy
  return { impersonatedBy: { firstName, lastName, email, endsAt: endsAt.toISOString() } }
}

export const toUser = (user: User): z.infer<typeof userWire> => ({
  userUuid: user.id,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  ...(user.organization === null
    ? {}
    : {
        organizationUuid: user.organization.id,
        organizationName: user.organization.name,
        organizationCreatedAt: user.organization.createdAt.toISOString(),
        role: user.organization.role,
      }),
  isTrackingAnonymized: user.isTrackingAnonymized,
  isMarketingOptedIn: user.isMarketingOptedIn,
  isSetupComplete: user.isSetupComplete,
  isActive: user.isActive,
  language: user.language,
  isPending: user.isPending,
  isEmailVerified: user.emailVerified,
  hasPassword: user.hasPassword,
  createdAt: user.createdAt.toISOString(),
  updatedAt: user.updatedAt.toISOString(),
})

export const memberWire = z.object({
  userUuid: z.string(),
  organizationUuid: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.string(),
  isActive: z.boolean(),
  isPending: z.boolean(),
  isInviteExpired: z.boolean(),
  isScimManaged: z.boolean(),
  /** Not in the contract; clients of later releases need them. */
  userCreatedAt: z.string(),
  userUpdatedAt: z.string(),
  groups: z.array(z.object({ uuid: z.string(), name: z.string() })).optional(),
})

export const toMember = (member: Member): z.infer<typeof memberWire> => ({
  userUuid: member.userId,
  organizationUuid: member.organizationId,
  email: member.email,
  firstName: member.firstName,
  lastName: member.lastName,
  role: member.role,
  isActive: member.isActive,
  ...(member.groups === undefined ? {} : { groups: member.groups.map(({ id, name }) => ({ uuid: id, name })) }),
  isPending: member.isPending,
  isInviteExpired: member.isInviteExpired,
  isScimManaged: member.isScimManaged,
  userCreatedAt: member.createdAt.toISOString(),
  userUpdatedAt: member.updatedAt.toISOString(),
})

export const organizationWire = z.object({
  organizationUuid: z.string(),
  name: z.string(),
  chartColors: z.array(z.string()).optional(),
  needsProject: z.boolean(),
  defaultProjectUuid: z.string().optional(),
})

export const toOrganization = (organization: Organization): z.infer<typeof organizationWire> => ({
  organizationUuid: organization.id,
  name: organization.name,
  ...(organization.chartColors === null ? {} : { chartColors: [...organization.chartColors] }),
  needsProject: organization.needsProject,
  ...(organization.defaultProjectId === null ? {} : { defaultProjectUuid: organization.defaultProjectId }),
})

export const tokenWire = z.object({
  uuid: z.string(),
  description: z.string(),
  createdAt: z.string(),
  rotatedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  // Ours beside the format's: what our pages show of a token.
  prefix: z.string(),
  lastUsedAddress: z.string().nullable(),
  scopes: z.array(z.string()).nullable(),
  previousEndsAt: z.string().nullable(),
})
export const newTokenWire = tokenWire.extend({ token: z.string() })

export const toToken = (token: Token): z.infer<typeof tokenWire> => ({
  uuid: token.id,
  description: token.description,
  createdAt: token.createdAt.toISOString(),
  rotatedAt: token.rotatedAt?.toISOString() ?? null,
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  expiresAt: token.expiresAt?.toISOString() ?? null,
  prefix: token.prefix,
  lastUsedAddress: token.lastUsedAddress,
  scopes: token.scopes === null ? null : [...token.scopes],
  previousEndsAt: token.previousEndsAt?.toISOString() ?? null,
})

/** The only answer that carries the secret. */
export const toNewToken = (token: NewToken): z.infer<typeof newTokenWire> => ({ ...toToken(token), token: token.secret })
