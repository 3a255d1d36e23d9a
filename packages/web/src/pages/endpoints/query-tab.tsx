import { Alert, Button, Group, NativeSelect, Stack, Table, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayWithEndpoint, type Endpoint, type VariableWish } from '../../api/endpoints.ts'
import { Code } from '../../components/code.tsx'
import { toastDone } from '../../components/toast.ts'
import { freshnessText } from './freshness-text.ts'
import { InsightSummary } from './insight/insight-summary.tsx'
import { readWords } from './insight/insight-words.ts'
import { useEndpointChange } from './use-endpoint-change.ts'
import { VariableFields } from './variable-fields.tsx'
import { valueText, wishesFor } from './variable-wishes.ts'

const freshnessChoices = [null, 300, 900, 1800, 3600, 21_600, 43_200, 86_400] as const

type Props = { projectUuid: string; endpoint: Endpoint }

/** What the newest version asks. Other SQL becomes the next version; description and freshness do not. */
export function QueryTab({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const newest = endpoint.versions[0]
  const [text, setText] = useState(newest?.query.text ?? '')
  const [said, setSaid] = useState<Readonly<Record<string, VariableWish>>>({})
  const [description, setDescription] = useState(endpoint.description)
  const [freshness, setFreshness] = useState(endpoint.freshnessSeconds)
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  if (newest === undefined) return null
  const { kind } = newest.query
  const isSql = kind === 'sql'
  const insight = kind === 'insight' ? readWords(text) : null
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const wishes = wishesFor(isSql ? text : '', said, newest.query.variables)
  const isOther = (isSql && (text !== newest.query.text || Object.keys(said).length > 0)) || (insight !== null && text !== newest.query.text)
  const isChanged = isOther || description !== endpoint.description || freshness !== endpoint.freshnessSeconds
  const save = async (): Promise<void> => {
    const done = await change({
      ...(isOther && isSql ? { sql: { text, variables: wishes } } : {}),
      ...(isOther && insight !== null && 'words' in insight ? { insight: insight.words } : {}),
      ...(description === endpoint.description ? {} : { description }),
      ...(freshness === endpoint.freshnessSeconds ? {} : { freshnessSeconds: freshness }),
    })
    if (done) toastDone(t('endpoints.saved'))
  }
  return (
    <Stack gap="md" maw={900}>
      {kind === 'metric' && <Alert color="gray">{t('endpoints.notSql', { explore: newest.query.exploreName ?? '' })}</Alert>}
      {insight !== null && 'words' in insight && <InsightSummary words={insight.words} />}
      <Code
        label={t(insight === null ? 'endpoints.sql' : 'endpoints.insight.question')}
        value={text}
        {...(mayChange && kind !== 'metric' ? { onChange: setText } : {})}
        minHeight={160}
        lineNumbers
        language={isSql ? 'sql' : 'yaml'}
      />
      {insight !== null && 'wrong' in insight && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('endpoints.insight.noJson', { wrong: insight.wrong })}
        </Text>
      )}
      {mayChange && isSql ? <VariableFields wishes={wishes} onChange={(wish) => setSaid({ ...said, [wish.name]: wish })} /> : <Variables endpoint={endpoint} />}
      {mayChange && (
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
          <Group gap="sm">
            <Button onClick={() => void save()} loading={busy} disabled={!isChanged || (insight !== null && 'wrong' in insight)}>
              {t(isOther ? 'endpoints.saveVersion' : 'endpoints.save', { number: endpoint.version + 1 })}
            </Button>
            {isOther && (
              <Text size="xs" c="dimmed">
                {t('endpoints.saveNote', { number: endpoint.version })}
              </Text>
            )}
          </Group>
        </>
      )}
    </Stack>
  )
}

function Variables({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation()
  const variables = endpoint.versions[0]?.query.variables ?? []
  if (variables.length === 0) return null
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('endpoints.variable')}</Table.Th>
          <Table.Th>{t('endpoints.type')}</Table.Th>
          <Table.Th>{t('endpoints.default')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variables.map(({ id, name, type, value }) => (
          <Table.Tr key={id}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{t(`endpoints.types.${type}`)}</Table.Td>
            <Table.Td>{valueText(value)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
