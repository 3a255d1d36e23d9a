import { writeOperation } from '../../access/operation.ts'
import type { SemanticLayerSettings } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { putSecret, removeSecret } from '../../platform/secrets/secret-store.ts'
import { nowOf } from '../identity/identity-ctx.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { lockProject, updateSemanticLayer } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import type { SecretsCtx } from './user-credentials.ts'

/** What is entered of a connection; what is left out, or blank, stays as it was. */
export type SemanticLayerChange = { type: 'DBT' | 'CUBE'; domain?: string; environmentId?: string; token?: string }

const purpose = 'ask another semantic layer'

/**
 * Keeps the connection of a project to another semantic layer; its token is encrypted and never comes back. A kept token
 * stays with the place it was entered for.
 */
export const updateSemanticLayerConnection = writeOperation<ProjectCtx & SecretsCtx, { projectId: string; change: SemanticLayerChange }, ProjectTarget, void>({
  name: 'projects.update_semantic_layer',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, change }, { project }) {
    await lockProject(ctx.tx, projectId)
    const before = project.semanticLayer
    const settings = settingsOf(change, before)
    const token = change.token ?? ''
    if (token === '' && (before?.type !== settings.type || before.domain !== settings.domain)) throw incomplete('token')
    await updateSemanticLayer(ctx.tx, projectId, settings)
    if (token !== '') {
      const { organizationId } = project
      await putSecret(ctx.tx, ctx.keys, { organizationId, kind: 'semantic_layer', purpose, owner: { projectId }, text: token, now: nowOf(ctx) })
    }
    ctx.record({ targetKind: 'project', targetId: projectId, before: { semanticLayer: before }, after: { semanticLayer: settings, newToken: token !== '' } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})

/** Takes the connection and its token away. Nothing to do where there is none. */
export const deleteSemanticLayerConnection = writeOperation<ProjectCtx, { projectId: string }, ProjectTarget, void>({
  name: 'projects.delete_semantic_layer',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId }, { project }) {
    await updateSemanticLayer(ctx.tx, projectId, null)
    await removeSecret(ctx.tx, { projectId }, purpose)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { semanticLayer: project.semanticLayer }, after: { semanticLayer: null } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})

function settingsOf(change: SemanticLayerChange, before: SemanticLayerSettings | null): SemanticLayerSettings {
  const { type } = change
  const same = before?.type === type ? before : null
  const domain = change.domain || same?.domain
  if (domain === undefined) throw incomplete('domain')
  if (type === 'CUBE') return { type, domain }
  const environmentId = change.environmentId || (same?.type === 'DBT' ? same.environmentId : undefined)
  if (environmentId === undefined) throw incomplete('environmentId')
  return { type, domain, environmentId }
}

const incomplete = (field: 'domain' | 'environmentId' | 'token'): AppError =>
  new AppError('invalid', `Enter the ${field === 'environmentId' ? 'environment id' : field} as well: there is none kept for this connection`, {
    reason: 'validation',
    fields: [{ path: `body.${field}`, message: 'is needed' }],
  })
