import { z } from 'zod'
import { projectLadder, roleLadder } from '../../../access/role-ladder.ts'
import { scopes } from '../../../access/scopes.ts'
import type { ServiceAccount, ServiceAccountChange } from '../../../domain/identity/service-accounts/types.ts'
import type { OwnedToken } from '../../../domain/identity/token-store.ts'
import type { NewToken, Token } from '../../../domain/identity/types.ts'

export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
export const scopesRequest = z.array(z.enum(scopes)).min(1).max(scopes.length)

export const tokenWire = z.object({
  uuid: z.string(),
  description: z.string(),
  /** The secret's first characters. */
  prefix: z.string(),
  createdAt: z.string(),
  rotatedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  lastUsedAddress: z.string().nullable(),
  expiresAt: z.string().nullable(),
  /** Null: all that its owner may. */
  scopes: z.array(z.string()).nullable(),
  /** Until when the secret before the last rotation works too. */
  previousEndsAt: z.string().nullable(),
})
export const newTokenWire = tokenWire.extend({ token: z.string() })
export const ownedTokenWire = tokenWire.extend({
  owner: z.object({ uuid: z.string(), kind: z.enum(['person', 'service']), name: z.string(), email: z.string().nullable() }),
})

export const toToken = (token: Token): z.infer<typeof tokenWire> => ({
  uuid: token.id,
  description: token.description,
  prefix: token.prefix,
  createdAt: token.createdAt.toISOString(),
  rotatedAt: token.rotatedAt?.toISOString() ?? null,
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  lastUsedAddress: token.lastUsedAddress,
  expiresAt: token.expiresAt?.toISOString() ?? null,
  scopes: token.scopes === null ? null : [...token.scopes],
  previousEndsAt: token.previousEndsAt?.toISOString() ?? null,
})

/** The only answer that carries the secret. */
export const toNewToken = (token: NewToken): z.infer<typeof newTokenWire> => ({ ...toToken(token), token: token.secret })

export const toOwnedToken = ({ owner, ...token }: OwnedToken): z.infer<typeof ownedTokenWire> => ({
  ...toToken(token),
  owner: { uuid: owner.id, kind: owner.kind, name: owner.name, email: owner.kind === 'person' ? owner.email : null },
})

const rule = z.object({ maxDays: z.number().int().min(1).max(3650).nullable(), requiresExpiry: z.boolean() })
export const tokenRulesWire = z.object({ person: rule, service: rule })

export const serviceAccountWire = z.object({
  uuid: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  role: z.enum(roleLadder),
  isActive: z.boolean(),
  createdBy: z.object({ uuid: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  projects: z.array(z.object({ projectUuid: z.string(), name: z.string(), role: z.enum(projectLadder) })),
  groups: z.array(z.object({ uuid: z.string(), name: z.string() })),
  tokens: z.number(),
  lastUsedAt: z.string().nullable(),
})

export const toServiceAccount = (account: ServiceAccount): z.infer<typeof serviceAccountWire> => ({
  uuid: account.id,
  name: account.name,
  description: account.description,
  role: account.role,
  isActive: account.isActive,
  createdBy: account.createdBy === null ? null : { uuid: account.createdBy.id, name: account.createdBy.name },
  createdAt: account.createdAt.toISOString(),
  projects: account.projects.map(({ projectId, name, role }) => ({ projectUuid: projectId, name, role })),
  groups: account.groups.map(({ id, name }) => ({ uuid: id, name })),
  tokens: account.tokens,
  lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
})

export const serviceAccountRequest = z.object({
  name: z.string().max(200),
  description: z.string().max(2000).nullable().optional(),
  role: z.enum(roleLadder),
  projects: z
    .array(z.object({ projectUuid: z.string(), role: z.enum(projectLadder) }))
    .max(1000)
    .optional(),
  groupUuids: z.array(z.string()).max(1000).optional(),
})

type AccountRequest = Pick<z.infer<typeof serviceAccountRequest>, 'projects' | 'groupUuids'>

/** Their words for projects and groups as ours; what was not said stays unsaid. */
export const toAccountParts = ({ projects, groupUuids }: AccountRequest): Pick<ServiceAccountChange, 'projects' | 'groupIds'> => ({
  ...(projects === undefined ? {} : { projects: projects.map(({ projectUuid, role }) => ({ projectId: projectUuid, role })) }),
  ...(groupUuids === undefined ? {} : { groupIds: groupUuids }),
})
