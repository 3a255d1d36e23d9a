import type { Target } from '../../access/actions.ts'
import { readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { findAllowedDomains, replaceAllowedDomains } from './allowed-domain-store.ts'
import { organizationTarget, type IdentityCtx } from './identity-ctx.ts'
import { hasProject } from './organization-store.ts'
import { requireDomain } from './require-domain.ts'
import type { AllowedDomains } from './types.ts'

/** Until somebody says otherwise: nobody joins by themselves. */
const nobody: AllowedDomains = { domains: [], role: 'viewer', projects: [] }

/** Who may join the caller's organization by themselves. */
export const getAllowedDomains = readOperation<IdentityCtx, Record<string, never>, Target & { organizationId: string }, AllowedDomains>({
  name: 'identity.getAllowedDomains',
  action: 'organization.view',
  sessionOnly: true,
  target: organizationTarget,
  run: async (ctx, _input, { organizationId }) => (await findAllowedDomains(ctx.db, organizationId)) ?? nobody,
})

/** Says who may join by themselves. Throws `invalid` (`email_domain`) for a public or malformed domain, `not_found` for a project of others. */
export const updateAllowedDomains = writeOperation<IdentityCtx, AllowedDomains, Target & { organizationId: string }, AllowedDomains>({
  name: 'identity.updateAllowedDomains',
  action: 'organization.update',
  sessionOnly: true,
  writes: true,
  target: organizationTarget,
  async run(ctx, input, { organizationId }) {
    const allowed: AllowedDomains = {
      domains: [...new Set(input.domains.map((domain) => requireDomain(domain, 'emailDomains')))],
      role: input.role,
      projects: [...new Map(input.projects.map((project) => [project.projectId, project])).values()],
    }
    for (const { projectId } of allowed.projects) {
      if (!(await hasProject(ctx.tx, organizationId, projectId))) {
        throw new AppError('not_found', `Project ${projectId} does not exist`, { reason: 'project_missing' })
      }
    }
    const before = await findAllowedDomains(ctx.tx, organizationId)
    await replaceAllowedDomains(ctx.tx, organizationId, allowed)
    ctx.record({ targetKind: 'allowed_email_domains', targetId: organizationId, before, after: allowed })
    return allowed
  },
})
