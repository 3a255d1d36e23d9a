import type { HomeItem } from '../../api/projects.ts'
import { paths } from '../../shell/paths.ts'

/** The page of a thing on the home page. */
export const contentHref = (projectUuid: string, { kind, uuid }: Pick<HomeItem, 'kind' | 'uuid'>): string =>
  kind === 'sql_chart' ? paths.sqlChart(projectUuid, uuid) : paths[kind](projectUuid, uuid)
