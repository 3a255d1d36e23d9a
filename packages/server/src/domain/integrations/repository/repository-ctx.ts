import path from 'node:path'
import type { Target } from '../../../access/actions.ts'
import { AppError } from '../../../platform/errors.ts'
import { SecretError } from '../../../platform/secrets/secret-error.ts'
import { readSecret } from '../../../platform/secrets/secret-store.ts'
import { openBareClone, type BareClone, type Remote } from '../../../repositories/git/bare-clone.ts'
import { readRemoteAddress } from '../../../repositories/git/remote-address.ts'
import type { DevelopCtx } from '../../develop/develop-ctx.ts'
import type { Project } from '../../projects/types.ts'
import { projectTarget, refuseStrangers, type ProjectTarget } from '../../projects/project-target.ts'
import { githubToken } from '../github/github-access.ts'
import type { GithubSettings } from '../github/types.ts'
import { requireIntegration, type IntegrationsCtx } from '../integrations-ctx.ts'
import { findRepository } from './repository-store.ts'
import { repositorySecret, type ProjectRepository, type RepositorySettings } from './types.ts'

/** Where clones lie, and which folders of this server may hold repositories. */
export type GitPlaces = { folder: string; localRemotes: readonly string[] }

/** What operations on the repository of a project need. */
export type RepositoryCtx = DevelopCtx & IntegrationsCtx & { git: GitPlaces }

export type RepositoryTarget = ProjectTarget & { repository: ProjectRepository }

/** The repository of a project as a target; `not_found` (`repository_missing`) for a project without. */
export async function repositoryTarget(ctx: RepositoryCtx, input: { projectId: string }): Promise<RepositoryTarget & Target> {
  const target = await projectTarget(ctx, input)
  refuseStrangers(ctx, target)
  return { ...target, repository: await requireRepository(ctx, target.project) }
}

export async function requireRepository(ctx: RepositoryCtx, project: Project): Promise<ProjectRepository> {
  const repository = await findRepository(ctx.db, project.id)
  if (repository !== null) return repository
  throw new AppError('not_found', "This project is connected to no repository. Whoever administers it connects one in the project's settings, page Git.", {
    reason: 'repository_missing',
  })
}

/** The remote of a project with what is needed to sign in there; for GitHub a token for that repository alone. */
export async function remoteOf(ctx: RepositoryCtx, project: Project, settings: RepositorySettings): Promise<Remote> {
  const rules = { outbound: ctx.outbound, localRemotes: ctx.git.localRemotes }
  if (settings.provider === 'github') {
    const integration = await requireIntegration<GithubSettings>(ctx, project.organizationId, 'github')
    const secret = await githubToken(ctx, integration, settings.remote)
    const address = readRemoteAddress(`${integration.settings.url}/${settings.remote}.git`)
    return { address, rules, credentials: { username: 'x-access-token', secret, knownHosts: null } }
  }
  const secret = await readSecret(ctx.db, ctx.keys, { projectId: project.id }, repositorySecret).catch((cause: unknown) => {
    if (!(cause instanceof SecretError)) throw cause
    throw new AppError(
      'unavailable',
      "What was entered to sign in to the repository cannot be read with the keys of this installation. Enter it again in the project's settings, page Git.",
      {
        reason: 'secret_unreadable',
      },
    )
  })
  return { address: readRemoteAddress(settings.remote), rules, credentials: { username: settings.username, secret, knownHosts: settings.knownHosts } }
}

const working = new Map<string, Promise<unknown>>()

/** Works on the clone of a project, one after the other. */
export async function withClone<T>(ctx: RepositoryCtx, projectId: string, work: (clone: BareClone) => Promise<T>): Promise<T> {
  const folder = path.join(ctx.git.folder, projectId, 'clone.git')
  const before = working.get(folder) ?? Promise.resolve()
  const mine = before.then(async () => work(await openBareClone(folder, ctx.signal)))
  const settled = mine.catch(() => undefined)
  working.set(folder, settled)
  try {
    return await mine
  } finally {
    if (working.get(folder) === settled) working.delete(folder)
  }
}
