import { Alert, Button, Group, ScrollArea, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunWithCells } from '../../../api/app-runs.ts'
import { RunCells } from '../../apps/runs/run-cells.tsx'
import { failureText, ownerText } from '../../apps/runs/run-texts.ts'
import type { CheckedPublish } from './use-checked-publish.ts'

/** How far the run before publishing is, and what can be done: run, stop, publish all the same. */
export function PublishSteps({
  publish,
  failure,
  onClose,
}: {
  publish: CheckedPublish
  /** Why nothing was begun. */ failure: string | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { run, isRunning, isPickedUp, isBusy } = publish
  const isOver = run !== undefined && !isRunning && run.state !== 'completed'
  const mayForce = isRunning || isOver
  const forceHint = useId()
  return (
    <Stack gap="sm">
      {isPickedUp && run !== undefined && <Text size="sm">{t('appPublish.pickedUp', { name: ownerText(t, run) })}</Text>}
      {run !== undefined && <Progress run={run} isRunning={isRunning} />}
      {isOver && (
        <Alert color={run.state === 'killed' ? 'gray' : 'red'} variant="light" role="alert" title={t('appPublish.failed')}>
          {run.failure === null ? t('appPublish.cancelled') : failureText(t, run.failure)}
        </Alert>
      )}
      {failure !== null && (
        <Alert color="red" variant="light" role="alert" title={t('publish.failed')}>
          {failure}
        </Alert>
      )}
      {mayForce && (
        <Text size="xs" c="dimmed" id={forceHint}>
          {t(isRunning ? 'appPublish.forceRunning' : 'appPublish.forceHint')}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        {mayForce && (
          <Button variant="subtle" color="orange" loading={isBusy} onClick={() => void publish.force()} aria-describedby={forceHint}>
            {t('appPublish.force')}
          </Button>
        )}
        {isRunning ? (
          <Button variant="default" loading={isBusy} onClick={() => void publish.stop()}>
            {t('appPublish.stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
        )}
        <Button type="submit" loading={isBusy || isRunning} data-autofocus>
          {t(isOver ? 'appPublish.again' : 'appPublish.submit')}
        </Button>
      </Group>
    </Stack>
  )
}

function Progress({ run, isRunning }: { run: RunWithCells; isRunning: boolean }) {
  const { t } = useTranslation()
  const done = run.cells.filter(({ state }) => state === 'done').length
  const shown = isRunning ? run.cells : run.cells.filter(({ state }) => state === 'failed' || state === 'left_out')
  return (
    <>
      {isRunning && (
        <Text size="sm" role="status">
          {run.state === 'pending' ? t('appPublish.waiting') : t('appPublish.running', { count: done })}
        </Text>
      )}
      {shown.length > 0 && (
        <ScrollArea.Autosize mah={240} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('appRuns.cells') }}>
          <RunCells cells={shown} />
        </ScrollArea.Autosize>
      )}
    </>
  )
}
