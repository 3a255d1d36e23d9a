import { Group, Paper, Text, Title } from '@mantine/core'
import { IconAt } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { markNotification, notificationsQuery } from '../../api/notifications.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { notificationText } from '../../components/notification-text.ts'
import { toastFailed } from '../../components/toast.ts'
import { useNotifications } from '../../components/use-notifications.ts'
import classes from './home.module.css'

const shown = 5

/** Mentions in this project that the reader has not looked at; nothing when there are none. */
export function NeedsYou({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mentions = useNotifications().filter((each) => each.isMention && !each.viewed && each.projectUuid === projectUuid)
  const see = async (notificationId: string): Promise<void> => {
    try {
      await markNotification(notificationId, true)
      await queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey })
    } catch (error) {
      toastFailed(t('notifications.failed'), error)
    }
  }
  if (mentions.length === 0) return null
  return (
    <Paper withBorder radius="md" component="section" aria-label={t('home.needsYou')}>
      <Group px="md" py="sm" className={classes['head'] ?? ''}>
        <Title order={2} size="h5">
          {t('home.needsYou')}
        </Title>
      </Group>
      <ul className={classes['list']}>
        {mentions.slice(0, shown).map((mention) => (
          <li key={mention.notificationId}>
            <LinkTo href={mention.url} className={classes['row']} onClick={() => void see(mention.notificationId)}>
              <IconAt size={18} stroke={1.6} aria-hidden />
              <span className={classes['name']}>{notificationText(mention, t)}</span>
              <Text component="span" size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                <Ago at={mention.createdAt} />
              </Text>
            </LinkTo>
          </li>
        ))}
      </ul>
      {mentions.length > shown && (
        <Text size="xs" c="dimmed" px="md" pb="sm">
          {t('home.needsYouMore', { count: mentions.length - shown })}
        </Text>
      )}
    </Paper>
  )
}
