import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import type { IdentityCtx } from '../identity/identity-ctx.ts'
import { deleteOrganization as deleteStored, findOrganization } from '../identity/organization-store.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { listProjects } from './project-store.ts'

type DeletionCtx = IdentityCtx & { queries: Queries; warehouses: Warehouses }

/**
 * Removes the caller's organization for good: projects with the databases made for them, content, runs, and the accounts of everybody in it, the caller's
 * too. The change log keeps that it happened. Another organization is `forbidden`, whether it is there or not.
 */
export const deleteOrganization = writeOperation<DeletionCtx, { organizationId: string }, Target & { organizationId: string }, void>({
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
    ctx.afterCommit(() => {
      ctx.identity.authenticator.forget()
      for (const project of projects) {
        ctx.queries.forget(project.id)
        ctx.warehouses.remove(project)
      }
    })
  },
})
