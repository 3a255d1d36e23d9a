import { Alert, Anchor, Badge, Button, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconChartBar, IconClockHour4, IconLayoutDashboard, IconSql, type Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contentAsOfQuery, type ListedThen } from '../api/time-travel.ts'
import { Ago } from '../components/ago.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { QueryBoundary } from '../components/query-boundary.tsx'
import { exactTime } from '../components/relative-time.ts'
import { WideTable } from '../components/wide-table.tsx'
import { useLanguage } from '../i18n/language.ts'
import { paths } from '../shell/paths.ts'

type Props = {
  projectUuid: string
  asOf: string
  /** Only what was in this space. */
  spaceUuid?: string
  kind?: ListedThen['kind']
  /** Where the same is today. */
  onToday: () => void
}

const signs: Readonly<Record<ListedThen['kind'], Icon>> = { chart: IconChartBar, sql_chart: IconSql, dashboard: IconLayoutDashboard }

/** Charts and dashboards that there were at a moment, also those that were deleted since: where to find what is gone. */
export function PastList({ projectUuid, asOf, spaceUuid, kind, onToday }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const then = useQuery(contentAsOfQuery(projectUuid, { asOf, spaceUuid }))
  return (
    <>
      <Alert icon={<IconClockHour4 size={18} />} role="status" color="yellow" variant="light" mb="md" py="xs">
        <Group gap="sm">
          <Text size="sm">{t('timeTravel.listBanner', { moment: exactTime(new Date(asOf), locale) })}</Text>
          <Button size="xs" variant="default" onClick={onToday}>
            {t('timeTravel.today')}
          </Button>
        </Group>
      </Alert>
      <QueryBoundary query={then} failed={t('timeTravel.listFailed')} skeleton={<Skeleton height={160} />}>
        {(all) => {
          const things = kind === undefined ? all : all.filter((thing) => thing.kind === kind)
          return things.length === 0 ? <EmptyState icon={IconClockHour4} text={t('timeTravel.empty')} /> : <Things {...{ projectUuid, asOf, things }} />
        }}
      </QueryBoundary>
    </>
  )
}

function Things({ projectUuid, asOf, things }: { projectUuid: string; asOf: string; things: readonly ListedThen[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={320}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('content.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('content.space')}</Table.Th>
            <Table.Th>{t('timeTravel.changed')}</Table.Th>
            <Table.Th>{t('timeTravel.now')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {things.map((thing) => {
            const Sign = signs[thing.kind]
            return (
              <Table.Tr key={thing.uuid}>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Sign size={17} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
                    <Anchor component={LinkTo} href={hrefThen(projectUuid, thing, asOf)} fw={550} size="sm" style={{ overflowWrap: 'anywhere' }}>
                      {thing.name}
                    </Anchor>
                  </Group>
                </Table.Td>
                <Table.Td visibleFrom="sm" fz="sm">
                  {thing.space === null ? t('timeTravel.noSpace') : thing.space.name}
                </Table.Td>
                <Table.Td fz="sm">
                  <Ago at={thing.updatedAt} />
                </Table.Td>
                <Table.Td>
                  <Became thing={thing} />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** What became of a thing since. */
function Became({ thing: { asOf, name } }: { thing: ListedThen }) {
  const { t } = useTranslation()
  if (asOf === undefined) return null
  if (asOf.deletedAt !== null) {
    return (
      <Badge color="red" variant="light" tt="none">
        {t('timeTravel.isDeleted')}
      </Badge>
    )
  }
  if (asOf.isCurrent) return <Text size="sm">{t('timeTravel.isSame')}</Text>
  return <Text size="sm">{asOf.nameNow === name ? t('timeTravel.isChanged') : t('timeTravel.isRenamed', { name: asOf.nameNow })}</Text>
}

function hrefThen(projectUuid: string, { kind, uuid }: ListedThen, asOf: string): string {
  switch (kind) {
    case 'chart':
      return paths.chart(projectUuid, uuid, asOf)
    case 'sql_chart':
      return paths.sqlChart(projectUuid, uuid, asOf)
    case 'dashboard':
      return paths.dashboard(projectUuid, uuid, asOf)
  }
}
