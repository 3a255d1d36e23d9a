import {
  IconApi,
  IconBooks,
  IconChartDots3,
  IconCode,
  IconFolder,
  IconHome,
  IconLayoutDashboard,
  IconNotebook,
  IconTerminal2,
  type Icon,
} from '@tabler/icons-react'
import type { ProjectAbility } from '../components/use-may.ts'
import { paths } from './paths.ts'

export type DestinationKey = 'home' | 'explore' | 'dashboards' | 'sql' | 'notebooks' | 'catalog' | 'endpoints' | 'spaces' | 'develop'
export type Destination = {
  key: DestinationKey
  icon: Icon
  href: (projectUuid: string) => string
  /** Second key after `g`. */ letter: string
  /** Shown to those who may do this. */ needs?: ProjectAbility
}

/** What the rail, the bottom bar, the palette and the `g` shortcuts lead to, in the order shown. */
export const destinations: readonly Destination[] = [
  { key: 'home', icon: IconHome, href: paths.home, letter: 'h' },
  { key: 'explore', icon: IconChartDots3, href: paths.explores, letter: 'e', needs: 'explore.run' },
  { key: 'dashboards', icon: IconLayoutDashboard, href: paths.dashboards, letter: 'd' },
  { key: 'sql', icon: IconTerminal2, href: paths.sql, letter: 's', needs: 'sql_runner.run' },
  { key: 'notebooks', icon: IconNotebook, href: paths.notebooks, letter: 'n' },
  { key: 'catalog', icon: IconBooks, href: (projectUuid) => paths.catalog(projectUuid), letter: 'c' },
  { key: 'endpoints', icon: IconApi, href: paths.endpoints, letter: 'p', needs: 'sql_runner.run' },
  { key: 'spaces', icon: IconFolder, href: paths.spaces, letter: 'f' },
  { key: 'develop', icon: IconCode, href: (projectUuid) => paths.develop(projectUuid), letter: 'm', needs: 'model.view' },
]

/** The destination that a path belongs to. */
export function destinationOf(pathname: string): DestinationKey | null {
  const place = /^\/p\/[^/]+(?:\/([^/]+))?/.exec(pathname)
  if (place === null) return null
  switch (place[1]) {
    case undefined:
      return 'home'
    case 'explore':
    case 'charts':
      return 'explore'
    case 'trash':
      return 'spaces'
    case 'lineage':
      return 'catalog'
    case 'apps':
      return 'notebooks'
    case 'catalog':
    case 'dashboards':
    case 'endpoints':
    case 'notebooks':
    case 'sql':
    case 'spaces':
    case 'develop':
      return place[1]
    default:
      return null
  }
}
