import type { HomeItem } from '../../api/projects.ts'
import { paths } from '../../shell/paths.ts'

/** The page of a thing on the home page. */
export function contentHref(projectUuid: string, { kind, uuid }: Pick<HomeItem, 'kind' | 'uuid'>): string {
  if (kind === 'sql_chart') return paths.sqlChart(projectUuid, uuid)
  return kind === 'notebook' ? paths.app(projectUuid, uuid) : paths[kind](projectUuid, uuid)
}
