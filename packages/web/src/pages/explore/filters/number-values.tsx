import { Group, TagsInput, Text } from '@mantine/core'
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'
import { parsePastedValues } from '../../../explore/parse-pasted-values.ts'

type Props = { shape: 'one' | 'two' | 'many'; values: unknown[]; onChange: (values: unknown[]) => void }

/** One number, two, or a list. Whole numbers too long for a double stay text, so that no digit is lost. */
export function NumberValues({ shape, values, onChange }: Props) {
  const { t } = useTranslation()
  const at = (index: number): number | '' => (values[index] === undefined || values[index] === '' ? '' : Number(values[index]))
  if (shape === 'one') return <NumberField label={t('filters.value')} value={at(0)} onCommit={(value) => onChange(value === '' ? [] : [value])} />
  if (shape === 'two') {
    return (
      <Group gap={6} wrap="nowrap">
        <NumberField label={t('filters.from')} value={at(0)} onCommit={(value) => onChange([value, at(1)])} />
        <Text size="sm">{t('filters.and')}</Text>
        <NumberField label={t('filters.to')} value={at(1)} onCommit={(value) => onChange([at(0), value])} />
      </Group>
    )
  }
  const accept = (texts: string[]): void => onChange([...new Set(texts)].flatMap(asNumber))
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = parsePastedValues(event.clipboardData.getData('text/plain'))
    if (pasted.length < 2) return
    event.preventDefault()
    // The component has a reading of its own of what is pasted, which knows no line ends.
    event.stopPropagation()
    accept([...values.map(String), ...pasted])
  }
  return (
    <TagsInput
      size="xs"
      aria-label={t('filters.value')}
      placeholder={values.length === 0 ? t('filters.anyValue') : ''}
      value={values.map(String)}
      onChange={accept}
      onPasteCapture={onPaste}
      splitChars={[',', ' ', ';']}
      acceptValueOnBlur
      clearable
    />
  )
}

function asNumber(text: string): (number | string)[] {
  const trimmed = text.trim()
  const value = Number(trimmed)
  if (trimmed === '' || !Number.isFinite(value)) return []
  return [/^[+-]?\d+$/.test(trimmed) && !Number.isSafeInteger(value) ? trimmed : value]
}
