import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { deleteOrganization as deleteStored, findOrganization } from '../identity/organization-store.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { listProjects } from './project-store.ts'

/**
 * Removes the caller's organization for good: projects, content, runs, and the accounts of everybody in it, the caller's
 * too. The change log keeps that it happened. Another organization is `forbidden`, whether it is there or not.
 */
export const deleteOrganization = writeOperation<IdentityCtx, { organizationId: string }, Target & { organizationId: string }, void>({
  name: 'identity.deleteOrganization',
  action: 'organization.delete',
  sessionOnly: true,
  writes: true,
  target: async (_ctx, { organizationId }) => ({ organizationId }),
  async run(ctx, _input, { organizationId }) {
    const before = await findOrganization(ctx.tx, organizationId)
    const projects = await listProjects(ctx.tx, organizationId, null)
    await deleteStored(ctx.tx, organizationId)
    for (const { id } of projects) await announceProjectChange(ctx.tx, id)
    ctx.record({ targetKind: 'organization', targetId: organizationId, before, after: null })
    ctx.afterCommit(() => ctx.identity.authenticator.forget())
  },
})
