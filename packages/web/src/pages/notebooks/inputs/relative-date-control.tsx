import { ActionIcon, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'

type Props = { label: string; value: string | null; canBeEmpty: boolean; disabled: boolean; onChange: (value: string | null) => void }

const units = ['day', 'month', 'year'] as const
const ways = ['ago', 'from now'] as const
const shape = /^(\d{1,5}) (day|month|year)s? (ago|from now)(?: (\S+))?$/

/** A day as it is seen from today: `3 months ago`. */
export function RelativeDateControl({ label, value, canBeEmpty, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const [, count = '', unit = 'month', way = 'ago', zone] = shape.exec(value ?? '') ?? []
  const set = (change: { count?: number | string; unit?: string; way?: string }): void => {
    const number = change.count ?? (count === '' ? 1 : count)
    onChange([number, (change.unit ?? unit) + (Number(number) === 1 ? '' : 's'), change.way ?? way, ...(zone === undefined ? [] : [zone])].join(' '))
  }
  return (
    <Stack gap={2}>
      <Text size="sm" fw={500} aria-hidden>
        {zone === undefined ? label : `${label} (${zone})`}
      </Text>
      <Group gap={6} wrap="nowrap">
        <NumberField
          size="sm"
          label={t('appSession.input.howMany')}
          value={count === '' ? '' : Number(count)}
          min={0}
          max={99_999}
          allowDecimal={false}
          w={90}
          disabled={disabled}
          onCommit={(number) => (number === '' ? canBeEmpty && onChange(null) : set({ count: number }))}
        />
        <NativeSelect
          aria-label={t('appSession.input.unit')}
          value={unit}
          disabled={disabled}
          onChange={(event) => set({ unit: event.currentTarget.value })}
          data={units.map((one) => ({ value: one, label: t(`appSession.input.units.${one}`) }))}
        />
        <NativeSelect
          aria-label={t('appSession.input.way')}
          value={way}
          disabled={disabled}
          onChange={(event) => set({ way: event.currentTarget.value })}
          data={ways.map((one) => ({ value: one, label: t(one === 'ago' ? 'appSession.input.ago' : 'appSession.input.fromNow') }))}
        />
        {canBeEmpty && value !== null && (
          <ActionIcon aria-label={t('appSession.input.clear', { label })} disabled={disabled} onClick={() => onChange(null)}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
    </Stack>
  )
}
