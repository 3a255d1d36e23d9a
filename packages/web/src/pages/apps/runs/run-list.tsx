import { Anchor, Button, Group, MultiSelect, Skeleton, Table, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appRunsQuery, runStates, runTriggers, type AppRun } from '../../../api/app-runs.ts'
import { Ago } from '../../../components/ago.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { WideTable } from '../../../components/wide-table.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { paths } from '../../../shell/paths.ts'
import { RunState } from './run-state.tsx'
import { ownerText, tookText } from './run-texts.ts'

const pageSize = 25

/** Runs of an app, newest first: all for its editors, their own for others. */
export function RunList({ projectUuid, appUuid }: { projectUuid: string; appUuid: string }) {
  const { t } = useTranslation()
  const [states, setStates] = useState<AppRun['state'][]>([])
  const [triggers, setTriggers] = useState<AppRun['trigger'][]>([])
  const [offset, setOffset] = useState(0)
  const runs = useQuery({ ...appRunsQuery(appUuid, { states, triggers, offset, limit: pageSize }), placeholderData: keepPreviousData })
  const isFiltered = states.length + triggers.length > 0
  return (
    <section aria-label={t('appRuns.runs')}>
      <Title order={2} size="h4" mb="sm">
        {t('appRuns.runs')}
      </Title>
      <Group gap="sm" mb="sm">
        <MultiSelect
          size="xs"
          w={260}
          label={t('appRuns.filterState')}
          {...(states.length === 0 ? { placeholder: t('appRuns.any') } : {})}
          data={runStates.map((value) => ({ value, label: t(`appRuns.state.${value}`) }))}
          value={states}
          clearable
          onChange={(picked) => {
            setStates(runStates.filter((state) => picked.includes(state)))
            setOffset(0)
          }}
        />
        <MultiSelect
          size="xs"
          w={260}
          label={t('appRuns.filterTrigger')}
          {...(triggers.length === 0 ? { placeholder: t('appRuns.any') } : {})}
          data={runTriggers.map((value) => ({ value, label: t(`appRuns.trigger.${value}`) }))}
          value={triggers}
          clearable
          onChange={(picked) => {
            setTriggers(runTriggers.filter((trigger) => picked.includes(trigger)))
            setOffset(0)
          }}
        />
      </Group>
      <QueryBoundary query={runs} failed={t('appRuns.failed')} skeleton={<Skeleton height={160} />}>
        {({ runs: found, hasMore }) =>
          found.length === 0 ? (
            <EmptyState icon={IconHistory} text={t(isFiltered ? 'appRuns.nothingFound' : 'appRuns.empty')} compact />
          ) : (
            <>
              <RunTable projectUuid={projectUuid} appUuid={appUuid} runs={found} />
              <Group justify="flex-end" gap="xs" mt="sm">
                <Button size="xs" variant="default" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - pageSize))}>
                  {t('appRuns.newer')}
                </Button>
                <Button size="xs" variant="default" disabled={!hasMore} onClick={() => setOffset(offset + pageSize)}>
                  {t('appRuns.older')}
                </Button>
              </Group>
            </>
          )
        }
      </QueryBoundary>
    </section>
  )
}

function RunTable({ projectUuid, appUuid, runs }: { projectUuid: string; appUuid: string; runs: readonly AppRun[] }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  return (
    <WideTable minWidth={640}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('appRuns.when')}</Table.Th>
            <Table.Th>{t('appRuns.filterState')}</Table.Th>
            <Table.Th>{t('appRuns.filterTrigger')}</Table.Th>
            <Table.Th>{t('appRuns.by')}</Table.Th>
            <Table.Th ta="end">{t('appRuns.version')}</Table.Th>
            <Table.Th ta="end">{t('appRuns.took')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.uuid}>
              <Table.Td>
                <Anchor component={LinkTo} href={paths.appRun(projectUuid, appUuid, run.uuid)} size="sm">
                  <Ago at={run.createdAt} />
                </Anchor>
              </Table.Td>
              <Table.Td>
                <RunState state={run.state} />
              </Table.Td>
              <Table.Td>
                <Text size="sm">{t(`appRuns.trigger.${run.trigger}`)}</Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{ownerText(t, run)}</Text>
              </Table.Td>
              <Table.Td ta="end">{run.version ?? t('appRuns.draft')}</Table.Td>
              <Table.Td ta="end">{tookText(run, locale) ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
