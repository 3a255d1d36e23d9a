import { Badge, Button, Code, CopyButton, Group, Tabs, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endpointQuery, mayWithEndpoint, type Endpoint } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { CallersTab } from './callers-tab.tsx'
import { CodeTab } from './code-tab.tsx'
import { EndpointMenu } from './endpoint-menu.tsx'
import { MaterializationTab } from './materialization-tab.tsx'
import { QueryTab } from './query-tab.tsx'
import { TestsTab } from './tests/tests-tab.tsx'
import { TryTab } from './try-tab.tsx'
import { VersionsTab } from './versions-tab.tsx'

const tabs = ['query', 'try', 'versions', 'materialization', 'callers', 'code', 'tests'] as const
type Tab = (typeof tabs)[number]

/** One endpoint: what it asks, trying it, its versions, who calls it, how it is called, what has to hold of it. `?tab=` names what is open. */
export function EndpointPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const name = useRouteParam('endpoint')
  const endpoint = useQuery(endpointQuery(projectUuid, name))
  useCrumbs([{ label: t('endpoints.title'), href: paths.endpoints(projectUuid) }, { label: name }])
  return (
    <QueryBoundary query={endpoint} failed={t('endpoints.oneFailed')} skeleton={<PagePending />}>
      {(found) => <EndpointContent key={found.endpointUuid} projectUuid={projectUuid} endpoint={found} />}
    </QueryBoundary>
  )
}

function EndpointContent({ projectUuid, endpoint }: { projectUuid: string; endpoint: Endpoint }) {
  const { t } = useTranslation()
  const go = useGo()
  // Of this page, not of the one that is being gone to: another tab would ask for what may be deleted.
  const { tab: wanted } = useSearch({ strict: false }) as { tab?: string }
  // Tests hold rows of whoever wrote them.
  const offered = tabs.filter((tab) => tab !== 'tests' || mayWithEndpoint(endpoint, 'endpoint.test'))
  const open: Tab = offered.find((tab) => tab === wanted) ?? 'query'
  const show = (tab: string | null): void => go(`${paths.endpoint(projectUuid, endpoint.name)}${tab === null || tab === 'query' ? '' : `?tab=${tab}`}`)
  return (
    <Page
      title={endpoint.name}
      {...(endpoint.description === '' ? {} : { description: endpoint.description })}
      actions={<EndpointMenu projectUuid={projectUuid} endpoint={endpoint} />}
    >
      <Group gap="xs" mb="md">
        <Badge variant="light" {...(endpoint.isActive ? {} : { color: 'gray' })}>
          {t(endpoint.isActive ? 'endpoints.active' : 'endpoints.inactive')}
        </Badge>
        {endpoint.tests.failed > 0 && (
          <Badge variant="light" color="red">
            {t('endpointTests.failing', { count: endpoint.tests.failed })}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {t('endpoints.versionNumber', { number: endpoint.version })} · {t('chartPage.edited')} <Ago at={endpoint.updatedAt} />
        </Text>
      </Group>
      <Group gap="xs" mb="md" wrap="nowrap">
        <Code style={{ overflowX: 'auto', whiteSpace: 'nowrap' }} tabIndex={0}>
          POST {endpoint.runUrl}
        </Code>
        <CopyButton value={endpoint.runUrl}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" leftSection={<IconCopy size={13} />} onClick={copy} style={{ flex: 'none' }}>
              {t(copied ? 'endpoints.copied' : 'endpoints.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Tabs value={open} onChange={show} keepMounted={false}>
        <Tabs.List mb="md">
          {offered.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`endpoints.tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="query">
          <QueryTab key={endpoint.version} projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="try">
          <TryTab projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="materialization">
          <MaterializationTab projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="callers">
          <CallersTab projectUuid={projectUuid} name={endpoint.name} />
        </Tabs.Panel>
        <Tabs.Panel value="code">
          <CodeTab projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
        <Tabs.Panel value="tests">
          <TestsTab projectUuid={projectUuid} endpoint={endpoint} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
