import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { integrationsQuery, slackChannelsQuery, updateSlackSettings, type SlackIntegration } from '../../api/integrations.ts'
import { messageOf } from '../../api/message-of.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** Where failures are told in Slack, and how the bot looks. */
export function SlackSettings({ slack }: { slack: SlackIntegration }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const channels = useQuery(slackChannelsQuery)
  const [channel, setChannel] = useState(slack.notificationChannel)
  const [photo, setPhoto] = useState(slack.appProfilePhotoUrl ?? '')
  const [busy, setBusy] = useState(false)
  const known = channels.data ?? []
  // One that is kept is shown by its id where its name is not known.
  const data = known.map(({ id: value, name: label }) => ({ value, label }))
  if (channel !== null && !known.some(({ id }) => id === channel)) data.push({ value: channel, label: channel })
  const isChanged = channel !== slack.notificationChannel || photo !== (slack.appProfilePhotoUrl ?? '')
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await updateSlackSettings({ notificationChannel: channel, appProfilePhotoUrl: photo === '' ? null : photo })
      await queryClient.invalidateQueries({ queryKey: integrationsQuery.queryKey })
      toastDone(t('integrations.slack.saved'))
    } catch (error) {
      toastFailed(t('integrations.slack.saveFailed'), error)
    }
    setBusy(false)
  }
  return (
    <Stack gap="xs">
      <Select
        label={t('integrations.slack.channel')}
        description={t('integrations.slack.channelHint')}
        placeholder={t('integrations.slack.noChannel')}
        data={data}
        value={channel}
        searchable
        clearable
        limit={100}
        clearButtonProps={{ 'aria-label': t('integrations.slack.clear') }}
        onChange={setChannel}
      />
      {channels.isError && (
        <Text size="xs" c="red" role="alert">
          {messageOf(channels.error)}
        </Text>
      )}
      <TextInput label={t('integrations.slack.photo')} placeholder="https://" value={photo} onChange={(event) => setPhoto(event.currentTarget.value)} />
      <Group justify="flex-end">
        <Button size="xs" loading={busy} disabled={!isChanged} onClick={() => void save()}>
          {t('integrations.slack.save')}
        </Button>
      </Group>
    </Stack>
  )
}
