import { PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectGithub, GithubIntegration } from '../../api/integrations.ts'
import { ConnectDialog } from './connect-dialog.tsx'
import { RegisterAddress } from './register-address.tsx'

type Draft = { method: 'app' | 'token'; url: string; appId: string; privateKey: string; clientId: string; clientSecret: string; token: string }

const publicGithub = 'https://github.com'

function draftOf(known: GithubIntegration | null): Draft {
  const empty: Draft = { method: 'app', url: publicGithub, appId: '', privateKey: '', clientId: '', clientSecret: '', token: '' }
  if (known === null) return empty
  if (known.method === 'token') return { ...empty, method: 'token', url: known.url }
  return { ...empty, url: known.url, appId: known.appId, clientId: known.clientId ?? '' }
}

const settingsOf = ({ method, url, appId, privateKey, clientId, clientSecret, token }: Draft): ConnectGithub =>
  method === 'app' ? { method, url, appId, privateKey, clientId, clientSecret } : { method, url, token }

type Props = { known: GithubIntegration | null; callback: string; onClose: () => void }

/** What GitHub is connected by: an app with its key, or a fine-grained token. */
export function GithubDialog({ known, callback, onClose }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(known))
  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const isKept = known?.method === draft.method
  const { method, url, appId, privateKey, token } = draft
  const isIncomplete = url.trim() === '' || (method === 'app' ? appId.trim() === '' || (!isKept && privateKey.trim() === '') : !isKept && token.trim() === '')
  const kept = isKept ? t('integrations.kept') : undefined
  return (
    <ConnectDialog kind="github" name="GitHub" settings={settingsOf(draft)} isIncomplete={isIncomplete} onClose={onClose}>
      <SegmentedControl
        aria-label={t('integrations.github.method')}
        value={method}
        onChange={(value) => set({ method: value === 'token' ? 'token' : 'app' })}
        data={[
          { value: 'app', label: t('integrations.github.byApp') },
          { value: 'token', label: t('integrations.github.byToken') },
        ]}
      />
      <TextInput
        label={t('integrations.url')}
        description={t('integrations.github.urlHint')}
        value={url}
        required
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      {method === 'app' ? (
        <>
          <RegisterAddress label={t('integrations.github.callback')} address={callback} />
          <TextInput
            label={t('integrations.github.appId')}
            value={appId}
            required
            inputMode="numeric"
            onChange={(event) => set({ appId: event.currentTarget.value })}
          />
          <Textarea
            label={t('integrations.github.privateKey')}
            description={t('integrations.github.privateKeyHint')}
            placeholder={kept ?? '-----BEGIN RSA PRIVATE KEY-----'}
            value={privateKey}
            required={!isKept}
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => set({ privateKey: event.currentTarget.value })}
          />
          <TextInput
            label={t('integrations.github.clientId')}
            description={t('integrations.github.clientHint')}
            value={draft.clientId}
            onChange={(event) => set({ clientId: event.currentTarget.value })}
          />
          {draft.clientId !== '' && (
            <PasswordInput
              label={t('integrations.clientSecret')}
              placeholder={kept}
              value={draft.clientSecret}
              autoComplete="off"
              onChange={(event) => set({ clientSecret: event.currentTarget.value })}
            />
          )}
        </>
      ) : (
        <PasswordInput
          label={t('integrations.github.token')}
          description={t('integrations.github.tokenHint')}
          placeholder={kept}
          value={token}
          required={!isKept}
          autoComplete="off"
          onChange={(event) => set({ token: event.currentTarget.value })}
        />
      )}
    </ConnectDialog>
  )
}
