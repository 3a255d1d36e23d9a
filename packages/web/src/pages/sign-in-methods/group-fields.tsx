import { Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../../api/groups.ts'
import type { MappedGroup } from '../../api/sign-in-methods.ts'
import { RemoveButton } from '../../components/remove-button.tsx'
import type { ProviderDraft } from './provider-draft.ts'

/** Which groups people join and leave as the provider says. */
export function GroupFields({ draft, onChange }: { draft: ProviderDraft; onChange: (part: Partial<ProviderDraft>) => void }) {
  const { t } = useTranslation()
  const groups = useQuery(groupsQuery).data ?? []
  const replace = (at: number, part: Partial<MappedGroup>): void =>
    onChange({ groups: draft.groups.map((mapped, index) => (index === at ? { ...mapped, ...part } : mapped)) })
  return (
    <Fieldset legend={t('signInMethods.groups')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('signInMethods.groupsText')}
        </Text>
        <TextInput
          label={t('signInMethods.groupsClaim')}
          description={t('signInMethods.groupsClaimHint')}
          value={draft.groupsClaim ?? ''}
          onChange={(event) => onChange({ groupsClaim: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        {draft.groupsClaim !== null && groups.length === 0 && <Text size="sm">{t('signInMethods.noGroups')}</Text>}
        {draft.groupsClaim !== null && groups.length > 0 && (
          <>
            {draft.groups.map((mapped, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows have nothing else of their own while they are typed
              <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                  label={t('signInMethods.value')}
                  value={mapped.value}
                  flex={1}
                  onChange={(event) => replace(index, { value: event.currentTarget.value })}
                />
                <NativeSelect
                  label={t('signInMethods.group')}
                  value={mapped.groupUuid}
                  data={groups.map(({ uuid, name }) => ({ value: uuid, label: name }))}
                  flex={1}
                  onChange={(event) => replace(index, { groupUuid: event.currentTarget.value })}
                />
                <RemoveButton
                  label={t('signInMethods.removeGroup', { value: mapped.value })}
                  onClick={() => onChange({ groups: draft.groups.filter((_, at) => at !== index) })}
                />
              </Group>
            ))}
            <Group>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => onChange({ groups: [...draft.groups, { value: '', groupUuid: groups[0]?.uuid ?? '' }] })}
              >
                {t('signInMethods.addGroup')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Fieldset>
  )
}
