import { Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { getItemLabel, getItemType, type AdditionalMetric, type CustomFormat, type DimensionType, type MetricType } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { fieldIdOf } from '../../../explore/items-of-query.ts'
import { fieldNameOf } from '../../../explore/field-name.ts'
import { useExplore } from '../explore-context.ts'
import { FormatFields } from './format-fields.tsx'

type Aggregate = 'count' | 'count_distinct' | 'sum' | 'average' | 'min' | 'max' | 'median' | 'percentile'

const forNumbers: Aggregate[] = ['sum', 'average', 'median', 'percentile', 'min', 'max', 'count', 'count_distinct']
const aggregatesOf = (type: DimensionType): Aggregate[] =>
  type === 'number' ? forNumbers : type === 'date' || type === 'timestamp' ? ['min', 'max', 'count', 'count_distinct'] : ['count_distinct', 'count']

/** A metric of one's own: an aggregate of a dimension. */
export function MetricDialog({ fieldId, id, onClose }: { fieldId: string | null; id: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit } = useExplore()
  const existing = state.metricQuery.additionalMetrics?.find((metric) => fieldIdOf(metric) === id)
  const base = fieldId === null ? undefined : items[fieldId]
  const table = existing?.table ?? (base !== undefined && 'table' in base ? base.table : '')
  const type = base === undefined ? 'number' : getItemType(base)
  const offered = base === undefined ? forNumbers : aggregatesOf(type)
  const [aggregate, setAggregate] = useState<MetricType>(existing?.type ?? offered[0] ?? 'count')
  const [ownLabel, setLabel] = useState<string | null>(existing?.label ?? null)
  const [percentile, setPercentile] = useState<number | string>(existing?.percentile ?? 95)
  const [format, setFormat] = useState<CustomFormat | undefined>(existing?.formatOptions)
  const baseLabel = base === undefined ? '' : getItemLabel(base)
  const label = ownLabel ?? t(`metric.labels.${aggregate as Aggregate}`, { field: baseLabel })
  const save = (): void => {
    const name = existing?.name ?? fieldNameOf(`${baseLabel} ${aggregate} ${ownLabel ?? ''}`, namesIn(table))
    const baseName = existing?.baseDimensionName ?? (base !== undefined && 'name' in base ? base.name : undefined)
    const metric: AdditionalMetric = {
      table,
      name,
      label: label.trim(),
      type: aggregate,
      sql: existing?.sql ?? (base !== undefined && 'sql' in base ? base.sql : ''),
      ...(baseName === undefined ? {} : { baseDimensionName: baseName }),
      ...(existing?.filters === undefined ? {} : { filters: existing.filters }),
      ...(aggregate === 'percentile' ? { percentile: Number(percentile) } : {}),
      ...(format === undefined ? {} : { formatOptions: format }),
    }
    edit({ type: 'save-additional-metric', metric, previousId: existing === undefined ? null : fieldIdOf(existing) })
    onClose()
  }
  const namesIn = (name: string): string[] => Object.values(items).flatMap((item) => ('table' in item && item.table === name ? [item.name] : []))
  return (
    <Modal opened onClose={onClose} title={t(existing === undefined ? 'metric.new' : 'metric.edit')}>
      <DialogForm submit={t(existing === undefined ? 'metric.add' : 'dialog.save')} disabled={label.trim() === ''} onSubmit={save} onClose={onClose}>
        <NativeSelect
          label={t('metric.aggregate')}
          value={aggregate}
          onChange={(event) => setAggregate(event.currentTarget.value as MetricType)}
          data={offered.map((value) => ({ value, label: t(`metric.aggregates.${value}`) }))}
        />
        {aggregate === 'percentile' && <NumberInput label={t('metric.percentile')} value={percentile} onChange={setPercentile} min={0} max={100} />}
        <TextInput label={t('metric.name')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required data-autofocus />
        <FormatFields format={format} onChange={setFormat} />
      </DialogForm>
    </Modal>
  )
}
