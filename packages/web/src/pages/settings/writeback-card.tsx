import { Button, Group, Paper, Skeleton, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { switchWriteback, writebackQuery, writtenTablesQuery, type Writeback } from '../../api/writeback.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { WrittenTables } from './written-tables.tsx'

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
          {(written) => <WrittenTables projectUuid={projectUuid} written={written} />}
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
