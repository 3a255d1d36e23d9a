import { Alert, Button, Card, Group, Menu, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCalendarClock, IconHistory, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appSchedulesQuery, deleteAppSchedule, type AppSchedule } from '../../../api/app-schedules.ts'
import { appViewsQuery } from '../../../api/app-views.ts'
import type { App } from '../../../api/apps.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { RowMenu } from '../../../components/row-menu.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { paths } from '../../../shell/paths.ts'
import { ownerText } from '../runs/run-texts.ts'
import { searchOf } from '../runs/use-run-filter.ts'
import { cadenceText, placeOfSchedule, timeText } from './cadence-text.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'

/** When an app runs by itself. */
export function AppSchedules({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const schedules = useQuery(appSchedulesQuery(app.uuid))
  const [isAdding, setIsAdding] = useState(false)
  const isPublished = app.published !== null
  const add = (
    <Button size="xs" variant="light" leftSection={<IconPlus size={14} aria-hidden />} disabled={!isPublished} onClick={() => setIsAdding(true)}>
      {t('appSchedules.add')}
    </Button>
  )
  return (
    <section aria-label={t('appSchedules.title')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('appSchedules.title')}
        </Title>
        {(schedules.data?.length ?? 0) > 0 && add}
      </Group>
      <QueryBoundary query={schedules} failed={t('appSchedules.failed')} skeleton={<Skeleton height={90} />}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconCalendarClock} text={t(isPublished ? 'appSchedules.empty' : 'appSchedules.unpublished')} action={add} compact />
          ) : (
            <Stack gap="xs">
              {found.map((schedule) => (
                <ScheduleCard key={schedule.uuid} projectUuid={projectUuid} app={app} schedule={schedule} />
              ))}
            </Stack>
          )
        }
      </QueryBoundary>
      {isAdding && <ScheduleDialog app={app} schedule={null} onClose={() => setIsAdding(false)} />}
    </section>
  )
}

function ScheduleCard({ projectUuid, app, schedule }: { projectUuid: string; app: App; schedule: AppSchedule }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null)
  const views = useQuery({ ...appViewsQuery(app.uuid), enabled: schedule.viewUuid !== null }).data
  const name = cadenceText(t, schedule.cadence, locale)
  const view = views?.find(({ uuid }) => uuid === schedule.viewUuid)?.name
  const remove = async (): Promise<void> => {
    await deleteAppSchedule(app.uuid, schedule.uuid)
    setDialog(null)
    await queryClient.invalidateQueries({ queryKey: appSchedulesQuery(app.uuid).queryKey })
  }
  return (
    <Card withBorder padding="sm" id={placeOfSchedule(schedule.uuid)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2}>
          <Text size="sm" fw={550}>
            {name} · {schedule.timezone}
          </Text>
          <Text size="xs" c="dimmed">
            {schedule.isEnabled
              ? t('appSchedules.next', {
                  times: schedule.nextTimes.map((time) => timeText(time, schedule.timezone, locale)).join(' · '),
                })
              : t('appSchedules.off')}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              t('appSchedules.asWhom', { name: ownerText(t, schedule) }),
              ...(view === undefined ? [] : [view]),
              ...schedule.notifications.map(({ recipient }) => recipient.name),
            ].join(' · ')}
          </Text>
        </Stack>
        <RowMenu label={t('appSchedules.actionsFor', { name })}>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('edit')}>
            {t('appSchedules.edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconHistory size={16} />}
            component={LinkTo}
            href={`${paths.appRuns(projectUuid, app.uuid)}${searchOf({ scheduleUuid: schedule.uuid })}`}
          >
            {t('appSchedules.runs')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setDialog('delete')}>
            {t('appSchedules.delete')}
          </Menu.Item>
        </RowMenu>
      </Group>
      {schedule.stoppedBecause !== null && (
        <Alert color="orange" variant="light" mt="xs" role="note">
          {t(`appSchedules.stopped.${schedule.stoppedBecause}`)}
        </Alert>
      )}
      {dialog === 'edit' && <ScheduleDialog app={app} schedule={schedule} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('appSchedules.delete')}
          text={t('appSchedules.deleteText')}
          confirm={t('appSchedules.delete')}
          failed={t('appSchedules.deleteFailed')}
          onConfirm={remove}
          onClose={() => setDialog(null)}
        />
      )}
    </Card>
  )
}
