import type { Target } from '../../../access/actions.ts'
import { readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import type { OrganizationRole } from '../../../platform/db/stored-values.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { requireGroups } from '../groups/group-store.ts'
import { forgetAfterCommit, nowOf, organizationTarget, type IdentityCtx } from '../identity-ctx.ts'
import { hasProject, setMemberRole } from '../organization-store.ts'
import { requireName } from '../require-name.ts'
import { requireProofInSession } from '../require-proof.ts'
import { listTokensOf } from '../token-store.ts'
import type { Token } from '../types.ts'
import { deleteUser, insertUser, updateUser } from '../user-store.ts'
import {
  findServiceAccount,
  insertServiceAccount,
  listServiceAccountsOf,
  replaceGroupsOf,
  replaceProjectRoles,
  updateServiceDescription,
} from './service-account-store.ts'
import type { ServiceAccount, ServiceAccountChange } from './types.ts'

export type ServiceAccountKey = { accountId: string }
export type ServiceAccountTarget = Target & { organizationId: string; account: ServiceAccount }

/** Nobody gets mail at it, ever (RFC 2606); it says what it is where a format has room for an address only. */
const addressOf = (id: string): string => `${id}@service-account.invalid`

/** The service accounts of the organization by name. */
export const listServiceAccounts = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, ServiceAccount[]>({
  name: 'service_accounts.list',
  action: 'service_account.view',
  target: organizationTarget,
  async run(ctx, _input, { organizationId }) {
    await ctx.identity.authenticator.flush()
    return listServiceAccountsOf(ctx.db, organizationId)
  },
})

/** One with its tokens, without secrets. */
export const getServiceAccount = readOperation<IdentityCtx, ServiceAccountKey, ServiceAccountTarget, { account: ServiceAccount; tokens: Token[] }>({
  name: 'service_accounts.get',
  action: 'service_account.view',
  target: serviceAccountTarget,
  async run(ctx, _input, { account }) {
    await ctx.identity.authenticator.flush()
    return { account, tokens: await listTokensOf(ctx.db, account.id) }
  },
})

type NewServiceAccount = ServiceAccountChange & { name: string; role: OrganizationRole }

/** Makes one. `not_found` when a project or group is not of the organization: then nothing is made. An administrator: `forbidden` (`proof_needed`). */
export const createServiceAccount = writeOperation<IdentityCtx, NewServiceAccount, Target & { organizationId: string }, ServiceAccount>({
  name: 'service_accounts.create',
  action: 'service_account.manage',
  writes: true,
  async target(ctx, { role }) {
    const target = await organizationTarget(ctx)
    if (role === 'admin') await requireProofInSession(ctx)
    return target
  },
  async run(ctx, { name, ...input }, { organizationId }) {
    const id = newId()
    const now = nowOf(ctx)
    const user = { id, email: addressOf(id), firstName: requireName(name, 'A service account'), lastName: '', kind: 'service' } as const
    await insertUser(ctx.tx, { ...user, passwordHash: null, emailVerified: false, now })
    await insertServiceAccount(ctx.tx, { id, description: null, createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null })
    await setMemberRole(ctx.tx, { userId: id, organizationId, role: input.role, now })
    await apply(ctx, organizationId, id, input)
    const account = await accountNow(ctx, organizationId, id)
    ctx.record({ targetKind: 'service_account', targetId: id, before: null, after: loggable(account) })
    return account
  },
})

/** Changes one. Without `isActive` its tokens sleep until it is back. Made an administrator: `forbidden` (`proof_needed`). */
export const updateServiceAccount = writeOperation<IdentityCtx, ServiceAccountKey & ServiceAccountChange, ServiceAccountTarget, ServiceAccount>({
  name: 'service_accounts.update',
  action: 'service_account.manage',
  writes: true,
  async target(ctx, input) {
    const target = await serviceAccountTarget(ctx, input)
    if (input.role === 'admin' && target.account.role !== 'admin') await requireProofInSession(ctx)
    return target
  },
  async run(ctx, { accountId: _id, ...input }, { organizationId, account }) {
    await apply(ctx, organizationId, account.id, input)
    const after = await accountNow(ctx, organizationId, account.id)
    ctx.record({ targetKind: 'service_account', targetId: account.id, before: loggable(account), after: loggable(after) })
    forgetAfterCommit(ctx, account.id)
    return after
  },
})

/** Deletes one with its tokens; what it made stays. */
export const deleteServiceAccount = writeOperation<IdentityCtx, ServiceAccountKey, ServiceAccountTarget, void>({
  name: 'service_accounts.delete',
  action: 'service_account.manage',
  writes: true,
  target: serviceAccountTarget,
  async run(ctx, _input, { account }) {
    await deleteUser(ctx.tx, account.id)
    ctx.record({ targetKind: 'service_account', targetId: account.id, before: loggable(account), after: null })
    forgetAfterCommit(ctx, account.id)
  },
})

/** A service account of the caller's organization; any other id, also of a person, is `not_found`. */
export async function serviceAccountTarget(ctx: IdentityCtx, { accountId }: ServiceAccountKey): Promise<ServiceAccountTarget> {
  const { organizationId } = await organizationTarget(ctx)
  const account = await findServiceAccount(ctx.db, organizationId, accountId)
  if (account === null) throw new AppError('not_found', 'There is no such service account in your organization', { reason: 'service_account_missing' })
  return { organizationId, account }
}

async function apply(ctx: IdentityCtx & WriteCtx, organizationId: string, id: string, change: ServiceAccountChange): Promise<void> {
  const { tx } = ctx
  const now = nowOf(ctx)
  const { name, description, role, isActive, projects, groupIds } = change
  if (name !== undefined || isActive !== undefined) {
    const firstName = name === undefined ? {} : { firstName: requireName(name, 'A service account') }
    await updateUser(tx, id, { ...firstName, ...(isActive === undefined ? {} : { isActive }) }, now)
  }
  if (description !== undefined) await updateServiceDescription(tx, id, description?.trim() === '' ? null : (description?.trim() ?? null))
  if (role !== undefined) await setMemberRole(tx, { userId: id, organizationId, role, now })
  if (projects !== undefined) {
    for (const { projectId } of projects) {
      if (!(await hasProject(tx, organizationId, projectId)))
        throw new AppError('not_found', `There is no such project: ${projectId}`, { reason: 'project_missing' })
    }
    // Of a project named twice the last word counts.
    await replaceProjectRoles(tx, id, [...new Map(projects.map((one) => [one.projectId.toLowerCase(), one])).values()])
  }
  if (groupIds !== undefined) {
    await requireGroups(tx, organizationId, groupIds)
    await replaceGroupsOf(tx, id, groupIds)
  }
}

async function accountNow(ctx: IdentityCtx & WriteCtx, organizationId: string, id: string): Promise<ServiceAccount> {
  const account = await findServiceAccount(ctx.tx, organizationId, id)
  if (account === null) throw new Error('a service account vanished inside its own transaction')
  return account
}

const loggable = ({ name, description, role, isActive, projects, groups }: ServiceAccount): object => ({
  name,
  description,
  role,
  isActive,
  projects: projects.map(({ projectId, role: inProject }) => ({ projectId, role: inProject })),
  groups: groups.map((group) => group.name),
})
