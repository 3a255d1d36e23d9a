import { Button, Stack, Text } from '@mantine/core'
import { IconBroadcast } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { InputValues } from '../../../api/app-sessions.ts'
import type { PublishedApp } from '../../../api/apps.ts'
import { startLive } from '../../../api/live.ts'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { paths } from '../../../shell/paths.ts'

type Props = { projectUuid: string; published: PublishedApp; inputs: InputValues; onStarted: () => void }

/** Begins a live session with the values of now, goes there and copies its link. */
export function StartLive({ projectUuid, published: { app, cells }, inputs, onStarted }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const shared = cells.flatMap(({ input }) => {
    const isGiven = input !== undefined && input.definition.type !== 'file' && input.definition.type !== 'run_button' && Object.hasOwn(inputs, input.name)
    return isGiven ? [[input.name, inputs[input.name] ?? null] as const] : []
  })
  const start = useMutation({
    mutationFn: () => startLive(app.uuid, Object.fromEntries(shared)),
    onSuccess: async ({ uuid }) => {
      const address = `${paths.app(projectUuid, app.uuid)}?live=${uuid}`
      go(address)
      onStarted()
      if (await copyText(`${window.location.origin}${address}`)) toastDone(t('apps.linkCopied'))
    },
    onError: (error) => toastFailed(t('live.startFailed'), error),
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('live.hint')}</Text>
      <Button leftSection={<IconBroadcast size={15} />} loading={start.isPending} onClick={() => start.mutate()}>
        {t('live.start')}
      </Button>
    </Stack>
  )
}
