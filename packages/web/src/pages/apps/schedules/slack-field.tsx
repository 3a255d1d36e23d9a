import { MultiSelect, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/api-error.ts'
import { slackChannelsQuery } from '../../../api/integrations.ts'
import { useOwnAbilities } from '../../../components/use-own-abilities.ts'

type Props = { channelIds: string[]; onChange: (channelIds: string[]) => void }

/**
 * Channels of Slack that are told: by name where the workspace lists them, else by id. Who may not choose any takes those away that
 * others chose, without which nothing can be saved.
 */
export function SlackField({ channelIds, onChange }: Props) {
  const { t } = useTranslation()
  const mayChoose = useOwnAbilities().includes('integration.use')
  // The workspace is asked when somebody wants a channel of it.
  const [isWanted, setIsWanted] = useState(channelIds.length > 0)
  const channels = useQuery({ ...slackChannelsQuery, enabled: mayChoose && isWanted })
  const isMissing = channels.error instanceof ApiError && channels.error.name === 'SlackInstallationNotFoundError'
  if (!mayChoose && channelIds.length === 0) return null
  if (mayChoose && channels.isError && !isMissing) {
    return (
      <TagsInput
        label={t('appSchedules.slack')}
        description={t('appSchedules.slackHint')}
        value={channelIds}
        onChange={(ids) => onChange(ids.map((id) => id.trim().toUpperCase()))}
      />
    )
  }
  const offered = mayChoose ? (channels.data ?? []) : []
  const unknown = channelIds.filter((id) => !offered.some((channel) => channel.id === id))
  return (
    <MultiSelect
      label={t('appSchedules.slack')}
      data={[...offered.map(({ id, name }) => ({ value: id, label: `#${name}` })), ...unknown.map((id) => ({ value: id, label: id }))]}
      value={channelIds}
      searchable
      onFocus={() => setIsWanted(true)}
      limit={100}
      {...(mayChoose ? (isMissing ? { error: t('appSchedules.slackMissing') } : {}) : { error: t('appSchedules.slackNotYours') })}
      onChange={onChange}
    />
  )
}
