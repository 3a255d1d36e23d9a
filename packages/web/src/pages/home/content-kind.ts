import { IconChartBar, IconFolder, IconLayoutDashboard, IconSql, type Icon } from '@tabler/icons-react'
import type { HomeItem } from '../../api/projects.ts'
import { paths } from '../../shell/paths.ts'

export const contentIcons: Record<HomeItem['kind'], Icon> = { chart: IconChartBar, sql_chart: IconSql, dashboard: IconLayoutDashboard, space: IconFolder }

/** The page of a thing on the home page. */
export const contentHref = (projectUuid: string, { kind, uuid }: Pick<HomeItem, 'kind' | 'uuid'>): string =>
  kind === 'sql_chart' ? paths.sqlChart(projectUuid, uuid) : paths[kind](projectUuid, uuid)
