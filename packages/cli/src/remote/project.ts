import { nearestNames } from '@atrium/semantic/nearest-names'
import { CliError, exitCode } from '../cli-error.ts'
import type { Call } from '../command.ts'
import { readStored } from './credentials.ts'
import { serverOf, type Server } from './server.ts'

export type Project = { projectUuid: string; name: string; type: 'DEFAULT' | 'PREVIEW'; upstreamProjectUuid: string | null; warehouseType: string }

export const listProjects = (server: Server): Promise<Project[]> => server.call('GET', '/api/v1/org/projects')

/** The project that a command is about: by option, environment, what `atrium project use` chose, or the only one there is. */
export async function projectOf(call: Call): Promise<{ server: Server; project: Project }> {
  const server = await serverOf(call)
  const projects = await listProjects(server)
  const wanted = call.text('project') ?? (call.terminal.env['ATRIUM_PROJECT'] || undefined)
  if (wanted !== undefined) return { server, project: findProject(projects, wanted) }
  const stored = await readStored(call.terminal.env)
  if (stored?.project !== undefined && stored.url === server.url) return { server, project: findProject(projects, stored.project.uuid) }
  const [only] = projects
  if (only !== undefined && projects.length === 1) return { server, project: only }
  const hint =
    projects.length === 0 ? 'Ask an administrator for access to one.' : 'Choose one with "atrium project use <project>", --project or ATRIUM_PROJECT.'
  throw new CliError(exitCode.usage, projects.length === 0 ? 'You see no project there.' : `There are ${projects.length} projects.`, hint)
}

/** A project by id or name. Throws for none, and for a name that several have. */
export function findProject(projects: readonly Project[], wanted: string): Project {
  const byId = projects.find(({ projectUuid }) => projectUuid === wanted)
  const named = projects.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const found = byId ?? (named.length === 1 ? named[0] : undefined)
  if (found !== undefined) return found
  if (named.length > 1)
    throw new CliError(
      exitCode.usage,
      `${named.length} projects are called "${wanted}".`,
      `Name it by its id: ${named.map(({ projectUuid }) => projectUuid).join(', ')}.`,
    )
  const [near] = nearestNames(
    wanted,
    projects.map(({ name }) => name),
    1,
  )
  throw new CliError(
    exitCode.failed,
    `There is no project "${wanted}" that you see.`,
    near === undefined ? 'See "atrium project list".' : `Did you mean "${near}"?`,
  )
}
