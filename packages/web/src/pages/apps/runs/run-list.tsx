import { Anchor, Button, Group, MultiSelect, Select, Skeleton, Table, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { appRunsQuery, runStates, runTriggers, type AppRun } from '../../../api/app-runs.ts'
import { appSchedulesQuery, type AppSchedule } from '../../../api/app-schedules.ts'
import type { App } from '../../../api/apps.ts'
import { Ago } from '../../../components/ago.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { WideTable } from '../../../components/wide-table.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { paths } from '../../../shell/paths.ts'
import { cadenceText, placeOfSchedule } from '../schedules/cadence-text.ts'
import { RunState } from './run-state.tsx'
import { ownerText, tookText } from './run-texts.ts'
import { useRunFilter } from './use-run-filter.ts'

const pageSize = 25

/** Runs of an app, newest first: all for its editors, their own for others. */
export function RunList({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { filter, setFilter } = useRunFilter(projectUuid, app.uuid)
  const { states, triggers, scheduleUuid, offset } = filter
  const runs = useQuery({ ...appRunsQuery(app.uuid, { ...filter, limit: pageSize }), placeholderData: keepPreviousData })
  const schedules = useQuery({ ...appSchedulesQuery(app.uuid), enabled: app.abilities.includes('app.schedule') }).data ?? []
  const isFiltered = states.length + triggers.length > 0 || scheduleUuid !== null
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
          value={[...states]}
          clearable
          onChange={(picked) => setFilter({ states: runStates.filter((state) => picked.includes(state)) })}
        />
        <MultiSelect
          size="xs"
          w={260}
          label={t('appRuns.filterTrigger')}
          {...(triggers.length === 0 ? { placeholder: t('appRuns.any') } : {})}
          data={runTriggers.map((value) => ({ value, label: t(`appRuns.trigger.${value}`) }))}
          value={[...triggers]}
          clearable
          onChange={(picked) => setFilter({ triggers: runTriggers.filter((trigger) => picked.includes(trigger)) })}
        />
        {(schedules.length > 0 || scheduleUuid !== null) && (
          <Select
            size="xs"
            w={260}
            label={t('appRuns.filterSchedule')}
            placeholder={t('appRuns.any')}
            data={[
              ...schedules.map(({ uuid, cadence }) => ({ value: uuid, label: cadenceText(t, cadence, locale) })),
              ...(scheduleUuid === null || schedules.some(({ uuid }) => uuid === scheduleUuid)
                ? []
                : [{ value: scheduleUuid, label: t('appRuns.scheduleGone') }]),
            ]}
            value={scheduleUuid}
            clearable
            onChange={(uuid) => setFilter({ scheduleUuid: uuid })}
          />
        )}
      </Group>
      <QueryBoundary query={runs} failed={t('appRuns.failed')} skeleton={<Skeleton height={160} />}>
        {({ runs: found, hasMore }) =>
          found.length === 0 ? (
            <EmptyState icon={IconHistory} text={t(isFiltered ? 'appRuns.nothingFound' : 'appRuns.empty')} compact />
          ) : (
            <>
              <RunTable projectUuid={projectUuid} appUuid={app.uuid} runs={found} schedules={schedules} />
              <Group justify="flex-end" gap="xs" mt="sm">
                <Button size="xs" variant="default" disabled={offset === 0} onClick={() => setFilter({ offset: Math.max(0, offset - pageSize) })}>
                  {t('appRuns.newer')}
                </Button>
                <Button size="xs" variant="default" disabled={!hasMore} onClick={() => setFilter({ offset: offset + pageSize })}>
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

type TableProps = { projectUuid: string; appUuid: string; runs: readonly AppRun[]; schedules: readonly AppSchedule[] }

function RunTable({ projectUuid, appUuid, runs, schedules }: TableProps) {
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
                <BegunBy schedule={schedules.find(({ uuid }) => uuid === run.scheduleUuid)} />
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

/** Which schedule began it, with the way there. */
function BegunBy({ schedule }: { schedule: AppSchedule | undefined }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (schedule === undefined) return null
  return (
    <Anchor href={`#${placeOfSchedule(schedule.uuid)}`} size="xs">
      {cadenceText(t, schedule.cadence, locale)}
    </Anchor>
  )
}
