import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { projectsQuery } from '../api/projects.ts'
import { useLastProject } from './use-last-project.ts'

/**
 * The project that the frame is about: the address's, else the one seen last in this browser, else the first; null where there is none.
 * What an address or a browser says may be of another installation, or taken away since: then it is none either.
 */
export function useShownProject(): string | null {
  const { project } = useParams({ strict: false }) as { project?: string }
  const [last, remember] = useLastProject()
  const projects = useQuery(projectsQuery).data
  const isThere = (uuid: string): boolean => projects?.some(({ projectUuid }) => projectUuid === uuid) === true
  const shown = project !== undefined && (projects === undefined || isThere(project)) ? project : null
  useEffect(() => {
    if (shown !== null) remember(shown)
  }, [shown, remember])
  if (project !== undefined) return shown
  return last !== null && isThere(last) ? last : (projects?.[0]?.projectUuid ?? null)
}
