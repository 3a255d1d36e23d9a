import { useQuery } from '@tanstack/react-query'
import { abilitiesQuery } from '../api/abilities.ts'

/** What pages ask about a whole project. `explore.run` takes the least role that may also make charts and dashboards, where a space lets them. */
export type ProjectAbility =
  | 'explore.run'
  | 'sql_runner.run'
  | 'virtual_view.manage'
  | 'space.create'
  | 'pins.manage'
  | 'model.view'
  | 'model.update'
  | 'data.upload'
  | 'tags.manage'
  | 'project.compile'
  | 'project.update'
  | 'project.manage'
  | 'writeback.manage'
  | 'project.create_preview'
  | 'project.delete'

/** Whether the person may do something in a project; false until it is known. */
export function useMay(projectUuid: string | null, action: ProjectAbility): boolean {
  return useQuery({ ...abilitiesQuery(projectUuid ?? ''), enabled: projectUuid !== null }).data?.includes(action) === true
}
