import { Center, Loader, Stack, Text } from '@mantine/core'
import { IconClockPause, IconUnlink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { messageOf } from '../api/message-of.ts'
import { Look } from '../theme/look.tsx'
import { EmbedView } from './embed-view.tsx'
import type { EmbeddedApp } from './open-link.ts'

/** An app in a page of elsewhere, or why there is none. */
export function EmbedPage({ opening }: { opening: Promise<EmbeddedApp> }) {
  const { data, error } = useQuery({ queryKey: ['embed'], queryFn: () => opening, retry: false, staleTime: Infinity, refetchOnWindowFocus: false })
  const theme = data?.options.theme
  return (
    <Look {...(theme === 'light' || theme === 'dark' ? { scheme: theme } : {})}>
      {data !== undefined ? <EmbedView {...data} /> : error === null ? <Opening /> : <NotOpened error={error} />}
    </Look>
  )
}

function Opening() {
  const { t } = useTranslation()
  return (
    <Center mih={200} role="status" aria-label={t('embed.opening')}>
      <Loader />
    </Center>
  )
}

/** What an address that cannot be opened shows, by the name of the refusal. */
const reasons = { EmbedUsedError: 'used', EmbedExpiredError: 'expired', EmbedDeadError: 'dead', NotFoundError: 'missing' } as const

function NotOpened({ error }: { error: Error }) {
  const { t } = useTranslation()
  const reason = error instanceof ApiError && error.name in reasons ? reasons[error.name as keyof typeof reasons] : null
  return (
    <Center mih={200} p="md">
      <Stack gap="xs" align="center" maw={440} role="alert">
        {reason === 'expired' || reason === 'used' ? <IconClockPause size={32} aria-hidden /> : <IconUnlink size={32} aria-hidden />}
        <Text fw={600} ta="center">
          {t(reason === null ? 'embed.failed' : `embed.${reason}`)}
        </Text>
        <Text size="sm" c="dimmed" ta="center">
          {reason === null ? messageOf(error) : t(reason === 'dead' ? 'embed.askThem' : 'embed.reload')}
        </Text>
      </Stack>
    </Center>
  )
}
