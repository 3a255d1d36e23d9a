import { Fieldset, NativeSelect, Stack, Switch, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { joiningRoles } from '../../api/members.ts'
import type { ProviderDraft } from './provider-draft.ts'

/** Who of the people at a provider may come in, and what they become. */
export function AdmissionFields({ draft, onChange }: { draft: ProviderDraft; onChange: (part: Partial<ProviderDraft>) => void }) {
  const { t } = useTranslation()
  return (
    <Fieldset legend={t('signInMethods.who')}>
      <Stack gap="sm">
        <TagsInput
          label={t('signInMethods.domains')}
          description={t('signInMethods.domainsHint')}
          value={draft.domains}
          onChange={(domains) => onChange({ domains })}
          acceptValueOnBlur
        />
        <Switch
          label={t('signInMethods.createsAccounts')}
          description={t('signInMethods.createsAccountsHint')}
          checked={draft.createsAccounts}
          onChange={(event) => onChange({ createsAccounts: event.currentTarget.checked })}
        />
        {draft.createsAccounts && (
          <NativeSelect
            label={t('signInMethods.role')}
            value={draft.role}
            data={joiningRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            onChange={(event) => onChange({ role: joiningRoles.find((each) => each === event.currentTarget.value) ?? 'viewer' })}
          />
        )}
        <Switch
          label={t('signInMethods.joinsByEmail')}
          description={t('signInMethods.joinsByEmailHint')}
          checked={draft.joinsByEmail}
          onChange={(event) => onChange({ joinsByEmail: event.currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  )
}
