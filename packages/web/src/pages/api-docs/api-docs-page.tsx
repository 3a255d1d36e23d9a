import { Accordion, Anchor, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openApiQuery } from '../../api/api-docs.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { Method } from './method.tsx'
import { OperationView } from './operation-view.tsx'
import { doors, operationsOf, searched, type Door, type Operation } from './operations.ts'

/** What programs can ask this server: its doors, their operations, and each to try out. `?operation=` names the one that is open. */
export function ApiDocsPage() {
  const { t } = useTranslation()
  const document = useQuery(openApiQuery)
  const open = useLocation({ select: (location) => new URLSearchParams(location.searchStr).get('operation') })
  useCrumbs([{ label: t('apiDocs.title'), href: paths.apiDocs() }, ...(open === null ? [] : [{ label: open }])])
  return (
    <QueryBoundary query={document} failed={t('apiDocs.failed')} skeleton={<PagePending />}>
      {(found) => <Operations operations={operationsOf(found)} open={open} />}
    </QueryBoundary>
  )
}

function Operations({ operations, open }: { operations: readonly Operation[]; open: string | null }) {
  const { t } = useTranslation()
  const shown = operations.find(({ operationId }) => operationId === open)
  if (shown !== undefined) return <OperationView key={shown.operationId} operation={shown} />
  return (
    <Page title={t('apiDocs.title')} description={t('apiDocs.description')}>
      <Text size="sm" mb="md">
        {t('apiDocs.address')} <Code>{window.location.origin}</Code> ·{' '}
        <Anchor component={LinkTo} href={paths.tokens()} size="sm" underline="always">
          {t('endpoints.tokens')}
        </Anchor>{' '}
        ·{' '}
        <Anchor href="/api/openapi.json" size="sm" underline="always">
          OpenAPI 3.1
        </Anchor>
      </Text>
      <Index operations={operations} />
    </Page>
  )
}

function Index({ operations }: { operations: readonly Operation[] }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [door, setDoor] = useState<Door | null>(null)
  const found = useMemo(() => searched(operations, search, door), [operations, search, door])
  const tags = [...new Set(found.map(({ tag }) => tag))]
  return (
    <Stack gap="md">
      <Group gap="sm" align="end">
        <TextInput
          leftSection={<IconSearch size={16} aria-hidden />}
          label={t('apiDocs.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          flex="1 1 260px"
          maw={420}
        />
        <NativeSelect
          label={t('apiDocs.door')}
          value={door ?? ''}
          onChange={(event) => setDoor(doors.find((one) => one === event.currentTarget.value) ?? null)}
          data={[{ value: '', label: t('apiDocs.allDoors') }, ...doors.map((value) => ({ value, label: t(`apiDocs.doors.${value}`) }))]}
        />
      </Group>
      {door !== null && <Text size="sm">{t(`apiDocs.doorTexts.${door}`)}</Text>}
      <Text size="xs" c="dimmed" role="status">
        {t('apiDocs.count', { count: found.length })}
      </Text>
      {found.length === 0 ? (
        <EmptyState icon={IconSearch} text={t('content.noMatch', { search })} />
      ) : (
        // Few are shown at once; of many one opens the part that is wanted.
        <Accordion multiple key={`${search}|${door}`} defaultValue={found.length <= 30 ? tags : []} keepMounted={false} order={2}>
          {tags.map((tag) => (
            <Accordion.Item key={tag} value={tag}>
              <Accordion.Control>{tag}</Accordion.Control>
              <Accordion.Panel>
                <Stack gap={6}>
                  {found.flatMap((operation) => (operation.tag === tag ? [<Line key={operation.operationId} operation={operation} />] : []))}
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  )
}

function Line({ operation: { operationId, method, path, summary } }: { operation: Operation }) {
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <Method method={method} />
        <Anchor component={LinkTo} href={paths.apiDocs(operationId)} size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {path}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed">
        {summary}
      </Text>
    </div>
  )
}
