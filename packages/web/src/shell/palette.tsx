import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconChartBar, IconLanguage, IconLayoutDashboard, IconSearch, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { dashboardsQuery } from '../api/dashboards.ts'
import { exploresQuery } from '../api/explores.ts'
import { chartsQuery } from '../api/saved-charts.ts'
import { useGo } from '../components/use-go.ts'
import { useLanguageChoices } from '../components/use-language-choices.ts'
import { useMay } from '../components/use-may.ts'
import { paletteStore } from './palette-store.ts'
import { paths } from './paths.ts'
import { useDestinations } from './use-destinations.ts'

/** ⌘K: pages, explores, charts and dashboards by name, of each what the person may open. Lists are asked for when it first opens. */
export function Palette({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const { choices, choose } = useLanguageChoices()
  const places = useDestinations(projectUuid)
  const enabled = useSyncExternalStore(paletteStore.subscribe, () => paletteStore.getState().opened)
  const mayExplore = useMay(projectUuid, 'explore.run')
  const explores = useQuery({ ...exploresQuery(projectUuid), enabled: enabled && mayExplore }).data ?? []
  const charts = useQuery({ ...chartsQuery(projectUuid), enabled }).data ?? []
  const dashboards = useQuery({ ...dashboardsQuery(projectUuid), enabled }).data ?? []

  const actions: SpotlightActionGroupData[] = [
    {
      group: t('palette.pages'),
      actions: places.map(({ key, icon: Sign, href }) => ({
        id: `page-${key}`,
        label: t(`shell.nav.${key}`),
        leftSection: <Sign size={18} />,
        onClick: () => go(href(projectUuid)),
      })),
    },
    {
      group: t('palette.dashboards'),
      actions: dashboards.map(({ uuid, name, description }) => ({
        id: uuid,
        label: name,
        ...(description ? { description } : {}),
        leftSection: <IconLayoutDashboard size={18} />,
        onClick: () => go(paths.dashboard(projectUuid, uuid)),
      })),
    },
    {
      group: t('palette.charts'),
      actions: charts.map(({ uuid, name, spaceName, source }) => ({
        id: uuid,
        label: name,
        description: spaceName,
        leftSection: <IconChartBar size={18} />,
        onClick: () => go(source === 'sql' ? paths.sqlChart(projectUuid, uuid) : paths.chart(projectUuid, uuid)),
      })),
    },
    {
      group: t('palette.explores'),
      actions: explores
        .filter(({ errors }) => mayExplore && errors === undefined)
        .map(({ name, label, description }) => ({
          id: `explore-${name}`,
          label,
          ...(description === undefined ? {} : { description }),
          leftSection: <IconTable size={18} />,
          onClick: () => go(paths.explore(projectUuid, name)),
        })),
    },
    {
      group: t('language.title'),
      actions: choices.map(({ value, label }) => ({
        id: `language-${value}`,
        label,
        keywords: [t('language.title'), label],
        leftSection: <IconLanguage size={18} />,
        onClick: () => choose(value),
      })),
    },
  ]
  return (
    <Spotlight
      store={paletteStore}
      actions={actions}
      // The shell listens, also before this is loaded.
      shortcut={null}
      limit={30}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound={t('palette.nothing')}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
    />
  )
}
