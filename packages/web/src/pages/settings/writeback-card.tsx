import { Anchor, Button, Group, Paper, Skeleton, Stack, Switch, Table, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { switchWriteback, writebackQuery, writtenTablesQuery, type Writeback, type WrittenTable } from '../../api/writeback.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string }

/** Whether notebooks may write tables into the warehouse, and what they wrote: for admins of the project. */
export function WritebackCard({ projectUuid }: Props) {
  const { t } = useTranslation()
  const known = useQuery(writebackQuery(projectUuid))
  const tables = useQuery(writtenTablesQuery(projectUuid))
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('writeback.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('writeback.title')}
      </Title>
      <Stack gap="sm">
        <Text size="sm">{t('writeback.text')}</Text>
        <QueryBoundary query={known} failed={t('writeback.failed')} skeleton={<Skeleton height={60} />}>
          {(writeback) => (writeback.canWrite ? <WritebackForm projectUuid={projectUuid} known={writeback} /> : <Text size="sm">{t('writeback.cannot')}</Text>)}
        </QueryBoundary>
        <QueryBoundary query={tables} failed={t('writeback.tablesFailed')} skeleton={<Skeleton height={60} />}>
          {(written) => <WrittenTables projectUuid={projectUuid} {...written} />}
        </QueryBoundary>
      </Stack>
    </Paper>
  )
}

const firstPrefix = 'app_'

function WritebackForm({ projectUuid, known }: Props & { known: Writeback }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isOn, setOn] = useState(known.isOn)
  const [prefix, setPrefix] = useState(known.isOn ? known.prefix : firstPrefix)
  const [schema, setSchema] = useState(known.schema ?? known.ownSchema ?? '')
  const save = useMutation({
    mutationFn: () => switchWriteback(projectUuid, isOn ? { schema, prefix } : null),
    onSuccess: (saved) => {
      queryClient.setQueryData(writebackQuery(projectUuid).queryKey, saved)
      toastDone(t(saved.isOn ? 'writeback.savedOn' : 'writeback.savedOff'))
    },
    onError: (error) => toastFailed(t('writeback.saveFailed'), error),
  })
  const isSaved = isOn === known.isOn && (!isOn || (prefix === known.prefix && schema === (known.schema ?? known.ownSchema ?? '')))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="sm">
        <Switch label={t('writeback.switch')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
        {isOn && known.ownSchema !== null && (
          <TextInput
            label={t('writeback.schema')}
            description={t('writeback.schemaHint', { schema: known.ownSchema })}
            value={schema}
            maxLength={63}
            required
            onChange={(event) => setSchema(event.currentTarget.value)}
          />
        )}
        {isOn && (
          <TextInput
            label={t('writeback.prefix')}
            description={t('writeback.prefixHint')}
            value={prefix}
            maxLength={30}
            onChange={(event) => setPrefix(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={isSaved}>
            {t('writeback.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function WrittenTables({ projectUuid, tables, hasMore }: Props & { tables: WrittenTable[]; hasMore: boolean }) {
  const { t } = useTranslation()
  if (tables.length === 0) return null
  return (
    <WideTable minWidth={420} label={t('writeback.tables')}>
      <Table verticalSpacing={4}>
        <Table.Caption style={{ captionSide: 'top', textAlign: 'start' }}>
          {t('writeback.tables')} {hasMore && t('writeback.lastOnly', { count: tables.length })}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('writeback.table')}</Table.Th>
            <Table.Th>{t('writeback.rowsHeading')}</Table.Th>
            <Table.Th>{t('writeback.notebook')}</Table.Th>
            <Table.Th>{t('writeback.when')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tables.map(({ name, notebook, rows, mode, writtenAt, writtenBy }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td className="numbers">{t(`writeback.last.${mode}`, { count: rows })}</Table.Td>
              <Table.Td>
                {notebook !== null && (
                  <Anchor component={LinkTo} href={paths.notebook(projectUuid, notebook.uuid)} size="sm">
                    {notebook.name}
                  </Anchor>
                )}
              </Table.Td>
              <Table.Td>
                <Ago at={writtenAt} />
                {writtenBy !== null && ` · ${writtenBy.name}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
