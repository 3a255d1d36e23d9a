import { metricTypes } from '@atrium/semantic'
import { NativeSelect } from '@mantine/core'
import type { MetricForm, ModelEdit } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../components/text-field.tsx'
import { FieldSummary } from './field-summary.tsx'

type Props = { metric: MetricForm; isReadOnly: boolean; onEdit: (edit: ModelEdit) => void }

/** How a metric is computed and shown. */
export function MetricFields({ metric, isReadOnly, onEdit }: Props) {
  const { t } = useTranslation()
  const { name, column, type = '', label = '', sql = '', format = '' } = metric
  const put = (key: 'type' | 'label' | 'sql' | 'format') => (value: string) => onEdit({ kind: 'metric', name, column, key, value: value === '' ? null : value })
  const known: readonly string[] = metricTypes
  return (
    <FieldSummary name={name} note={[type, column === null ? '' : t('develop.fromColumn', { column }), label].filter((part) => part !== '').join(' · ')}>
      <NativeSelect
        size="xs"
        label={t('develop.type')}
        aria-label={`${t('develop.type')}: ${name}`}
        data={known.includes(type) ? [...known] : [type, ...known]}
        value={type}
        disabled={isReadOnly}
        onChange={(event) => put('type')(event.currentTarget.value)}
      />
      <TextField label={t('develop.label')} value={label} onCommit={put('label')} disabled={isReadOnly} />
      <TextField label={t('develop.formula')} value={sql} onCommit={put('sql')} placeholder="${TABLE}.amount" disabled={isReadOnly} />
      <TextField label={t('develop.format')} value={format} onCommit={put('format')} placeholder="eur, percent, #,##0.0" disabled={isReadOnly} />
    </FieldSummary>
  )
}
