import { ActionIcon, Button, Group, Indicator, Popover, Text, Title } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { markNotification, mostNotifications, notificationsQuery, readAllNotifications, type Notification } from '../api/notifications.ts'
import { Ago } from '../components/ago.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { notificationText } from '../components/notification-text.ts'
import { toastFailed } from '../components/toast.ts'
import { useNotifications } from '../components/use-notifications.ts'
import classes from './notifications-bell.module.css'

/** What the reader is told of: mentions, and words in conversations they are in. */
export function NotificationsBell() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const notifications = useNotifications()
  const unseen = notifications.filter(({ viewed }) => !viewed).length
  const change = async (marking: Promise<unknown>): Promise<void> => {
    try {
      await marking
      await queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey })
    } catch (error) {
      toastFailed(t('notifications.failed'), error)
    }
  }
  const open = ({ notificationId, viewed }: Notification): void => {
    setIsOpen(false)
    if (!viewed) void change(markNotification(notificationId, true))
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width="min(380px, 92vw)"
      trapFocus={notifications.length > 0}
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Indicator disabled={unseen === 0} label={unseen > 99 ? '99+' : unseen} size={16} color="red.8" aria-hidden={false}>
          <ActionIcon
            size="lg"
            aria-label={unseen === 0 ? t('notifications.title') : t('notifications.unseen', { count: unseen })}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            onClick={() => setIsOpen(!isOpen)}
          >
            <IconBell size={18} />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown p={0} role="dialog" aria-label={t('notifications.title')}>
        <Group justify="space-between" px="md" py="xs" className={classes['head'] ?? ''}>
          <Title order={2} size="h6">
            {t('notifications.title')}
          </Title>
          <Button size="compact-xs" variant="subtle" disabled={unseen === 0} onClick={() => void change(readAllNotifications())}>
            {t('notifications.readAll')}
          </Button>
        </Group>
        {notifications.length === 0 ? (
          <EmptyState icon={IconBell} text={t('notifications.none')} compact />
        ) : (
          <ul className={classes['list']}>
            {notifications.map((notification) => (
              <li key={notification.notificationId} data-unseen={!notification.viewed || undefined}>
                <LinkTo href={notification.url} className={classes['row']} onClick={() => open(notification)}>
                  <span>
                    {notificationText(notification, t)}
                    {!notification.viewed && <span className={classes['hidden']}> ({t('notifications.new')})</span>}
                  </span>
                  <Text component="span" size="xs" c="dimmed">
                    <Ago at={notification.createdAt} />
                  </Text>
                </LinkTo>
              </li>
            ))}
          </ul>
        )}
        {notifications.length >= mostNotifications && (
          <Text size="xs" c="dimmed" px="md" py="xs">
            {t('notifications.latest', { count: mostNotifications })}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
