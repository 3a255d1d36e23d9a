import { Anchor, Badge, Button, Group, NativeSelect, Skeleton, Stack, Switch, Table, Text } from '@mantine/core'
import { IconApi, IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endpointOrders, endpointsQuery, type EndpointSummary } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useGo } from '../../components/use-go.ts'
import { useMay } from '../../components/use-may.ts'
import { useNewItem } from '../../components/use-new-item.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { EndpointDialog } from './endpoint-dialog.tsx'
import { freshnessText } from './freshness-text.ts'

/** Questions that programs ask by name, and how they were asked in the last day. `?new=1` begins a new one. */
export function EndpointsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const projectUuid = useProjectUuid()
  const [search, setSearch] = useState('')
  const [orderBy, setOrderBy] = useState<(typeof endpointOrders)[number]>('name')
  const [isUnused, setIsUnused] = useState(false)
  const wish = { ...(orderBy === 'name' ? {} : { orderBy }), ...(isUnused ? { unusedDays: 30 } : {}) }
  const endpoints = useQuery({ ...endpointsQuery(projectUuid, wish), placeholderData: keepPreviousData })
  const { isNew, begin, leave } = useNewItem(paths.endpoints(projectUuid))
  const mayMake = useMay(projectUuid, 'sql_runner.run')
  useCrumbs([{ label: t('endpoints.title') }])
  const button = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={begin}>
      {t('endpoints.new')}
    </Button>
  )
  return (
    <Page title={t('endpoints.title')} description={t('endpoints.description')} actions={mayMake && button}>
      <QueryBoundary query={endpoints} failed={t('endpoints.failed')} skeleton={<Waiting />}>
        {(all) => {
          if (all.length === 0 && !isUnused) return <EmptyState icon={IconApi} text={t('endpoints.empty')} {...(mayMake ? { action: button } : {})} />
          const found = all.filter(({ name, description, tags }) => `${name} ${description} ${tags.join(' ')}`.toLowerCase().includes(search.toLowerCase()))
          return (
            <>
              <Group gap="sm" mb="md" align="center">
                <SearchField label={t('content.search')} value={search} onChange={setSearch} flex="1 1 260px" />
                <NativeSelect
                  aria-label={t('endpointLife.order')}
                  value={orderBy}
                  onChange={(event) => setOrderBy(event.currentTarget.value as typeof orderBy)}
                  data={endpointOrders.map((value) => ({ value, label: t(`endpointLife.orders.${value}`) }))}
                />
                <Switch label={t('endpointLife.unused')} checked={isUnused} onChange={(event) => setIsUnused(event.currentTarget.checked)} />
              </Group>
              {found.length === 0 ? (
                <EmptyState icon={IconSearch} text={isUnused && search === '' ? t('endpointLife.noneUnused') : t('content.noMatch', { search })} />
              ) : (
                <List projectUuid={projectUuid} endpoints={found} />
              )}
            </>
          )
        }}
      </QueryBoundary>
      {isNew && mayMake && <EndpointDialog projectUuid={projectUuid} onMade={(name) => go(paths.endpoint(projectUuid, name))} onClose={leave} />}
    </Page>
  )
}

const Waiting = () => (
  <Stack>
    {[1, 2, 3].map((row) => (
      <Skeleton key={row} height={44} />
    ))}
  </Stack>
)

function List({ projectUuid, endpoints }: { projectUuid: string; endpoints: readonly EndpointSummary[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={760}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('endpoints.name')}</Table.Th>
            <Table.Th>{t('content.space')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.version')}</Table.Th>
            <Table.Th>{t('endpoints.freshness')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.calls')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.p95')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.failures')}</Table.Th>
            <Table.Th>{t('endpoints.lastCall')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {endpoints.map(({ name, description, isActive, version, freshnessSeconds, usage, lastExecutedAt, space, materialization, tests }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Anchor component={LinkTo} href={paths.endpoint(projectUuid, name)} fw={550} size="sm">
                  {name}
                </Anchor>
                {!isActive && (
                  <Badge ms="xs" size="xs" color="gray" variant="light">
                    {t('endpoints.inactive')}
                  </Badge>
                )}
                {materialization.isOn && (
                  <Badge ms="xs" size="xs" variant="light" {...(materialization.status === 'Failed' ? { color: 'red' } : {})}>
                    {t('endpoints.materialization.badge')}
                  </Badge>
                )}
                {tests.failed > 0 && (
                  <Badge ms="xs" size="xs" color="red" variant="light">
                    {t('endpointTests.failing', { count: tests.failed })}
                  </Badge>
                )}
                {description !== '' && (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td fz="sm">{space.name}</Table.Td>
              <Table.Td ta="right" fz="sm" className="numbers">
                {version}
              </Table.Td>
              <Table.Td fz="sm">{freshnessText(t, freshnessSeconds)}</Table.Td>
              <Table.Td ta="right" fz="sm" className="numbers">
                {usage?.calls ?? 0}
              </Table.Td>
              <Table.Td ta="right" fz="sm" className="numbers">
                {usage?.p95Ms == null ? '–' : t('endpoints.ms', { count: Math.round(usage.p95Ms) })}
              </Table.Td>
              <Table.Td ta="right" fz="sm" className="numbers">
                {usage?.failures ?? 0}
              </Table.Td>
              <Table.Td fz="sm">{lastExecutedAt === null ? t('endpoints.never') : <Ago at={lastExecutedAt} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
