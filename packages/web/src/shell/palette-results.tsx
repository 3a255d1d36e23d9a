import { Spotlight } from '@mantine/spotlight'
import {
  IconAlertTriangle,
  IconChartBar,
  IconFolder,
  IconLayoutDashboard,
  IconMathFunction,
  IconTable,
  IconTag,
  IconTerminal2,
  IconUser,
  type Icon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { searchQuery, type SearchHit, type SearchHitKind } from '../api/search.ts'
import { relativeTime } from '../components/relative-time.ts'
import { useMay } from '../components/use-may.ts'
import { useLanguage } from '../i18n/language.ts'
import { paletteStore } from './palette-store.ts'
import { paths } from './paths.ts'
import { useRecentPlaces } from './recent-places.ts'
import { useSelectFirst } from './use-select-first.ts'
import { useDestinations } from './use-destinations.ts'

type Props = {
  projectUuid: string
  /** What stands in the field, and what of it the server was asked for so far. */
  typed: string
  wanted: string
  onType: (typed: string) => void
  onGo: (href: string) => void
}

const signs: Readonly<Record<SearchHitKind, Icon>> = {
  chart: IconChartBar,
  sql_chart: IconTerminal2,
  dashboard: IconLayoutDashboard,
  space: IconFolder,
  table: IconTable,
  dimension: IconTag,
  metric: IconMathFunction,
  person: IconUser,
}
const roomSigns: Readonly<Record<string, Icon>> = {
  charts: IconChartBar,
  dashboards: IconLayoutDashboard,
  spaces: IconFolder,
  explore: IconTable,
  'catalog/metrics': IconMathFunction,
}

/** What was found, in the order of the best of each kind; with nothing typed what was seen last and what is used most. */
export function PaletteResults({ projectUuid, typed, wanted, onType, onGo }: Props) {
  const { t } = useTranslation()
  const enabled = useSyncExternalStore(paletteStore.subscribe, () => paletteStore.getState().opened)
  const { data, isPending, isError } = useQuery({ ...searchQuery(projectUuid, wanted), enabled })
  const recent = useRecentPlaces(projectUuid)
  const pages = useDestinations(projectUuid)
    .map((place) => ({ ...place, label: t(`shell.nav.${place.key}`) }))
    .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
  useSelectFirst(data)
  const hits = data?.hits ?? []
  const kinds = [...new Set(hits.map(({ kind }) => kind))]
  const row = (hit: SearchHit) => <Hit key={hit.uuid} projectUuid={projectUuid} hit={hit} onType={onType} onGo={onGo} />
  return (
    <>
      {typed === '' && recent.length > 0 && (
        <Spotlight.ActionsGroup label={t('search.recent')}>
          {recent.map(({ href, label, room }) => {
            const Sign = roomSigns[room] ?? IconTable
            return <Spotlight.Action key={href} label={label} leftSection={<Sign size={18} />} data-href={href} onClick={() => onGo(href)} />
          })}
        </Spotlight.ActionsGroup>
      )}
      {pages.length > 0 && (
        <Spotlight.ActionsGroup label={t('palette.pages')}>
          {pages.map(({ key, icon: Sign, href, label }) => (
            <Spotlight.Action key={key} label={label} leftSection={<Sign size={18} />} data-href={href(projectUuid)} onClick={() => onGo(href(projectUuid))} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {typed === '' && hits.length > 0 && <Spotlight.ActionsGroup label={t('search.popular')}>{hits.slice(0, 8).map(row)}</Spotlight.ActionsGroup>}
      {typed !== '' &&
        kinds.map((kind) => (
          <Spotlight.ActionsGroup key={kind} label={`${t(`search.kinds.${kind}`)} (${data?.counts[kind] ?? 0})`}>
            {hits.filter((hit) => hit.kind === kind).map(row)}
          </Spotlight.ActionsGroup>
        ))}
      {isError && <Spotlight.Empty>{t('search.failed')}</Spotlight.Empty>}
      {!isPending && !isError && typed === wanted && hits.length === 0 && pages.length === 0 && <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty>}
    </>
  )
}

type HitProps = { projectUuid: string; hit: SearchHit } & Pick<Props, 'onType' | 'onGo'>

function Hit({ projectUuid, hit, onType, onGo }: HitProps) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { kind, label, place, updatedAt, description, errors } = hit
  const mayExplore = useMay(projectUuid, 'explore.run')
  const href = hrefOf(projectUuid, hit, mayExplore)
  const Sign = errors.length > 0 ? IconAlertTriangle : signs[kind]
  const when = updatedAt === null ? null : relativeTime(new Date(updatedAt), new Date(), locale)
  const about = errors.length > 0 ? t('search.broken') : place !== null && when !== null ? t('search.inPlace', { place, when }) : (place ?? description)
  return (
    <Spotlight.Action
      label={label}
      {...(about === null ? {} : { description: about })}
      leftSection={<Sign size={18} />}
      {...(href === null ? { closeSpotlightOnTrigger: false } : { 'data-href': href })}
      // A person has no page: what they made is found by them.
      onClick={() => (href === null ? onType(`by:"${label}" `) : onGo(href))}
    />
  )
}

/** Where a thing is shown; a person has no page. Who may not explore a table reads about it in the catalog. */
function hrefOf(projectUuid: string, { kind, uuid, label, explore }: SearchHit, mayExplore: boolean): string | null {
  switch (kind) {
    case 'chart':
      return paths.chart(projectUuid, uuid)
    case 'sql_chart':
      return paths.sqlChart(projectUuid, uuid)
    case 'dashboard':
      return paths.dashboard(projectUuid, uuid)
    case 'space':
      return paths.space(projectUuid, uuid)
    case 'table':
      return mayExplore ? paths.explore(projectUuid, explore ?? '') : paths.catalog(projectUuid, { kind: 'tables', q: label })
    case 'dimension':
    case 'metric':
      return paths.metric(projectUuid, uuid)
    case 'person':
      return null
  }
}
