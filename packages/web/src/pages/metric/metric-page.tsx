import { Anchor, Badge, Button, Code, Group, List, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import { fieldIdOf } from '@atrium/semantic'
import { IconChartBar, IconChartDots3, IconLayoutDashboard, IconMathFunction, IconSitemap, IconTag, type Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { catalogItemQuery, type DescribedItem, type UsingContent } from '../../api/catalog.ts'
import { exploreQuery } from '../../api/explores.ts'
import { Card } from '../../components/card.tsx'
import { CategoryBadge } from '../../components/category-badge.tsx'
import { ItemIcon } from '../../components/item-icon.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { emptyExploreState } from '../../explore/explore-state.ts'
import { kindColors } from '../../explore/type-signs.ts'
import { writeExploreUrl } from '../../explore/url-state.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { MetricHistory } from './metric-history.tsx'
import { MetricBreakdown, MetricTrend } from './metric-numbers.tsx'

/** A metric or field: what it means, how large it is, where it is used, what it was. */
export function MetricPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const item = useQuery(catalogItemQuery(projectUuid, useRouteParam('item')))
  useCrumbs([{ label: t('catalog.title'), href: paths.catalog(projectUuid) }, ...(item.data === undefined ? [] : [{ label: item.data.label }])])
  return (
    <QueryBoundary query={item} failed={t('metricPage.failed')} skeleton={<Skeleton height={400} m="lg" />}>
      {(found) => <Found projectUuid={projectUuid} item={found} />}
    </QueryBoundary>
  )
}

function Found({ projectUuid, item }: { projectUuid: string; item: DescribedItem }) {
  const { t } = useTranslation()
  const mayExplore = useMay(projectUuid, 'explore.run')
  const { label, description, fieldId, kind, explore } = item
  const asked = emptyExploreState(explore)
  const state = {
    ...asked,
    metricQuery: { ...asked.metricQuery, ...(kind === 'metric' ? { metrics: [fieldId ?? ''] } : { dimensions: [fieldId ?? ''] }) },
  }
  return (
    <Page
      title={label}
      {...(description === null ? {} : { description })}
      actions={
        <Group gap="xs">
          {mayExplore && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconChartDots3 size={15} />}
              component={LinkTo}
              href={paths.explore(projectUuid, explore, fieldId === null ? '' : writeExploreUrl(state))}
            >
              {t('metricPage.explore')}
            </Button>
          )}
          {fieldId !== null && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconSitemap size={15} />}
              component={LinkTo}
              href={paths.lineage(projectUuid, `field:${fieldId}`)}
            >
              {t('metricPage.lineage')}
            </Button>
          )}
        </Group>
      }
    >
      <Stack>
        <Group gap="xs">
          <ItemIcon
            icon={item.icon}
            fallback={kind === 'metric' ? IconMathFunction : IconTag}
            color={kind === 'metric' ? kindColors.metric : kindColors.dimension}
          />
          <Text size="sm">{item.exploreLabel}</Text>
          {item.categories.map((category) => (
            <CategoryBadge key={category.tagUuid} category={category} />
          ))}
          {item.tags.map((tag) => (
            <Badge key={tag} size="sm" variant="light" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
        {kind === 'metric' &&
          fieldId !== null &&
          (mayExplore ? <Numbers projectUuid={projectUuid} item={item} metric={fieldId} /> : <Text size="sm">{t('metricPage.mayNotRun')}</Text>)}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Definition item={item} />
          <WhereUsed projectUuid={projectUuid} item={item} />
        </SimpleGrid>
        {kind === 'metric' && <MetricHistory history={item.history} />}
      </Stack>
    </Page>
  )
}

function Numbers({ projectUuid, item, metric }: { projectUuid: string; item: DescribedItem; metric: string }) {
  const { t } = useTranslation()
  const explore = useQuery(exploreQuery(projectUuid, item.explore))
  return (
    <QueryBoundary query={explore} failed={t('metricPage.runFailed')} skeleton={<Skeleton height={340} />}>
      {(found) => (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <MetricTrend projectUuid={projectUuid} explore={found} metric={metric} />
          <MetricBreakdown projectUuid={projectUuid} explore={found} metric={metric} preferred={segmentOf(item)} />
        </SimpleGrid>
      )}
    </QueryBoundary>
  )
}

/** The dimension that the model would break it down by. */
function segmentOf({ definition, explore }: DescribedItem): string | null {
  const segment = definition?.spotlight?.defaultSegment
  return segment === undefined ? null : fieldIdOf(explore, segment)
}

function Definition({ item: { definition, fieldId, owner, source } }: { item: DescribedItem }) {
  const { t } = useTranslation()
  const filters = definition?.filters ?? []
  const rows: [string, string | null][] = [
    [t('metricPage.type'), definition?.type ?? null],
    [t('metricPage.id'), fieldId],
    [t('metricPage.owner'), owner ?? t('metricPage.noOwner')],
    [t('metricPage.source'), source === null ? null : t('metricPage.sourceAt', source)],
    [t('metricPage.filters'), filters.length === 0 ? null : JSON.stringify(filters)],
  ]
  return (
    <Card title={t('metricPage.definition')}>
      <Stack gap="sm">
        {definition !== null && (
          <Code block aria-label={t('metricPage.sql')} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {definition.sql}
          </Code>
        )}
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {rows.flatMap(([name, value]) =>
              value === null
                ? []
                : [
                    <Table.Tr key={name}>
                      <Table.Th w="30%" fw={500}>
                        {name}
                      </Table.Th>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
                    </Table.Tr>,
                  ],
            )}
          </Table.Tbody>
        </Table>
      </Stack>
    </Card>
  )
}

function WhereUsed({ projectUuid, item: { charts, dashboards } }: { projectUuid: string; item: DescribedItem }) {
  const { t } = useTranslation()
  return (
    <Card title={t('metricPage.whereUsed')}>
      {charts.length + dashboards.length === 0 && <Text size="sm">{t('metricPage.unused')}</Text>}
      <Stack gap="sm">
        <Used title={t('metricPage.charts')} sign={IconChartBar} things={charts} hrefOf={(uuid) => paths.chart(projectUuid, uuid)} />
        <Used title={t('metricPage.dashboards')} sign={IconLayoutDashboard} things={dashboards} hrefOf={(uuid) => paths.dashboard(projectUuid, uuid)} />
      </Stack>
    </Card>
  )
}

type UsedProps = { title: string; sign: Icon; things: readonly UsingContent[]; hrefOf: (uuid: string) => string }

function Used({ title, sign: Sign, things, hrefOf }: UsedProps) {
  if (things.length === 0) return null
  return (
    <section aria-label={title}>
      <Text size="sm" fw={550} mb={4}>
        {title}
      </Text>
      <List size="sm" listStyleType="none" spacing={2}>
        {things.map(({ uuid, name, spaceName }) => (
          <List.Item key={uuid} icon={<Sign size={16} stroke={1.6} aria-hidden />}>
            <Anchor component={LinkTo} href={hrefOf(uuid)} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed">
              {spaceName}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  )
}
