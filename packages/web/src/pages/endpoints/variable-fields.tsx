import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { VariableType, VariableWish } from '../../api/endpoints.ts'
import { variableTypes } from './variable-wishes.ts'

type Props = { wishes: readonly VariableWish[]; onChange: (wish: VariableWish) => void }

/** Type and default of each variable that the SQL mentions. */
export function VariableFields({ wishes, onChange }: Props) {
  const { t } = useTranslation()
  if (wishes.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        {t('endpoints.noVariables', { example: '{variables.region}' })}
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      {wishes.map((wish) => (
        <Group key={wish.name} gap="xs" align="end" wrap="wrap">
          <NativeSelect
            label={t('endpoints.typeOf', { name: wish.name })}
            size="xs"
            w={150}
            value={wish.type}
            onChange={(event) => onChange({ ...wish, type: event.currentTarget.value as VariableType })}
            data={variableTypes.map((type) => ({ value: type, label: t(`endpoints.types.${type}`) }))}
          />
          <TextInput
            label={t('endpoints.defaultOf', { name: wish.name })}
            placeholder={t('endpoints.required')}
            size="xs"
            flex="1 1 160px"
            value={wish.value}
            onChange={(event) => onChange({ ...wish, value: event.currentTarget.value })}
          />
        </Group>
      ))}
    </Stack>
  )
}
