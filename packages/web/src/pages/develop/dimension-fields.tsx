import { Checkbox, NativeSelect } from '@mantine/core'
import type { DimensionForm, ModelEdit } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../components/text-field.tsx'
import { FieldSummary } from './field-summary.tsx'

type Props = { dimension: DimensionForm; isReadOnly: boolean; onEdit: (edit: ModelEdit) => void }

const types = ['string', 'number', 'date', 'timestamp', 'boolean']

/** Type, label, format of a dimension, and whether people see it. */
export function DimensionFields({ dimension, isReadOnly, onEdit }: Props) {
  const { t } = useTranslation()
  const { name, type = '', label = '', format = '', hidden = false } = dimension
  const put = (key: 'type' | 'label' | 'format') => (value: string) => onEdit({ kind: 'dimension', name, key, value: value === '' ? null : value })
  return (
    <FieldSummary name={name} note={[type, label, hidden ? t('develop.hidden') : ''].filter((part) => part !== '').join(' · ')}>
      <NativeSelect
        size="xs"
        label={t('develop.type')}
        aria-label={`${t('develop.type')}: ${name}`}
        data={[{ value: '', label: t('develop.byDefault') }, ...(types.includes(type) || type === '' ? types : [type, ...types])]}
        value={type}
        disabled={isReadOnly}
        onChange={(event) => put('type')(event.currentTarget.value)}
      />
      <TextField label={t('develop.label')} value={label} onCommit={put('label')} disabled={isReadOnly} />
      <TextField label={t('develop.format')} value={format} onCommit={put('format')} placeholder="eur, percent, #,##0.0" disabled={isReadOnly} />
      <Checkbox
        label={t('develop.hidden')}
        checked={hidden}
        disabled={isReadOnly}
        mb={6}
        onChange={(event) => onEdit({ kind: 'dimension', name, key: 'hidden', value: event.currentTarget.checked ? true : null })}
      />
    </FieldSummary>
  )
}
