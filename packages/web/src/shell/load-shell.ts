import type { QueryClient } from '@tanstack/react-query'
import { abilitiesQuery } from '../api/abilities.ts'
import { projectsQuery } from '../api/projects.ts'
import { readLastProject } from './use-last-project.ts'

/**
 * Asks for what the frame shows, so that it is painted once with every place in it: the projects, and what the person may
 * do in `projectUuid`, or without one in the project seen last, else the first. Never fails: what could not be asked for is missing from
 * the frame, and the page says why.
 */
export async function loadShell(queryClient: QueryClient, projectUuid: string | undefined): Promise<void> {
  await Promise.allSettled([
    loadProjects(queryClient, projectUuid),
    ...(projectUuid === undefined ? [] : [queryClient.ensureQueryData(abilitiesQuery(projectUuid))]),
  ])
}

async function loadProjects(queryClient: QueryClient, projectUuid: string | undefined): Promise<void> {
  const isAmong = (uuid: string | null | undefined, projects: readonly { projectUuid: string }[]): uuid is string =>
    projects.some((project) => project.projectUuid === uuid)
  const projects = await queryClient.ensureQueryData(projectsQuery)
  const last = readLastProject()
  const shown = isAmong(last, projects) ? last : projects[0]?.projectUuid
  if (projectUuid === undefined && shown !== undefined) await queryClient.ensureQueryData(abilitiesQuery(shown))
  // One that is not known here may have been made meanwhile.
  if (projectUuid !== undefined && !isAmong(projectUuid, projects)) await queryClient.fetchQuery({ ...projectsQuery, staleTime: 0 })
}
