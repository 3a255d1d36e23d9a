import { Skeleton, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notificationSettingsQuery, updateNotificationSettings } from '../../api/notifications.ts'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'

/** How the reader wants to be told. */
export function NotificationsCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const settings = useQuery(notificationSettingsQuery)
  const set = async (mailsMentions: boolean): Promise<void> => {
    try {
      await updateNotificationSettings(mailsMentions)
      await queryClient.invalidateQueries({ queryKey: notificationSettingsQuery.queryKey })
    } catch (error) {
      toastFailed(t('notifications.settingsFailed'), error)
    }
  }
  return (
    <Card title={t('notifications.title')}>
      <QueryBoundary query={settings} failed={t('notifications.settingsLoadFailed')} skeleton={<Skeleton height={40} />}>
        {({ mailsMentions, sendsMail }) => (
          <Switch
            label={t('notifications.mailMentions')}
            description={sendsMail ? t('notifications.mailMentionsHint') : t('notifications.noMail')}
            checked={mailsMentions}
            onChange={(event) => void set(event.currentTarget.checked)}
          />
        )}
      </QueryBoundary>
    </Card>
  )
}
