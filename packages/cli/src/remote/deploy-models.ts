import path from 'node:path'
import { compileProject, dialects, isExploreError, postgres, type Dialect, type SourceFile, type WarehouseCatalog } from '@atrium/semantic'
import { CliError, exitCode } from '../cli-error.ts'
import type { Call } from '../command.ts'
import { readFolder } from './content-folder.ts'
import { projectOf } from './project.ts'
import type { Server } from './server.ts'
import { problemLine } from './show-plan.ts'

const modelFiles = /\.(ya?ml|lkml|lookml)$|(^|\/)(target\/)?(manifest|catalog)\.json$/i
/** A manifest of dbt can be large. */
const mostBytes = 512 * 1024 * 1024

/** Compiles the models of a folder and lets a project serve them; answers the exit code. Loaded when it is called: a compiler is large. */
export async function deployModels(call: Call): Promise<number> {
  const { terminal } = call
  const folder = call.args[0] ?? ''
  const files = await filesOf(folder)
  const { server, project } = await projectOf(call)
  // dbt says the types of columns itself where its catalog is there.
  const hasCatalog = files.some((file) => /(^|\/)catalog\.json$/.test(file.path))
  const catalog = hasCatalog ? {} : await catalogOf(server, project.projectUuid)
  const { explores, problems } = compileProject({ files, catalog, ...(await settingsOf(server, project.projectUuid)) })
  for (const problem of problems) terminal.note(problemLine(folder, problem))
  const broken = explores.filter(isExploreError)
  if (explores.length === 0)
    throw new CliError(
      exitCode.failed,
      `There is no model in ${folder}.`,
      'Name the folder of models, or of a dbt project after "dbt compile" or "dbt docs generate".',
    )
  const isDeployed = !call.flag('dry-run') && (broken.length === 0 || call.flag('ignore-errors'))
  if (isDeployed) await server.call('PUT', `/api/v1/projects/${project.projectUuid}/explores`, explores)
  const counts = `${explores.length} explores, ${broken.length} broken`
  terminal.result(
    { explores: explores.map(({ name }) => name), broken: broken.map(({ name, errors }) => ({ name, errors })), problems, deployed: isDeployed },
    () => [
      isDeployed
        ? `Deployed to "${project.name}": ${counts}.`
        : call.flag('dry-run')
          ? `Compiled: ${counts}. Nothing was deployed.`
          : `Nothing was deployed: ${counts}. Mend them, or add --ignore-errors.`,
    ],
  )
  return broken.length > 0 && !isDeployed ? exitCode.failed : exitCode.ok
}

/** With a manifest in `target`, or right there, that alone is what dbt compiled. */
async function filesOf(folder: string): Promise<SourceFile[]> {
  const files = await readFolder(folder, modelFiles, { mustExist: true, mostBytes })
  const manifest = files.find((file) => /^(target\/)?manifest\.json$/.test(file.path))
  if (manifest === undefined) return files.map(({ path: at, text }) => ({ path: at, text }))
  const beside = path.posix.dirname(manifest.path)
  return files.filter((file) => file === manifest || file.path === path.posix.join(beside, 'catalog.json') || /lightdash\.config\.ya?ml$/.test(file.path))
}

/** What compiling depends on beside the models. */
async function settingsOf(server: Server, projectUuid: string): Promise<{ dialect: Dialect; startOfWeek: number | null }> {
  const { kind } = await server.call<{ kind: string }>('GET', `/api/v1/app/connection/${projectUuid}`)
  const { warehouseConnection } = await server.call<{ warehouseConnection?: { startOfWeek?: number | null } }>('GET', `/api/v1/projects/${projectUuid}`)
  return { dialect: dialects[kind] ?? postgres, startOfWeek: warehouseConnection?.startOfWeek ?? null }
}

/** Column types as the warehouse of the project says them. */
async function catalogOf(server: Server, projectUuid: string): Promise<WarehouseCatalog> {
  type Tables = Record<string, Record<string, Record<string, unknown>>>
  const tables = await server.call<Tables>('GET', `/api/v1/projects/${projectUuid}/sqlRunner/tables`)
  const catalog: WarehouseCatalog = {}
  for (const schemas of Object.values(tables)) {
    for (const named of Object.values(schemas)) {
      for (const table of Object.keys(named)) {
        catalog[table.toLowerCase()] = await server.call(
          'GET',
          `/api/v1/projects/${projectUuid}/sqlRunner/fields?${new URLSearchParams({ tableName: table }).toString()}`,
        )
      }
    }
  }
  return catalog
}
