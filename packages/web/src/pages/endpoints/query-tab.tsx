import { Alert, Button, Group, NativeSelect, Skeleton, Stack, Table, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endpointDraftQuery } from '../../api/endpoint-drafts.ts'
import { mayWithEndpoint, type Endpoint } from '../../api/endpoints.ts'
import { Code } from '../../components/code.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone } from '../../components/toast.ts'
import { ExploreQuery } from './explore-query.tsx'
import { freshnessText } from './freshness-text.ts'
import { InsightDraft, InsightQuery } from './insight/insight-query.tsx'
import { QueryEditor } from './query-editor.tsx'
import { useEndpointChange } from './use-endpoint-change.ts'
import { valueText } from './variable-wishes.ts'

const freshnessChoices = [null, 300, 900, 1800, 3600, 21_600, 43_200, 86_400] as const

type Props = { projectUuid: string; endpoint: Endpoint }

/** What the newest version asks, and the draft of what the next one will; description and freshness. */
export function QueryTab({ projectUuid, endpoint }: Props) {
  const newest = endpoint.versions[0]
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  if (newest === undefined) return null
  return (
    <Stack gap="md" maw={900}>
      {mayChange ? (
        <OpenDraft {...{ projectUuid, endpoint }} />
      ) : newest.query.kind === 'insight' ? (
        <InsightQuery text={newest.query.text} />
      ) : (
        <Query endpoint={endpoint} />
      )}
      {mayChange && <Settings {...{ projectUuid, endpoint }} />}
    </Stack>
  )
}

const editors = { sql: QueryEditor, metric: ExploreQuery, insight: InsightDraft }

function OpenDraft({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const draft = useQuery(endpointDraftQuery(projectUuid, endpoint.name))
  return (
    <QueryBoundary query={draft} failed={t('endpointLife.draftFailed')} skeleton={<Skeleton height={200} />}>
      {(found) => {
        const Editor = editors[(found?.query ?? endpoint.versions[0]?.query)?.kind ?? 'sql']
        return <Editor key={found?.version ?? 'none'} {...{ projectUuid, endpoint }} draft={found} />
      }}
    </QueryBoundary>
  )
}

function Settings({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const [description, setDescription] = useState(endpoint.description)
  const [freshness, setFreshness] = useState(endpoint.freshnessSeconds)
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const isChanged = description !== endpoint.description || freshness !== endpoint.freshnessSeconds
  const save = async (): Promise<void> => {
    const done = await change({
      ...(description === endpoint.description ? {} : { description }),
      ...(freshness === endpoint.freshnessSeconds ? {} : { freshnessSeconds: freshness }),
    })
    if (done) toastDone(t('endpoints.saved'))
  }
  return (
    <>
      <Textarea label={t('content.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
      <NativeSelect
        label={t('endpoints.freshness')}
        description={t('endpoints.freshnessText')}
        value={String(freshness ?? '')}
        onChange={(event) => setFreshness(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
        data={[...new Set([...freshnessChoices, endpoint.freshnessSeconds])].map((seconds) => ({
          value: String(seconds ?? ''),
          label: freshnessText(t, seconds),
        }))}
      />
      <Group>
        <Button onClick={() => void save()} loading={busy} disabled={!isChanged} variant="default">
          {t('endpoints.save')}
        </Button>
      </Group>
    </>
  )
}

/** For those who do not change it here. */
function Query({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation()
  const query = endpoint.versions[0]?.query
  if (query === undefined) return null
  const isSql = query.kind === 'sql'
  return (
    <>
      {!isSql && <Alert color="gray">{t('endpoints.asksExplore', { explore: query.exploreName ?? '' })}</Alert>}
      <Code label={t('endpoints.sql')} value={query.text} minHeight={160} lineNumbers language={isSql ? 'sql' : 'yaml'} />
      {query.variables.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('endpoints.variable')}</Table.Th>
              <Table.Th>{t('endpoints.type')}</Table.Th>
              <Table.Th>{t('endpoints.default')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.variables.map(({ id, name, type, value }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{t(`endpoints.types.${type}`)}</Table.Td>
                <Table.Td>{valueText(value)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
