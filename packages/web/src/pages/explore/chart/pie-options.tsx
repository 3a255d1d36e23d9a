import { NativeSelect, Switch } from '@mantine/core'
import type { PieConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { valueFields } from '../../../explore/chart-kinds.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'
import { FieldSelect, FieldsSelect } from './field-select.tsx'

/** Settings of a pie. */
export function PieOptions({ config, onChange }: { config: PieConfig; onChange: (config: PieConfig) => void }) {
  const { t } = useTranslation()
  const { query, items } = useExplore()
  const set = (part: Partial<PieConfig>): void => onChange({ ...config, ...part })
  return (
    <div className={classes['part']}>
      <FieldsSelect
        label={t('config.slices')}
        fields={query.dimensions}
        values={config.groupFieldIds ?? query.dimensions.slice(0, 1)}
        onChange={(groupFieldIds) => set({ groupFieldIds })}
      />
      <FieldSelect
        label={t('config.value')}
        fields={valueFields(query, items)}
        value={config.metricId ?? valueFields(query, items)[0] ?? null}
        onChange={(metricId) => metricId !== null && set({ metricId })}
      />
      <NativeSelect
        size="xs"
        label={t('config.valueLabel')}
        value={config.valueLabel ?? 'outside'}
        onChange={(event) => set({ valueLabel: event.currentTarget.value as 'hidden' | 'inside' | 'outside' })}
        data={(['hidden', 'inside', 'outside'] as const).map((value) => ({ value, label: t(`config.positions.${value}`) }))}
      />
      <Switch size="xs" label={t('config.donut')} checked={config.isDonut === true} onChange={(event) => set({ isDonut: event.currentTarget.checked })} />
      <Switch
        size="xs"
        label={t('config.showValue')}
        checked={config.showValue === true}
        onChange={(event) => set({ showValue: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.showPercentage')}
        checked={config.showPercentage === true}
        onChange={(event) => set({ showPercentage: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.legend')}
        checked={config.showLegend !== false}
        onChange={(event) => set({ showLegend: event.currentTarget.checked })}
      />
    </div>
  )
}
