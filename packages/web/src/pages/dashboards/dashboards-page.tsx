import { Anchor, Button, Group, Paper, SegmentedControl, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutDashboard, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dashboardsQuery, type DashboardSummary } from '../../api/dashboards.ts'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { VerifiedMark } from '../../components/content-care/verified-mark.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { StarButton } from '../../components/star-button.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useMay } from '../../components/use-may.ts'
import { useNewItem } from '../../components/use-new-item.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { NewDashboardDialog } from './new-dashboard-dialog.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { AsOfMenu } from '../../time-travel/as-of-menu.tsx'
import { PastList } from '../../time-travel/past-list.tsx'
import { useAsOf } from '../../time-travel/use-as-of.ts'

/** All dashboards of a project, found by name, description or space. `?new=1` begins a new one, `?asOf=` lists those that there were. */
export function DashboardsPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const dashboards = useQuery(dashboardsQuery(projectUuid))
  const [asOf, showAsOf] = useAsOf()
  const [search, setSearch] = useState('')
  const [view, setView] = useLocalStorage<'list' | 'grid'>({ key: 'atrium-dashboards-view', defaultValue: 'list', getInitialValueInEffect: false })
  const { isNew, begin, leave } = useNewItem(paths.dashboards(projectUuid))
  useCrumbs([{ label: t('dashboards.title') }])
  const mayMake = useMay(projectUuid, 'explore.run')
  const travel = <AsOfMenu asOf={asOf} onPick={showAsOf} />
  if (asOf !== null) {
    return (
      <Page title={t('dashboards.title')} description={t('dashboards.description')} actions={travel}>
        <PastList projectUuid={projectUuid} asOf={asOf} kind="dashboard" onToday={() => showAsOf(null)} />
      </Page>
    )
  }
  return (
    <Page
      title={t('dashboards.title')}
      description={t('dashboards.description')}
      actions={
        <Group gap="xs">
          {travel}
          {mayMake && (
            <Button size="sm" leftSection={<IconPlus size={16} />} onClick={begin}>
              {t('dashboards.new')}
            </Button>
          )}
        </Group>
      }
    >
      <QueryBoundary
        query={dashboards}
        failed={t('dashboards.failed')}
        skeleton={
          <Stack>
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={44} />
            ))}
          </Stack>
        }
      >
        {(all) => {
          if (all.length === 0 && !mayMake) return <EmptyState icon={IconLayoutDashboard} text={t('dashboards.noneShared')} />
          if (all.length === 0)
            return <EmptyState icon={IconLayoutDashboard} text={t('dashboards.empty')} action={<Button onClick={begin}>{t('dashboards.new')}</Button>} />
          const found = matching(all, search)
          return (
            <>
              <Group mb="md" justify="space-between" gap="sm">
                <SearchField label={t('content.search')} value={search} onChange={setSearch} flex="0 1 420px" />
                <SegmentedControl
                  size="xs"
                  aria-label={t('dashboards.view')}
                  value={view}
                  onChange={(value) => setView(value)}
                  data={[
                    { value: 'list', label: t('dashboards.list') },
                    { value: 'grid', label: t('dashboards.grid') },
                  ]}
                />
              </Group>
              {found.length === 0 && <EmptyState icon={IconSearch} text={t('content.noMatch', { search })} />}
              {found.length > 0 &&
                (view === 'list' ? <List dashboards={found} projectUuid={projectUuid} /> : <Cards dashboards={found} projectUuid={projectUuid} />)}
            </>
          )
        }}
      </QueryBoundary>
      {isNew && mayMake && <NewDashboardDialog projectUuid={projectUuid} onClose={leave} />}
    </Page>
  )
}

function matching(dashboards: readonly DashboardSummary[], search: string): DashboardSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return dashboards.filter(({ name, description, spaceName }) =>
    words.every((word) => `${name} ${description ?? ''} ${spaceName ?? ''}`.toLowerCase().includes(word)),
  )
}

type Shown = { dashboards: readonly DashboardSummary[]; projectUuid: string }

function List({ dashboards, projectUuid }: Shown) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={320}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={44} aria-label={t('favourites.column')} />
            <Table.Th>{t('content.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('content.space')}</Table.Th>
            <Table.Th>{t('content.updated')}</Table.Th>
            <Table.Th visibleFrom="sm" ta="right">
              {t('content.views')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {dashboards.map(({ uuid, name, description, spaceUuid, spaceName, updatedAt, views, verification, unpublished }) => (
            <Table.Tr key={uuid}>
              <Table.Td pe={0}>
                <StarButton projectUuid={projectUuid} uuid={uuid} name={name} />
              </Table.Td>
              <Table.Td>
                <Anchor component={LinkTo} href={paths.dashboard(projectUuid, uuid)} fw={550} size="sm">
                  {name}
                </Anchor>
                <VerifiedMark verification={verification} compact />
                <UnpublishedMark unpublished={unpublished} />
                {description ? (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {description}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Anchor component={LinkTo} href={paths.space(projectUuid, spaceUuid)} size="sm" c="inherit">
                  {spaceName}
                </Anchor>
              </Table.Td>
              <Table.Td fz="sm">
                <Ago at={updatedAt} />
              </Table.Td>
              <Table.Td visibleFrom="sm" ta="right" fz="sm" className="numbers">
                {views ?? 0}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Cards({ dashboards, projectUuid }: Shown) {
  const { t } = useTranslation()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {dashboards.map(({ uuid, name, description, spaceName, updatedAt, views, verification, unpublished }) => (
        <Paper
          key={uuid}
          withBorder
          radius="md"
          p="md"
          component={LinkTo}
          href={paths.dashboard(projectUuid, uuid)}
          style={{ color: 'inherit', textDecoration: 'none' }}
        >
          <Group gap="xs" wrap="nowrap" mb={4}>
            <IconLayoutDashboard size={18} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
            <Text fw={600} truncate>
              {name}
            </Text>
            <VerifiedMark verification={verification} compact />
            <UnpublishedMark unpublished={unpublished} />
          </Group>
          <Text size="sm" c="dimmed" lineClamp={2} mih={40}>
            {description ?? ''}
          </Text>
          <Text size="xs" c="dimmed">
            {spaceName} · <Ago at={updatedAt} /> · {t('home.views', { count: views ?? 0 })}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}
