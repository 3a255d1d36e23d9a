import { Stack, TextInput, Title } from '@mantine/core'
import type { ModelEdit, ModelForm } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../components/text-field.tsx'
import { AddMetric } from './add-metric.tsx'
import classes from './develop.module.css'
import { DimensionFields } from './dimension-fields.tsx'
import { MetricFields } from './metric-fields.tsx'

type Props = { form: ModelForm; isReadOnly: boolean; onEdit: (edit: ModelEdit) => void }

/** The most common things of a model; each change is one change of the YAML beside it. */
export function ModelFormFields({ form, isReadOnly, onEdit }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const matches = ({ name, label }: { name: string; label?: string }): boolean => `${name} ${label ?? ''}`.toLowerCase().includes(wanted)
  const put = (key: 'label' | 'description') => (value: string) => onEdit({ kind: 'model', key, value: value === '' ? null : value })
  return (
    <Stack gap="sm">
      <TextField label={t('develop.label')} value={form.label ?? ''} onCommit={put('label')} disabled={isReadOnly} />
      <TextField label={t('develop.text')} value={form.description ?? ''} onCommit={put('description')} disabled={isReadOnly} />
      <TextField
        label={t('develop.primaryKey')}
        description={t('develop.primaryKeyHint')}
        value={form.primaryKey.join(', ')}
        disabled={isReadOnly}
        onCommit={(value) => {
          const names = value.split(',').map((name) => name.trim())
          onEdit({ kind: 'model', key: 'primary_key', value: names.filter((name) => name !== '') })
        }}
      />
      {form.dimensions.length + form.metrics.length > 12 && (
        <TextInput
          size="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('develop.searchFields')}
          aria-label={t('develop.searchFields')}
        />
      )}
      <Title order={2} size="h6">
        {t('develop.dimensions')}
      </Title>
      <ul className={classes['list']}>
        {form.dimensions.filter(matches).map((dimension) => (
          <DimensionFields key={dimension.name} dimension={dimension} isReadOnly={isReadOnly} onEdit={onEdit} />
        ))}
      </ul>
      <Title order={2} size="h6">
        {t('develop.metrics')}
      </Title>
      <ul className={classes['list']}>
        {form.metrics.filter(matches).map((metric) => (
          <MetricFields key={`${metric.column}:${metric.name}`} metric={metric} isReadOnly={isReadOnly} onEdit={onEdit} />
        ))}
      </ul>
      {!isReadOnly && <AddMetric form={form} onEdit={onEdit} />}
    </Stack>
  )
}
