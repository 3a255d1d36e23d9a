import { Alert, Fieldset, Modal, Select, Switch, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellsSomebody } from '../../../api/app-runs.ts'
import {
  appSchedulesQuery,
  createAppSchedule,
  givenNotices,
  nextTimesQuery,
  updateAppSchedule,
  type AppSchedule,
  type GivenSchedule,
} from '../../../api/app-schedules.ts'
import { appViewsQuery } from '../../../api/app-views.ts'
import type { App } from '../../../api/apps.ts'
import { messageOf, tellRefusal } from '../../../api/message-of.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { CadenceFields } from './cadence-fields.tsx'
import { timeText } from './cadence-text.ts'
import { NoticeFields } from './notice-fields.tsx'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

const first = (): GivenSchedule => ({
  cadence: { kind: 'daily', hour: 7, minute: 0 },
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  viewUuid: null,
  usesCachedSql: false,
  updatesPublished: true,
  isEnabled: true,
  notifications: [],
})

const givenOf = ({ cadence, timezone, viewUuid, usesCachedSql, updatesPublished, isEnabled, notifications }: AppSchedule): GivenSchedule => ({
  cadence,
  timezone,
  viewUuid,
  usesCachedSql,
  updatesPublished,
  isEnabled,
  notifications: givenNotices(notifications),
})

type Props = { app: App; /** Null: a new one. */ schedule: AppSchedule | null; onClose: () => void }

/** When an app runs by itself, with which inputs, and who is told. */
export function ScheduleDialog({ app, schedule, onClose }: Props) {
  const { uuid: appUuid } = app
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [given, setGiven] = useState(() => (schedule === null ? first() : givenOf(schedule)))
  const change = (part: Partial<GivenSchedule>): void => setGiven({ ...given, ...part })
  const save = async (): Promise<void> => {
    const whole = { ...given, updatesPublished: given.updatesPublished && given.viewUuid === null, notifications: given.notifications.filter(tellsSomebody) }
    await (schedule === null ? createAppSchedule(appUuid, whole) : updateAppSchedule(appUuid, schedule.uuid, whole))
    await queryClient.invalidateQueries({ queryKey: appSchedulesQuery(appUuid).queryKey })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t(schedule === null ? 'appSchedules.add' : 'appSchedules.edit')}>
      <DialogForm submit={t('dialog.save')} onSubmit={save} failed={t('appSchedules.saveFailed')} onClose={onClose}>
        <CadenceFields cadence={given.cadence} onChange={(cadence) => change({ cadence })} />
        <Select
          label={t('appSchedules.timezone')}
          description={t('appSchedules.dst')}
          data={zones}
          value={given.timezone}
          searchable
          limit={60}
          allowDeselect={false}
          onChange={(timezone) => change({ timezone: timezone ?? 'UTC' })}
        />
        <NextTimes appUuid={appUuid} given={given} />
        <WhatRuns appUuid={appUuid} given={given} onChange={change} />
        <Fieldset legend={t('appSchedules.tell')}>
          <NoticeFields app={app} notices={given.notifications} onChange={(notifications) => change({ notifications })} />
        </Fieldset>
        <Text size="xs" c="dimmed">
          {t('appSchedules.asYou')}
        </Text>
      </DialogForm>
    </Modal>
  )
}

function NextTimes({ appUuid, given: { cadence, timezone } }: { appUuid: string; given: GivenSchedule }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const [asked] = useDebouncedValue({ cadence, timezone }, 300)
  const { data, error } = useQuery(nextTimesQuery(appUuid, asked))
  const refused = data?.problem ?? null
  const problem = error !== null ? messageOf(error) : refused === null ? null : tellRefusal(refused)
  if (problem !== null) {
    return (
      <Alert color="red" variant="light" role="alert">
        {problem}
      </Alert>
    )
  }
  return (
    <div role="status">
      <Text size="sm" fw={500}>
        {t('appSchedules.nextTimes')}
      </Text>
      {data?.nextTimes.map((time) => (
        <Text key={time} size="sm" c="dimmed">
          {timeText(time, asked.timezone, locale)}
        </Text>
      ))}
    </div>
  )
}

function WhatRuns({ appUuid, given, onChange }: { appUuid: string; given: GivenSchedule; onChange: (part: Partial<GivenSchedule>) => void }) {
  const { t } = useTranslation()
  const views = (useQuery(appViewsQuery(appUuid)).data ?? []).filter(({ isShared }) => isShared)
  return (
    <>
      {(views.length > 0 || given.viewUuid !== null) && (
        <Select
          label={t('appSchedules.view')}
          data={views.map(({ uuid, name }) => ({ value: uuid, label: name }))}
          value={given.viewUuid}
          placeholder={t('appSchedules.defaults')}
          clearable
          onChange={(viewUuid) => onChange({ viewUuid })}
        />
      )}
      <Switch
        label={t('appSchedules.updates')}
        {...(given.viewUuid === null ? {} : { description: t('appSchedules.updatesNot') })}
        disabled={given.viewUuid !== null}
        checked={given.updatesPublished && given.viewUuid === null}
        onChange={(event) => onChange({ updatesPublished: event.currentTarget.checked })}
      />
      <Switch label={t('appSchedules.cached')} checked={given.usesCachedSql} onChange={(event) => onChange({ usesCachedSql: event.currentTarget.checked })} />
      <Switch label={t('appSchedules.switch')} checked={given.isEnabled} onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })} />
    </>
  )
}
