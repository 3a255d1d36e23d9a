import { useQuery } from '@tanstack/react-query'
import { abilitiesQuery } from '../api/abilities.ts'

/** Whether the person may do something in a project; false until it is known. */
export function useMay(
  projectUuid: string | null,
  action: 'model.view' | 'model.update' | 'data.upload' | 'project.compile' | 'project.update' | 'project.delete',
): boolean {
  return useQuery({ ...abilitiesQuery(projectUuid ?? ''), enabled: projectUuid !== null }).data?.includes(action) === true
}
