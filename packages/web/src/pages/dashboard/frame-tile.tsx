import { Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { healthQuery } from '../../api/session.ts'
import { frameAddress } from '../../dashboard/frame-address.ts'

/**
 * A page of elsewhere, a video most of the time, where the installation lets its host be framed; otherwise a link and why.
 * The page runs as of its own host, and can neither navigate this window nor ask for anything of the reader's.
 */
export function FrameTile({ url, name, height }: { url: string; name: string; height: number }) {
  const { t } = useTranslation()
  const health = useQuery(healthQuery)
  if (health.isPending) return <Skeleton height={height} />
  const address = frameAddress(url, { allowed: health.data?.frameHosts ?? [], own: window.location.host })
  switch (address.kind) {
    case 'bad':
      return <Text size="sm">{t('dashboard.tile.frameBad')}</Text>
    case 'closed':
      return (
        <Stack gap={4}>
          <Text size="sm">{t('dashboard.tile.frameClosed', { host: address.host })}</Text>
          <Anchor href={address.href} target="_blank" rel="noopener noreferrer" size="sm">
            {t('dashboard.tile.frameOpen')} <IconExternalLink size={14} aria-hidden />
          </Anchor>
        </Stack>
      )
    case 'frame':
      return (
        <iframe
          src={address.src}
          title={name}
          loading="lazy"
          // Its scripts and storage are those of its own host, and ours is never framed (frame-address.ts): it cannot free itself.
          // oxlint-disable-next-line react/iframe-missing-sandbox
          sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
          referrerPolicy="no-referrer"
          allow="fullscreen"
          style={{ border: 0, width: '100%', height, display: 'block' }}
        />
      )
  }
}
