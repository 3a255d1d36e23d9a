import { Spotlight } from '@mantine/spotlight'
import {
  IconAlertTriangle,
  IconChartBar,
  IconFolder,
  IconLayoutDashboard,
  IconMathFunction,
  IconNotebook,
  IconTable,
  IconTag,
  IconTerminal2,
  IconUser,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SearchHit, SearchHitKind, SearchResults } from '../api/search.ts'
import { relativeTime } from '../components/relative-time.ts'
import { useMay } from '../components/use-may.ts'
import { useLanguage } from '../i18n/language.ts'
import { CommandsGroup, useCommands } from './palette-commands.tsx'
import { paths } from './paths.ts'
import { useRecentPlaces } from './recent-places.ts'
import { useSelectFirst } from './use-select-first.ts'
import { useDestinations } from './use-destinations.ts'

type Props = {
  projectUuid: string
  typed: string
  /** What the server found last, and whether that is the answer to what is typed. */
  answer: SearchResults | undefined
  state: 'waiting' | 'answered' | 'failed'
  onType: (typed: string) => void
  onGo: (href: string) => void
}

const signs: Readonly<Record<SearchHitKind, Icon>> = {
  chart: IconChartBar,
  sql_chart: IconTerminal2,
  dashboard: IconLayoutDashboard,
  notebook: IconNotebook,
  space: IconFolder,
  table: IconTable,
  dimension: IconTag,
  metric: IconMathFunction,
  person: IconUser,
}
const roomSigns: Readonly<Record<string, Icon>> = {
  charts: IconChartBar,
  dashboards: IconLayoutDashboard,
  apps: IconNotebook,
  spaces: IconFolder,
  explore: IconTable,
  'catalog/metrics': IconMathFunction,
}

/** What was found, in the order of the best of each kind; with nothing typed what was seen last and what is used most. */
export function PaletteResults({ projectUuid, typed, answer, state, onType, onGo }: Props) {
  const { t } = useTranslation()
  const recent = useRecentPlaces(projectUuid)
  const pages = useDestinations(projectUuid)
    .map((place) => ({ ...place, label: t(`shell.nav.${place.key}`) }))
    .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
  const named = useCommands(projectUuid, typed)
  // A letter is in the name of almost every command.
  const commands = typed.length < 3 ? [] : named
  useSelectFirst(answer)
  const hits = answer?.hits ?? []
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
          <Spotlight.ActionsGroup key={kind} label={`${t(`search.kinds.${kind}`)} (${answer?.counts[kind] ?? 0})`}>
            {hits.filter((hit) => hit.kind === kind).map(row)}
          </Spotlight.ActionsGroup>
        ))}
      <CommandsGroup commands={commands} />
      {state === 'failed' && <Spotlight.Empty>{t('search.failed')}</Spotlight.Empty>}
      {state === 'answered' && hits.length + pages.length + commands.length === 0 && <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty>}
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
    case 'notebook':
      return paths.app(projectUuid, uuid)
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
