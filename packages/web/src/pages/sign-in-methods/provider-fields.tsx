import { Button, Checkbox, Code, Fieldset, Group, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { healthQuery } from '../../api/session.ts'
import type { IdentityProvider } from '../../api/sign-in-methods.ts'
import { copyText } from '../../components/copy-text.ts'
import { toastDone } from '../../components/toast.ts'
import type { ProviderDraft } from './provider-draft.ts'

type Props = {
  draft: ProviderDraft
  /** The short name as it will be. */
  slug: string
  known: IdentityProvider | null
  onChange: (part: Partial<ProviderDraft>) => void
}

/** Which provider it is, and what this installation is there. */
export function ProviderFields({ draft, slug, known, onChange }: Props) {
  const { t } = useTranslation()
  const site = useQuery(healthQuery).data?.siteUrl ?? window.location.origin
  const redirectUri = known?.redirectUri ?? `${site}/api/v1/oauth/redirect/oidc/${slug}`
  return (
    <Fieldset legend={t('signInMethods.basics')}>
      <Stack gap="sm">
        <TextInput
          label={t('signInMethods.name')}
          description={t('signInMethods.nameHint')}
          value={draft.name}
          maxLength={200}
          required
          data-autofocus
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {known === null && (
          <TextInput
            label={t('signInMethods.slug')}
            description={t('signInMethods.slugHint')}
            value={slug}
            maxLength={60}
            required
            onChange={(event) => onChange({ slug: event.currentTarget.value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') })}
          />
        )}
        {slug !== '' && <RedirectAddress address={redirectUri} />}
        <TextInput
          label={t('signInMethods.issuer')}
          description={t('signInMethods.issuerHint')}
          placeholder="https://id.example.com"
          value={draft.issuer}
          inputMode="url"
          autoComplete="off"
          required
          onChange={(event) => onChange({ issuer: event.currentTarget.value })}
        />
        <TextInput
          label={t('signInMethods.clientId')}
          value={draft.clientId}
          autoComplete="off"
          required
          onChange={(event) => onChange({ clientId: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('signInMethods.clientSecret')}
          description={t(known?.hasSecret === true ? 'signInMethods.clientSecretKept' : 'signInMethods.clientSecretHint')}
          value={draft.clientSecret}
          autoComplete="new-password"
          disabled={draft.removesSecret}
          onChange={(event) => onChange({ clientSecret: event.currentTarget.value })}
        />
        {known?.hasSecret === true && (
          <Checkbox
            label={t('signInMethods.removeSecret')}
            checked={draft.removesSecret}
            onChange={(event) => onChange({ removesSecret: event.currentTarget.checked, clientSecret: '' })}
          />
        )}
        <TextInput label={t('signInMethods.scopes')} value={draft.scopes} onChange={(event) => onChange({ scopes: event.currentTarget.value })} />
        <Switch label={t('signInMethods.isEnabled')} checked={draft.isEnabled} onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })} />
      </Stack>
    </Fieldset>
  )
}

function RedirectAddress({ address }: { address: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(address)) toastDone(t('signInMethods.copied'))
  }
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('signInMethods.redirectUri')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('signInMethods.redirectUriHint')}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{address}</Code>
        <Button size="compact-xs" variant="default" onClick={() => void copy()} style={{ flexShrink: 0 }}>
          {t('signInMethods.copy')}
        </Button>
      </Group>
    </div>
  )
}
