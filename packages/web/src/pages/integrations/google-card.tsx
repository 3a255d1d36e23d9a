import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoogleIntegration } from '../../api/integrations.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { RegisterAddress } from './register-address.tsx'
import { ServiceCard } from './service-card.tsx'

/** Google: by an OAuth client of the organization's own, to which people link their accounts. */
export function GoogleCard({ google, redirect }: { google: GoogleIntegration | null; redirect: string }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <ServiceCard
      kind="google"
      connectedAt={google?.connectedAt ?? null}
      summary={google === null ? null : t('integrations.google.as', { clientId: google.clientId })}
      onConnect={() => setOpen(true)}
    >
      {isOpen && <GoogleDialog known={google} redirect={redirect} onClose={() => setOpen(false)} />}
    </ServiceCard>
  )
}

function GoogleDialog({ known, redirect, onClose }: { known: GoogleIntegration | null; redirect: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [clientId, setClientId] = useState(known?.clientId ?? '')
  const [clientSecret, setClientSecret] = useState('')
  const [url, setUrl] = useState(known?.url ?? '')
  const isIncomplete = clientId.trim() === '' || (known === null && clientSecret.trim() === '')
  return (
    <ConnectDialog kind="google" name="Google" settings={{ url, clientId, clientSecret }} isIncomplete={isIncomplete} onClose={onClose}>
      <RegisterAddress label={t('integrations.google.redirect')} address={redirect} />
      <TextInput
        label={t('integrations.google.clientId')}
        description={t('integrations.google.clientHint')}
        value={clientId}
        required
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('integrations.clientSecret')}
        placeholder={known === null ? undefined : t('integrations.kept')}
        value={clientSecret}
        required={known === null}
        autoComplete="off"
        onChange={(event) => setClientSecret(event.currentTarget.value)}
      />
      <TextInput
        label={t('integrations.google.url')}
        description={t('integrations.google.urlHint')}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
    </ConnectDialog>
  )
}
