import { Alert, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppRun } from '../../../api/app-runs.ts'
import { Ago } from '../../../components/ago.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { RunState } from './run-state.tsx'
import { failureText, ownerText, tookText } from './run-texts.ts'

/** Where a run stands, as whom and with what it ran, and why it failed. */
export function RunHead({ run }: { run: AppRun }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const took = tookText(run, locale)
  const facts: [string, string][] = [
    [t('appRuns.filterTrigger'), t(`appRuns.trigger.${run.trigger}`)],
    [t('appRuns.by'), ownerText(t, run)],
    [t('appRuns.version'), run.version === null ? t('appRuns.draft') : String(run.version)],
    ...(took === null ? [] : [[t('appRuns.took'), took] as [string, string]]),
    ...(run.notifications.length === 0
      ? []
      : [[t('appRuns.recipients'), run.notifications.map(({ recipient }) => recipient.name).join(', ')] as [string, string]]),
  ]
  return (
    <Stack gap="sm">
      <Group gap="lg" role="status">
        <RunState state={run.state} />
        <Text size="sm" component="span">
          <Ago at={run.createdAt} />
        </Text>
        {facts.map(([label, value]) => (
          <Text key={label} size="sm" component="span">
            <Text span c="dimmed" size="sm">
              {label}:{' '}
            </Text>
            {value}
          </Text>
        ))}
      </Group>
      {run.failure !== null && (
        <Alert color={run.state === 'unable_to_allocate_kernel' ? 'orange' : 'red'} variant="light" role="alert">
          {failureText(t, run.failure)}
        </Alert>
      )}
    </Stack>
  )
}
