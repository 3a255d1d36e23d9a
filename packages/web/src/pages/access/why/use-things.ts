import { useQuery } from '@tanstack/react-query'
import { attributeUsesQuery } from '../../../api/attributes.ts'
import { dashboardsQuery } from '../../../api/dashboards.ts'
import { exploresQuery } from '../../../api/explores.ts'
import type { ThingKind } from '../../../api/explanations.ts'
import { chartsQuery } from '../../../api/saved-charts.ts'
import { spacesQuery } from '../../../api/spaces.ts'
import { spaceTree } from '../../../space/space-tree.ts'

type Choice = { value: string; label: string }

/** What of a kind can be asked about in a project, by name. Only the lists of that kind are asked for. */
export function useThings(projectUuid: string, kind: ThingKind): Choice[] {
  const explores = useQuery({ ...exploresQuery(projectUuid), enabled: kind === 'explore' }).data ?? []
  // Explores that are closed to the administrator too are in no list of theirs, and are what one may want to ask about.
  const uses = useQuery({ ...attributeUsesQuery, enabled: kind === 'explore' }).data ?? []
  const spaces = useQuery({ ...spacesQuery(projectUuid), enabled: kind === 'space' }).data ?? []
  const charts = useQuery({ ...chartsQuery(projectUuid), enabled: kind === 'chart' }).data ?? []
  const dashboards = useQuery({ ...dashboardsQuery(projectUuid), enabled: kind === 'dashboard' }).data ?? []
  switch (kind) {
    case 'project':
      return []
    case 'explore': {
      const guarded = uses.filter((use) => use.projectUuid === projectUuid).map((use) => [use.exploreName, use.exploreLabel] as const)
      const open = explores.filter(({ errors }) => errors === undefined).map(({ name, label }) => [name, label] as const)
      return [...new Map([...guarded, ...open])].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label))
    }
    case 'space':
      return spaceTree(spaces).map(({ space, path }) => ({ value: space.uuid, label: path }))
    case 'chart':
      return charts.filter(({ source }) => source !== 'sql').map(asChoice)
    case 'dashboard':
      return dashboards.map(asChoice)
  }
}

const asChoice = ({ uuid, name }: { uuid: string; name: string }): Choice => ({ value: uuid, label: name })
