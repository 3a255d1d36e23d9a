import { perform, readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { headOf, openPullRequest } from '../../../repositories/github/open-pull-request.ts'
import { requireBranch } from '../../../repositories/git/remote-address.ts'
import { isEditable, largestModelFile } from '../../develop/model-file.ts'
import { loggedFiles } from '../../develop/logged-files.ts'
import { isModelFilePath } from '../../projects/list-model-files.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { Project } from '../../projects/types.ts'
import { nowOf, personOf } from '../../identity/identity-ctx.ts'
import { asWorker } from '../github/github-access.ts'
import type { GithubSettings } from '../github/types.ts'
import { requireIntegration } from '../integrations-ctx.ts'
import { remoteOf, repositoryTarget, withClone, type RepositoryCtx, type RepositoryTarget } from './repository-ctx.ts'
import type { RepositorySettings } from './types.ts'

/** Model files as they are to be; paths are relative to the folder of the models. */
export type ModelChange = { path: string; text: string }

export type CommitModels = {
  projectId: string
  files: readonly ModelChange[]
  message: string
  /** Null: a new branch with a name of ours. The project's own branch is taken only from git, not from GitHub, where changes are proposed. */
  branch: string | null
  /** The commit that the files were changed from; null: the last one of the branch. */
  from: string | null
}

/** Where a change is now. `url`: the pull request that asks for it; null where there are none. */
export type CommittedModels = { branch: string; commit: string | null; url: string | null; title: string }

/** Commits model files to a branch of the project's repository; at GitHub a pull request asks for its merge. */
export async function commitModels(ctx: RepositoryCtx, input: CommitModels): Promise<CommittedModels> {
  // The repository takes its time: no transaction waits for it.
  const committed = await perform(pushModels, ctx, input)
  await perform(recordCommit, ctx, { projectId: input.projectId, files: input.files, committed })
  return committed
}

const pushModels = readOperation<RepositoryCtx, CommitModels, RepositoryTarget, CommittedModels>({
  name: 'repositories.push',
  action: 'model.update',
  changesElsewhere: true,
  target: repositoryTarget,
  run: (ctx, input, { project, repository }) => sendChange(ctx, project, repository.settings, input),
})

const recordCommit = writeOperation<RepositoryCtx, { projectId: string; files: readonly ModelChange[]; committed: CommittedModels }, ProjectTarget, void>({
  name: 'repositories.commit',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, files, committed }) {
    ctx.record({ targetKind: 'project_repository', targetId: projectId, before: null, after: { ...committed, files: loggedFiles(files) } })
  },
})

type Change = Omit<CommitModels, 'projectId'>

/** The same for operations that have asked for the right themselves. */
export async function sendChange(ctx: RepositoryCtx, project: Project, settings: RepositorySettings, input: Change): Promise<CommittedModels> {
  const message = input.message.trim()
  if (message === '')
    throw new AppError('invalid', 'Say in a few words what the change does: it is the message of the commit.', {
      reason: 'git',
      fields: [{ path: 'body.message', message: 'is needed' }],
    })
  if (input.files.length === 0) throw new AppError('invalid', 'There is nothing to commit', { reason: 'git' })
  for (const file of input.files) requireModelFile(file)
  const wish = input.branch === null ? null : requireBranch(input.branch)
  const change = {
    ...input,
    message,
    wish,
    inRepository: input.files.map(({ path, text }) => ({ path: settings.folder === '' ? path : `${settings.folder}/${path}`, text })),
  }
  return settings.provider === 'github' ? throughGithub(ctx, project, settings, change) : throughGit(ctx, project, settings, change)
}

type Prepared = Change & { wish: string | null; inRepository: ModelChange[] }

const titleOf = (message: string): string => (message.split('\n')[0] ?? '').slice(0, 200)

async function throughGithub(
  ctx: RepositoryCtx,
  project: Project,
  settings: RepositorySettings,
  { from, message, wish, inRepository }: Prepared,
): Promise<CommittedModels> {
  const { remote: repository, branch } = settings
  if (wish === branch) {
    throw new AppError('invalid', `Changes for ${branch} are proposed by a pull request. Give the new branch a name of its own.`, {
      reason: 'git',
      fields: [{ path: 'body.branch', message: 'is the branch that is merged into' }],
    })
  }
  const integration = await requireIntegration<GithubSettings>(ctx, project.organizationId, 'github')
  const api = await asWorker(ctx, integration, repository)
  const newBranch = wish ?? newBranchName()
  const body = `${message.split('\n').slice(1).join('\n').trim()}\n\nProposed in ${project.name} at ${ctx.settings.siteUrl}/p/${project.id}`.trim()
  const start = from ?? (await headOf(api, { repository, branch }))
  const { url, title } = await openPullRequest(api, { repository, branch, from: start, newBranch, files: inRepository, message, title: titleOf(message), body })
  return { branch: newBranch, commit: null, url, title }
}

async function throughGit(
  ctx: RepositoryCtx,
  project: Project,
  settings: RepositorySettings,
  { from, message, wish, inRepository }: Prepared,
): Promise<CommittedModels> {
  const remote = await remoteOf(ctx, project, settings)
  const { email, firstName, lastName } = personOf(ctx)
  const author = { name: `${firstName} ${lastName}`.trim() || email, email }
  const branch = wish ?? newBranchName()
  return withClone(ctx, project.id, async (clone) => {
    const start = from ?? (await clone.fetch(remote, settings.branch)).hash
    const isNewBranch = branch !== settings.branch
    const pushed = await clone.push(remote, { from: start, branch, isNewBranch, message, author, at: nowOf(ctx), changes: inRepository })
    return { branch, commit: pushed.hash, url: null, title: titleOf(message) }
  })
}

export const newBranchName = (): string => `atrium/change-${newId().slice(0, 8)}`

function requireModelFile({ path, text }: ModelChange): void {
  const parts = path.split('/')
  const isFine =
    path.length <= 400 &&
    isEditable(path) &&
    isModelFilePath(path) &&
    parts.every((part) => /^[^\p{Cc}\\]+$/u.test(part) && !part.startsWith('.') && part !== '')
  if (!isFine)
    throw new AppError('invalid', `"${path.slice(0, 100)}" cannot be a model file. Give a path that ends with .yml, like sales/orders.yml.`, {
      reason: 'model_path',
    })
  if (Buffer.byteLength(text) > largestModelFile) throw new AppError('invalid', 'A model file may have 2 MB at most', { reason: 'model_file' })
}
