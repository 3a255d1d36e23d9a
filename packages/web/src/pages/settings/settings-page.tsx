import { Button, Group, NativeSelect, Paper, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { projectQuery, signsInto, updateProjectSettings, type Project, type ProjectSettings } from '../../api/projects.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useLanguage } from '../../i18n/language.ts'
import { ConnectionCard } from './connection-card.tsx'
import { DeleteProjectCard } from './delete-project-card.tsx'
import { OwnCredentialsCard } from './own-credentials-card.tsx'
import { PreviewsCard } from './previews-card.tsx'
import { ShareLinksCard } from './share-links-card.tsx'
import { UpstreamCard } from './upstream-card.tsx'
import { WritebackCard } from './writeback-card.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
/** 1 January 2024 was a Monday; every month of that year begins with its first day. */
const dayNames = (locale: string): string[] =>
  Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' }))
const monthNames = (locale: string): string[] =>
  Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 1)).toLocaleDateString(locale, { month: 'long', timeZone: 'UTC' }))

/** Name, time zone, weeks and fiscal years of a project; its connection, and with which credentials the reader signs in to it. */
export function SettingsPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const project = useQuery(projectQuery(projectUuid))
  const mayChange = useMay(projectUuid, 'project.update')
  const mayDelete = useMay(projectUuid, 'project.delete')
  const mayManage = useMay(projectUuid, 'project.manage')
  const mayWriteBack = useMay(projectUuid, 'writeback.manage')
  const mayPreview = useMay(projectUuid, 'project.create_preview')
  useCrumbs([{ label: t('settings.title') }])
  return (
    <Page title={t('settings.title')} description={t('settings.description')}>
      <QueryBoundary query={project} failed={t('settings.failed')} skeleton={<Skeleton height={320} />}>
        {(known) => {
          const warehouse = signsInto(known)
          return (
            <Stack maw={560}>
              <SettingsForm key={known.projectUuid} project={known} />
              {mayChange && <ConnectionCard projectUuid={projectUuid} />}
              {warehouse !== null && <OwnCredentialsCard projectUuid={projectUuid} type={warehouse} />}
              {mayWriteBack && <WritebackCard projectUuid={projectUuid} />}
              <UpstreamCard project={known} />
              {mayPreview && known.type === 'DEFAULT' && <PreviewsCard project={known} />}
              {mayManage && <ShareLinksCard projectUuid={projectUuid} />}
              {mayDelete && <DeleteProjectCard projectUuid={projectUuid} />}
            </Stack>
          )
        }}
      </QueryBoundary>
    </Page>
  )
}

const settingsOf = ({ name, schedulerTimezone, warehouseConnection }: Project): ProjectSettings => ({
  name,
  timezone: schedulerTimezone,
  startOfWeek: warehouseConnection?.startOfWeek ?? 0,
  fiscalYearStart: warehouseConnection?.fiscalYearStart ?? 1,
})

function SettingsForm({ project }: { project: Project }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const queryClient = useQueryClient()
  const mayChange = useMay(project.projectUuid, 'project.compile')
  const [changes, setChanges] = useState<Partial<ProjectSettings>>({})
  const [isSaving, setSaving] = useState(false)
  const saved = settingsOf(project)
  const settings = { ...saved, ...changes }
  const set = (part: Partial<ProjectSettings>): void => setChanges((before) => ({ ...before, ...part }))
  const isChanged = (Object.keys(settings) as (keyof ProjectSettings)[]).some((key) => settings[key] !== saved[key])
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setSaving(true)
    try {
      await updateProjectSettings(project.projectUuid, settings)
      // Every answer may be cut otherwise now.
      await queryClient.invalidateQueries()
      toastDone(t('settings.saved'))
    } catch (error) {
      toastFailed(t('settings.saveFailed'), error)
    }
    setSaving(false)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack>
        {!mayChange && <Text size="sm">{t('settings.readOnly')}</Text>}
        <Paper withBorder radius="md" p="md">
          <Title order={2} size="h5" mb="sm">
            {t('settings.general')}
          </Title>
          <TextInput
            label={t('settings.name')}
            value={settings.name}
            disabled={!mayChange}
            required
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Paper>
        <Paper withBorder radius="md" p="md">
          <Title order={2} size="h5" mb="sm">
            {t('settings.time')}
          </Title>
          <Stack gap="sm">
            <Select
              label={t('settings.timezone')}
              description={t('settings.timezoneHint')}
              data={zones}
              value={settings.timezone}
              disabled={!mayChange}
              searchable
              allowDeselect={false}
              onChange={(timezone) => (timezone === null ? undefined : set({ timezone }))}
            />
            <NativeSelect
              label={t('settings.startOfWeek')}
              data={dayNames(locale).map((label, day) => ({ label, value: String(day) }))}
              value={String(settings.startOfWeek)}
              disabled={!mayChange}
              onChange={(event) => set({ startOfWeek: Number(event.currentTarget.value) })}
            />
            <NativeSelect
              label={t('settings.fiscalYearStart')}
              description={t('settings.fiscalYearHint')}
              data={monthNames(locale).map((label, month) => ({ label, value: String(month + 1) }))}
              value={String(settings.fiscalYearStart)}
              disabled={!mayChange}
              onChange={(event) => set({ fiscalYearStart: Number(event.currentTarget.value) })}
            />
          </Stack>
        </Paper>
        {mayChange && (
          <Group justify="flex-end">
            <Button type="submit" loading={isSaving} disabled={!isChanged || settings.name.trim() === ''}>
              {t('settings.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
