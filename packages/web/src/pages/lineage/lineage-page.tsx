import { Alert, Button, Group, Select, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogQuery, lineageQuery, type Lineage, type LineageNode } from '../../api/catalog.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { LineageGraph } from './lineage-graph.tsx'
import { downstreamOf, layered } from './walk-lineage.ts'

/** What the thing in the address is made of, and what is made of it. */
export function LineagePage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const focus = new URLSearchParams(useLocation({ select: (location) => location.searchStr })).get('focus')
  useCrumbs([{ label: t('catalog.title'), href: paths.catalog(projectUuid) }, { label: t('lineage.title') }])
  return (
    <Page title={t('lineage.title')} description={t('lineage.description')}>
      <Stack>
        <FocusSelect projectUuid={projectUuid} focus={focus} />
        {focus !== null && <Around key={focus} projectUuid={projectUuid} focus={focus} />}
      </Stack>
    </Page>
  )
}

/** Whose lineage: any metric or field. */
function FocusSelect({ projectUuid, focus }: { projectUuid: string; focus: string | null }) {
  const { t } = useTranslation()
  const go = useGo()
  const metrics = useQuery(catalogQuery(projectUuid, 'metrics', '')).data ?? []
  const dimensions = useQuery(catalogQuery(projectUuid, 'dimensions', '')).data ?? []
  const groups = [
    { group: t('catalog.kinds.metrics'), items: metrics },
    { group: t('catalog.kinds.dimensions'), items: dimensions },
  ]
  return (
    <Select
      label={t('lineage.start')}
      {...(focus === null ? { description: t('lineage.startText') } : {})}
      searchable
      limit={100}
      maw={420}
      value={focus}
      data={groups.map(({ group, items }) => ({
        group,
        items: items.map(({ fieldId = '', label, tableLabel }) => ({ value: `field:${fieldId}`, label: `${label} · ${tableLabel}` })),
      }))}
      onChange={(value) => (value === null ? undefined : go(paths.lineage(projectUuid, value)))}
    />
  )
}

function Around({ projectUuid, focus }: { projectUuid: string; focus: string }) {
  const { t } = useTranslation()
  const lineage = useQuery(lineageQuery(projectUuid, focus))
  return (
    <QueryBoundary query={lineage} failed={t('lineage.failed')} skeleton={<Skeleton height={320} />}>
      {(found) => <Shown projectUuid={projectUuid} lineage={found} />}
    </QueryBoundary>
  )
}

function Shown({ projectUuid, lineage }: { projectUuid: string; lineage: Lineage }) {
  const { t } = useTranslation()
  const go = useGo()
  const [chosen, setChosen] = useState(lineage.focus)
  const [isImpact, setImpact] = useState(false)
  const reached = downstreamOf(lineage, lineage.focus)
  const shown = isImpact ? { ...lineage, nodes: lineage.nodes.filter(({ id }) => reached.has(id)) } : lineage
  const here = shown.nodes.find(({ id }) => id === chosen) ?? shown.nodes.find(({ id }) => id === lineage.focus)
  const name = lineage.nodes.find(({ id }) => id === lineage.focus)?.label ?? ''
  const href = here === undefined ? null : hrefOf(projectUuid, here)
  return (
    <Stack>
      <Group gap="sm">
        <Switch label={t('lineage.impact')} checked={isImpact} onChange={(event) => setImpact(event.currentTarget.checked)} />
        {here !== undefined && href !== null && (
          <Button size="xs" variant="default" component={LinkTo} href={href}>
            {t('lineage.open', { name: here.label })}
          </Button>
        )}
        {here !== undefined && here.id !== lineage.focus && (
          <Button size="xs" variant="default" component={LinkTo} href={paths.lineage(projectUuid, here.id)}>
            {t('lineage.focus')}
          </Button>
        )}
      </Group>
      {isImpact && <Impact name={name} nodes={lineage.nodes.filter(({ id }) => id !== lineage.focus && reached.has(id))} />}
      <LineageGraph
        lineage={shown}
        name={name}
        chosen={here?.id ?? lineage.focus}
        onChoose={setChosen}
        onFocus={(id) => (id === lineage.focus ? undefined : go(paths.lineage(projectUuid, id)))}
      />
      <Text size="xs" c="dimmed">
        {t('lineage.keys')}
      </Text>
    </Stack>
  )
}

/** What a change of the focus reaches, in words. */
function Impact({ name, nodes }: { name: string; nodes: readonly LineageNode[] }) {
  const { t } = useTranslation()
  if (nodes.length === 0) return <Alert color="green">{t('lineage.impactNone', { name })}</Alert>
  return (
    <Alert color="orange" title={t('lineage.impactTitle', { name })}>
      {layered(nodes).map(({ kind, nodes: found }) => (
        <Text key={kind} size="sm">
          <strong>
            {t(`lineage.layers.${kind}`)} ({found.length})
          </strong>
          : {found.map(({ label }) => label).join(', ')}
        </Text>
      ))}
    </Alert>
  )
}

/** The page of a node; columns and fields that are not in the catalog have none. */
function hrefOf(projectUuid: string, { id, kind, itemUuid }: LineageNode): string | null {
  const uuid = id.slice(id.indexOf(':') + 1)
  switch (kind) {
    case 'chart':
      return paths.chart(projectUuid, uuid)
    case 'dashboard':
      return paths.dashboard(projectUuid, uuid)
    case 'endpoint':
      return paths.endpoint(projectUuid, uuid)
    case 'dimension':
    case 'metric':
      return itemUuid === null ? null : paths.metric(projectUuid, itemUuid)
    case 'column':
      return null
  }
}
