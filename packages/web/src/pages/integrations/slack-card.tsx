import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SlackIntegration } from '../../api/integrations.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { ServiceCard } from './service-card.tsx'
import { SlackSettings } from './slack-settings.tsx'

const publicSlack = 'https://slack.com/api'

/** Slack: by the token of a bot. */
export function SlackCard({ slack }: { slack: SlackIntegration | null }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <ServiceCard
      kind="slack"
      connectedAt={slack?.connectedAt ?? null}
      summary={slack === null ? null : t('integrations.slack.as', { bot: slack.bot, team: slack.team })}
      onConnect={() => setOpen(true)}
    >
      {slack !== null && <SlackSettings key={slack.connectedAt} slack={slack} />}
      {isOpen && <SlackDialog known={slack} onClose={() => setOpen(false)} />}
    </ServiceCard>
  )
}

function SlackDialog({ known, onClose }: { known: SlackIntegration | null; onClose: () => void }) {
  const { t } = useTranslation()
  const [token, setToken] = useState('')
  const [url, setUrl] = useState(known?.url ?? publicSlack)
  const isIncomplete = url.trim() === '' || (known === null && token.trim() === '')
  return (
    <ConnectDialog kind="slack" name="Slack" settings={{ url, token }} isIncomplete={isIncomplete} onClose={onClose}>
      <PasswordInput
        label={t('integrations.slack.token')}
        description={t('integrations.slack.tokenHint')}
        placeholder={known === null ? 'xoxb-…' : t('integrations.kept')}
        value={token}
        required={known === null}
        autoComplete="off"
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      <TextInput label={t('integrations.url')} value={url} required onChange={(event) => setUrl(event.currentTarget.value)} />
    </ConnectDialog>
  )
}
