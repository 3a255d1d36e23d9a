import { fileAt, headOf } from '../../../repositories/github/open-pull-request.ts'
import { placeOfModelFile, readModelFile } from '../../develop/model-file.ts'
import type { Project } from '../../projects/types.ts'
import { asWorker } from '../github/github-access.ts'
import type { GithubSettings } from '../github/types.ts'
import { requireIntegration } from '../integrations-ctx.ts'
import { remoteOf, withClone, type RepositoryCtx } from './repository-ctx.ts'
import type { RepositorySettings } from './types.ts'

/** Model files as they are where they come from. `from`: the commit they were read at; null for a folder. */
export type ReadModels = {
  from: string | null
  texts: Map<string, string>
  /** Of files in a folder: what a save says it began from. */ versions: Map<string, string>
}

/** Reads model files by their paths in the folder of the models: at the head of the branch, or from the folder where there is no repository. What is not there is left out. */
export async function readModelsAtSource(
  ctx: RepositoryCtx,
  project: Project,
  settings: RepositorySettings | null,
  paths: readonly string[],
): Promise<ReadModels> {
  if (settings === null) return fromFolder(project, paths)
  const full = (path: string): string => (settings.folder === '' ? path : `${settings.folder}/${path}`)
  const texts = new Map<string, string>()
  if (settings.provider === 'github') {
    const integration = await requireIntegration<GithubSettings>(ctx, project.organizationId, 'github')
    const api = await asWorker(ctx, integration, settings.remote)
    const from = await headOf(api, { repository: settings.remote, branch: settings.branch })
    for (const path of paths) {
      const text = await fileAt(api, settings.remote, full(path), from)
      if (text !== null) texts.set(path, text)
    }
    return { from, texts, versions: new Map() }
  }
  const remote = await remoteOf(ctx, project, settings)
  return withClone(ctx, project.id, async (clone) => {
    const { hash } = await clone.fetch(remote, settings.branch)
    const files = (await clone.files(hash, settings.folder)).filter((file) => paths.includes(file.path))
    for (const [index, bytes] of (await clone.read(files)).entries()) texts.set(files[index]?.path ?? '', bytes.toString('utf8'))
    return { from: hash, texts, versions: new Map() }
  })
}

async function fromFolder({ modelSource }: Project, paths: readonly string[]): Promise<ReadModels> {
  const [texts, versions] = [new Map<string, string>(), new Map<string, string>()]
  if (modelSource.type === 'folder') {
    for (const path of paths) {
      const found = await readModelFile(await placeOfModelFile(modelSource.path, path), path)
      if (found === null) continue
      texts.set(path, found.text)
      versions.set(path, found.version)
    }
  }
  return { from: null, texts, versions }
}
