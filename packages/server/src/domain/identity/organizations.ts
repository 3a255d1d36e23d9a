import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { forgetAfterCommit, nowOf, organizationTarget, personOf, type IdentityCtx } from './identity-ctx.ts'
import {
  findOrganization,
  firstOrganizationId,
  hasProject,
  insertOrganization,
  lockFounding,
  setMemberRole,
  updateOrganization as updateStored,
  type OrganizationChange,
} from './organization-store.ts'
import { requireName } from './require-name.ts'
import type { Organization } from './types.ts'

/** The caller's organization. */
export const getOrganization = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, Organization>({
  name: 'identity.getOrganization',
  action: 'organization.view',
  target: organizationTarget,
  run: (ctx, _input, { organizationId }) => found(findOrganization(ctx.db, organizationId)),
})

/** Changes name, colours, default project. Throws `not_found` for a project of somebody else. */
export const updateOrganization = writeOperation<IdentityCtx, OrganizationChange, Target & { organizationId: string }, Organization>({
  name: 'identity.updateOrganization',
  action: 'organization.update',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const before = await found(findOrganization(ctx.tx, organizationId))
    const change = { ...input, ...(input.name === undefined ? {} : { name: requireName(input.name, 'An organization') }) }
    if (input.defaultProjectId != null && !(await hasProject(ctx.tx, organizationId, input.defaultProjectId))) {
      throw new AppError('not_found', `Project ${input.defaultProjectId} does not exist`, { reason: 'project_missing' })
    }
    await updateStored(ctx.tx, organizationId, change)
    const after = await found(findOrganization(ctx.tx, organizationId))
    ctx.record({ targetKind: 'organization', targetId: organizationId, before, after })
    return after
  },
})

/** Founds the organization of this installation; the caller becomes its admin. `forbidden` when there is one already. */
export const createOrganization = writeOperation<IdentityCtx, { name: string }, Target, Organization>({
  name: 'identity.createOrganization',
  action: 'organization.create',
  writes: true,
  target: async () => ({ organizationId: null }),
  async run(ctx, input) {
    const { userId } = personOf(ctx)
    const name = requireName(input.name, 'An organization')
    const now = nowOf(ctx)
    await lockFounding(ctx.tx)
    if ((await firstOrganizationId(ctx.tx)) !== null) {
      throw new AppError('forbidden', 'There is an organization already. Ask one of its administrators to add you.', { reason: 'organization_exists' })
    }
    const id = newId()
    await insertOrganization(ctx.tx, { id, name, now })
    await setMemberRole(ctx.tx, { userId, organizationId: id, role: 'admin', now })
    ctx.record({ targetKind: 'organization', targetId: id, before: null, after: { name, admin: userId } })
    forgetAfterCommit(ctx, userId)
    return found(findOrganization(ctx.tx, id))
  },
})

async function found(organization: Promise<Organization | null>): Promise<Organization> {
  const known = await organization
  if (known === null) throw new AppError('not_found', 'Organization does not exist', { reason: 'organization_missing' })
  return known
}
