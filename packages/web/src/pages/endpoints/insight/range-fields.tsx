import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { partOf, presetOf, rangePresets, withPart, withValues } from './insight-form.ts'
import { kindOf, type InsightWords } from './insight-words.ts'

type Props = { words: InsightWords; onChange: (words: InsightWords) => void }

const intervals = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const

/** From when to when, and how long the stretches are that are counted in. */
export function RangeFields({ words, onChange }: Props) {
  const { t } = useTranslation()
  const kind = kindOf(words)
  const preset = presetOf(words)
  const [isOwn, setIsOwn] = useState(preset === null)
  const range = partOf(words, 'dateRange')
  const own = (name: 'date_from' | 'date_to') => (
    <TextInput
      size="xs"
      w={150}
      label={t(name === 'date_from' ? 'insightForm.from' : 'insightForm.to')}
      placeholder={name === 'date_from' ? '2026-01-31' : t('endpoints.insight.now')}
      value={typeof range[name] === 'string' ? range[name] : ''}
      onChange={(event) => onChange(withPart(words, 'dateRange', { [name]: event.currentTarget.value === '' ? undefined : event.currentTarget.value }))}
    />
  )
  const retention = partOf(words, 'retentionFilter')
  const interval = String((kind === 'RetentionQuery' ? retention['period'] : words['interval']) ?? 'day').toLowerCase()
  return (
    <Group gap="xs" align="end">
      <NativeSelect
        size="xs"
        label={t('insightForm.range')}
        description={isOwn ? t('insightForm.rangeText') : undefined}
        value={isOwn || preset === null ? 'own' : preset}
        onChange={(event) => {
          const wanted = event.currentTarget.value
          setIsOwn(wanted === 'own')
          if (wanted !== 'own') onChange(withPart(words, 'dateRange', { date_from: wanted, date_to: undefined }))
        }}
        data={[...rangePresets, 'own' as const].map((value) => ({ value, label: t(`insightForm.ranges.${value}`) }))}
      />
      {(isOwn || preset === null) && own('date_from')}
      {(isOwn || preset === null) && own('date_to')}
      {kind !== 'PathsQuery' && (
        <NativeSelect
          size="xs"
          label={t('insightForm.interval')}
          value={interval}
          onChange={(event) => {
            const wanted = event.currentTarget.value
            onChange(
              kind === 'RetentionQuery'
                ? withPart(words, 'retentionFilter', { period: `${wanted.slice(0, 1).toUpperCase()}${wanted.slice(1)}` })
                : withValues(words, { interval: wanted }),
            )
          }}
          data={intervals.map((value) => ({ value, label: t(`endpoints.insight.intervals.${value}`) }))}
        />
      )}
    </Group>
  )
}
