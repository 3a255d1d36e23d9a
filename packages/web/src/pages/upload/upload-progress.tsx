import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../components/error-panel.tsx'
import type { UploadState } from './use-upload.ts'

type Props = { state: UploadState; size: number; onCancel: () => void }

/** How far a file is, or why it cannot be taken. */
export function UploadProgress({ state, size, onCancel }: Props) {
  const { t } = useTranslation()
  if (state.step === 'failed') {
    return (
      <Stack>
        <ErrorPanel title={t('upload.failed')} error={state.error} />
        {state.preview === null && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              {t('upload.close')}
            </Button>
          </Group>
        )}
      </Stack>
    )
  }
  if (state.step === 'ready') return null
  const share = state.step === 'sending' ? state.share * 100 : 100
  const megabytes = (size / 1024 / 1024).toFixed(size < 10 * 1024 * 1024 ? 1 : 0)
  const text = state.step === 'sending' ? t('upload.sending', { percent: Math.round(share), megabytes }) : t('upload.reading')
  return (
    <Stack gap="xs" mb="md">
      <Text size="sm" role="status">
        {text}
      </Text>
      <Progress value={share} animated={state.step === 'reading'} aria-label={t('upload.progress')} />
      {(state.step === 'sending' || state.preview === null) && (
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('dialog.cancel')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
