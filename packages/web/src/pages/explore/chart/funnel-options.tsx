import { NativeSelect, SegmentedControl, Switch, Text } from '@mantine/core'
import type { FunnelConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { valueFields } from '../../../explore/chart-kinds.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'
import { FieldSelect } from './field-select.tsx'

/** Settings of a funnel: steps from rows of one column, or from the columns of one row. */
export function FunnelOptions({ config, onChange }: { config: FunnelConfig; onChange: (config: FunnelConfig) => void }) {
  const { t } = useTranslation()
  const { query, items } = useExplore()
  const set = (part: Partial<FunnelConfig>): void => onChange({ ...config, ...part })
  const input = config.dataInput ?? 'column'
  const setLabels = (part: NonNullable<FunnelConfig['labels']>): void => set({ labels: { ...config.labels, ...part } })
  return (
    <div className={classes['part']}>
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('config.steps')}
        </Text>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('config.steps')}
          value={input}
          onChange={(value) => set({ dataInput: value === 'row' ? 'row' : 'column' })}
          data={[
            { value: 'column', label: t('config.fromRows') },
            { value: 'row', label: t('config.fromColumns') },
          ]}
        />
      </div>
      {input === 'column' && (
        <FieldSelect
          label={t('config.value')}
          fields={valueFields(query, items)}
          value={config.fieldId ?? valueFields(query, items)[0] ?? null}
          onChange={(fieldId) => fieldId !== null && set({ fieldId })}
        />
      )}
      <NativeSelect
        size="xs"
        label={t('config.labelPosition')}
        value={config.labels?.position ?? 'inside'}
        onChange={(event) => setLabels({ position: event.currentTarget.value })}
        data={(['inside', 'left', 'right'] as const).map((value) => ({ value, label: t(`config.positions.${value}`) }))}
      />
      <Switch
        size="xs"
        label={t('config.showValue')}
        checked={config.labels?.showValue === true}
        onChange={(event) => setLabels({ showValue: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.showPercentage')}
        checked={config.labels?.showPercentage === true}
        onChange={(event) => setLabels({ showPercentage: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.legend')}
        checked={config.showLegend === true}
        onChange={(event) => set({ showLegend: event.currentTarget.checked })}
      />
    </div>
  )
}
