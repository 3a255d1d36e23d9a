import type { ContentKind } from '@atrium/documents'
import { IconApi, IconChartBar, IconFolder, IconLayoutDashboard, IconNotebook, IconSql, type Icon } from '@tabler/icons-react'

/** The sign of each kind of content, the same everywhere. */
export const contentIcons: Readonly<Record<ContentKind, Icon>> = {
  space: IconFolder,
  dashboard: IconLayoutDashboard,
  chart: IconChartBar,
  sql_chart: IconSql,
  endpoint: IconApi,
  notebook: IconNotebook,
}
