import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { CustomFormat } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'

const types = ['default', 'number', 'percent', 'currency'] as const
const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'INR', 'CNY', 'BRL']

/** How values of a new field are written. */
export function FormatFields({ format, onChange }: { format: CustomFormat | undefined; onChange: (format: CustomFormat | undefined) => void }) {
  const { t } = useTranslation()
  const current: CustomFormat = format ?? { type: 'default' }
  const change = (part: Partial<CustomFormat>): void => onChange({ ...current, ...part })
  return (
    <Group grow align="flex-start" gap="xs">
      <NativeSelect
        size="xs"
        label={t('format.type')}
        value={current.type}
        onChange={(event) => {
          const type = event.currentTarget.value as CustomFormat['type']
          onChange(type === 'default' ? undefined : { ...current, type, ...(type === 'currency' ? { currency: current.currency ?? 'USD' } : {}) })
        }}
        data={types.map((value) => ({ value, label: t(`format.types.${value}`) }))}
      />
      {current.type === 'currency' && (
        <NativeSelect
          size="xs"
          label={t('format.currency')}
          value={current.currency ?? 'USD'}
          onChange={(event) => change({ currency: event.currentTarget.value })}
          data={currencies}
        />
      )}
      {current.type !== 'default' && (
        <NumberInput
          size="xs"
          label={t('format.round')}
          value={current.round ?? ''}
          min={0}
          max={10}
          onChange={(value) => {
            const { round: _, ...rest } = current
            onChange(value === '' ? rest : { ...rest, round: Number(value) })
          }}
        />
      )}
      {current.type === 'number' && (
        <TextInput size="xs" label={t('format.suffix')} value={current.suffix ?? ''} onChange={(event) => change({ suffix: event.currentTarget.value })} />
      )}
    </Group>
  )
}
