import { Code, Grid, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { appRunLogQuery, type RunLogLine, type RunWithCells } from '../../../api/app-runs.ts'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { exactTime } from '../../../components/relative-time.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { RunCells } from './run-cells.tsx'

/** How a run came about: its inputs, each of its cells, and what happened when. */
export function RunDetails({ run }: { run: RunWithCells }) {
  const { t } = useTranslation()
  const given = Object.entries(run.inputs)
  return (
    <Stack gap="md">
      {given.length > 0 && (
        <Table w="auto" verticalSpacing={4} aria-label={t('appRuns.inputs')}>
          <Table.Tbody>
            {given.map(([input, value]) => (
              <Table.Tr key={input}>
                <Table.Th fw={500}>{input}</Table.Th>
                <Table.Td>
                  <Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Title order={2} size="h4" mb="sm">
            {t('appRuns.cells')}
          </Title>
          <RunCells cells={run.cells} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Title order={2} size="h4" mb="sm">
            {t('appRuns.log')}
          </Title>
          <RunLog appUuid={run.appUuid} run={run} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

function RunLog({ appUuid, run }: { appUuid: string; run: RunWithCells }) {
  const { t } = useTranslation()
  const log = useQuery(appRunLogQuery(appUuid, run.uuid, run.endedAt === null))
  return (
    <QueryBoundary query={log} failed={t('appRuns.logFailed')} skeleton={<Skeleton height={80} />}>
      {(lines) => (
        <Stack gap={6}>
          {lines.map((line, place) => (
            <LogLine key={`${line.at} ${place}`} line={line} run={run} />
          ))}
        </Stack>
      )}
    </QueryBoundary>
  )
}

function LogLine({ line: { at, event, cellId, message, written }, run }: { line: RunLogLine; run: RunWithCells }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const cell = cellId === null ? null : (run.cells.find((one) => one.cellId === cellId)?.label ?? t('appRuns.cell', { id: cellId }))
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <Text span c="dimmed" size="xs">
        {exactTime(new Date(at), locale)}{' '}
      </Text>
      {written === null
        ? t(`appRuns.event.${event}`, { message: message ?? cell ?? '' })
        : t(`writeback.written.${written.mode}`, { count: written.rows, table: written.table })}
    </Text>
  )
}
