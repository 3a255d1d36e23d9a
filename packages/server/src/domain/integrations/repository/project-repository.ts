import { rm } from 'node:fs/promises'
import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { putSecret, removeSecret } from '../../../platform/secrets/secret-store.ts'
import { readRemoteAddress, requireBranch, requireRepositoryFolder } from '../../../repositories/git/remote-address.ts'
import { nowOf } from '../../identity/identity-ctx.ts'
import { announceProjectChange } from '../../projects/project-changes-store.ts'
import { findProject, lockProject, updateModelSource } from '../../projects/project-store.ts'
import type { Project } from '../../projects/types.ts'
import { requireAction } from '../../content/content-target.ts'
import { performWithFiles, type FileChange } from '../../develop/perform-with-files.ts'
import type { ProjectFolders } from '../../projects/new-model-folder.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { requireIntegration } from '../integrations-ctx.ts'
import { copyTree, moveInto } from './model-trees.ts'
import { repositoryTarget, type RepositoryCtx, type RepositoryTarget } from './repository-ctx.ts'
import { deleteRepository, findRepository, putRepository } from './repository-store.ts'
import { repositorySecret, type ProjectRepository, type RepositorySettings } from './types.ts'

/** The repository of a project, without its secret; null for a project without. */
export const getProjectRepository = readOperation<RepositoryCtx, { projectId: string }, ProjectTarget, ProjectRepository | null>({
  name: 'repositories.get',
  action: 'model.view',
  target: projectTarget,
  run: (ctx, { projectId }) => findRepository(ctx.db, projectId),
})

/** `secret` undefined keeps what was entered for the same address; null takes it away. */
export type SetRepository = { projectId: string; settings: RepositorySettings; secret: string | null | undefined }

/** Connects a project to a repository, without reading there. A kept secret goes to the address it was entered for and nowhere else. */
export const setProjectRepository = writeOperation<RepositoryCtx, SetRepository, ProjectTarget, ProjectRepository>({
  name: 'repositories.connect',
  action: 'project.manage',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, settings: given, secret }, { project }) {
    const settings = requireSettings(given)
    if (settings.provider === 'github') await requireIntegration({ db: ctx.tx }, project.organizationId, 'github')
    await lockProject(ctx.tx, projectId)
    const before = await findRepository(ctx.tx, projectId)
    // By GitHub's installation one reads whatever that reaches: which repositories these are is not for those of one project to say.
    if (settings.provider === 'github' && before?.settings.remote !== settings.remote)
      requireAction(ctx, 'integration.use', { organizationId: project.organizationId })
    const isSame = before?.settings.remote === settings.remote && before.settings.provider === settings.provider
    await putRepository(ctx.tx, projectId, settings)
    const kept = settings.provider === 'github' ? null : secret
    if (typeof kept === 'string') {
      const { organizationId } = project
      await putSecret(ctx.tx, ctx.keys, {
        organizationId,
        kind: 'project_repository',
        purpose: repositorySecret,
        owner: { projectId },
        text: kept,
        now: nowOf(ctx),
      })
    } else if (kept === null || !isSame) await removeSecret(ctx.tx, { projectId }, repositorySecret)
    ctx.record({
      targetKind: 'project_repository',
      targetId: projectId,
      before: before?.settings ?? null,
      after: { ...settings, newSecret: typeof kept === 'string' },
    })
    const after = await findRepository(ctx.tx, projectId)
    if (after === null) throw new Error('the repository that was just kept is not there')
    return after
  },
})

type DisconnectCtx = RepositoryCtx & { projectFolders: ProjectFolders }
/** Models as they were read from a repository, copied to be the project's own. */
type Copied = { tree: string; copy: string } | null

/** Disconnects a project. Models that came from there stay as they are, as files of the project's own. `conflict` when others came meanwhile. */
export async function removeProjectRepository(ctx: DisconnectCtx, input: { projectId: string }): Promise<void> {
  // Thousands of files take their time: no transaction waits for them.
  const copied = await perform(copyModels, ctx, input)
  try {
    await performWithFiles(disconnect, ctx, { ...input, copied })
  } finally {
    if (copied !== null) await rm(copied.copy, { recursive: true, force: true })
  }
}

const copyModels = readOperation<DisconnectCtx, { projectId: string }, RepositoryTarget, Copied>({
  name: 'repositories.copy_models',
  action: 'project.manage',
  changesElsewhere: true,
  target: repositoryTarget,
  async run(ctx, { projectId }, { project }) {
    const tree = treeOf(project)
    return tree === null ? null : { tree, copy: await copyTree(ctx, projectId, tree) }
  },
})

/** The folder with the models of a commit; null where the models are the project's own. */
const treeOf = ({ modelSource }: Project): string | null => (modelSource.type === 'folder' && modelSource.commit !== undefined ? modelSource.path : null)

const disconnect = writeOperation<DisconnectCtx, { projectId: string; copied: Copied; changes: FileChange[] }, RepositoryTarget, void>({
  name: 'repositories.disconnect',
  action: 'project.manage',
  writes: true,
  target: repositoryTarget,
  async run(ctx, { projectId, copied, changes }, { project: { organizationId } }) {
    await lockProject(ctx.tx, projectId)
    const repository = await findRepository(ctx.tx, projectId)
    const project = await findProject(ctx.tx, projectId)
    if (repository === null || project === null || project.organizationId !== organizationId || treeOf(project) !== (copied?.tree ?? null)) {
      throw new AppError('conflict', 'The models of this project changed in the meantime. Nothing was disconnected: try again.', {
        reason: 'revision_conflict',
      })
    }
    await deleteRepository(ctx.tx, projectId)
    await removeSecret(ctx.tx, { projectId }, repositorySecret)
    const { modelSource } = project
    if (copied !== null) {
      const { own, change } = await moveInto(ctx, projectId, copied.copy)
      changes.push(change)
      await updateModelSource(ctx.tx, projectId, own)
      ctx.record({ targetKind: 'project', targetId: projectId, before: { modelSource }, after: { modelSource: own } })
      await announceProjectChange(ctx.tx, projectId)
      ctx.afterCommit(() => ctx.projects.forget(projectId))
    }
    ctx.record({ targetKind: 'project_repository', targetId: projectId, before: repository.settings, after: null })
  },
})

const githubName = /^[\w.-]+\/[\w.-]+$/

/** Settings in normal form. Throws `invalid` naming the field that cannot be meant. */
function requireSettings(given: RepositorySettings): RepositorySettings {
  const remote = given.remote.trim()
  if (given.provider === 'git') readRemoteAddress(remote)
  else if (!githubName.test(remote) || remote.includes('..')) {
    throw new AppError('invalid', `"${remote.slice(0, 100)}" is no repository at GitHub. Write it as owner/name.`, {
      reason: 'git',
      fields: [{ path: 'body.remote', message: 'must be like owner/name' }],
    })
  }
  const isPlain = given.provider === 'git'
  return {
    provider: given.provider,
    remote,
    branch: requireBranch(given.branch),
    folder: requireRepositoryFolder(given.folder),
    readsModels: given.readsModels,
    username: isPlain ? given.username : null,
    knownHosts: isPlain ? given.knownHosts : null,
  }
}
