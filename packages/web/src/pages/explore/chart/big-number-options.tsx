import { NativeSelect, Switch } from '@mantine/core'
import type { BigNumberConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { valueFields } from '../../../explore/chart-kinds.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'
import { FieldSelect } from './field-select.tsx'

const styles = ['', 'K', 'M', 'B', 'T'] as const

/** Settings of a big number. */
export function BigNumberOptions({ config, onChange }: { config: BigNumberConfig; onChange: (config: BigNumberConfig) => void }) {
  const { t } = useTranslation()
  const { query, items } = useExplore()
  const set = (part: Partial<BigNumberConfig>): void => onChange({ ...config, ...part })
  const fields = valueFields(query, items)
  return (
    <div className={classes['part']}>
      <FieldSelect
        label={t('config.value')}
        fields={fields}
        value={config.selectedField ?? fields[0] ?? null}
        onChange={(selectedField) => selectedField !== null && set({ selectedField })}
      />
      <TextField
        label={t('config.label')}
        placeholder={t('config.automaticTitle')}
        value={config.label ?? ''}
        onCommit={(label) => {
          const { label: _, ...rest } = config
          onChange(label === '' ? rest : { ...rest, label })
        }}
      />
      <Switch
        size="xs"
        label={t('config.showLabel')}
        checked={config.showBigNumberLabel !== false}
        onChange={(event) => set({ showBigNumberLabel: event.currentTarget.checked })}
      />
      <NativeSelect
        size="xs"
        label={t('config.compact')}
        value={config.style ?? ''}
        onChange={(event) => {
          const { style: _, ...rest } = config
          onChange(event.currentTarget.value === '' ? rest : { ...rest, style: event.currentTarget.value })
        }}
        data={styles.map((value) => ({ value, label: value === '' ? t('config.notCompact') : value }))}
      />
      <Switch
        size="xs"
        label={t('config.comparison')}
        checked={config.showComparison === true}
        onChange={(event) => set({ showComparison: event.currentTarget.checked })}
      />
      {config.showComparison === true && (
        <>
          <NativeSelect
            size="xs"
            label={t('config.comparisonFormat')}
            value={config.comparisonFormat ?? 'raw'}
            onChange={(event) => set({ comparisonFormat: event.currentTarget.value === 'percentage' ? 'percentage' : 'raw' })}
            data={[
              { value: 'raw', label: t('config.difference') },
              { value: 'percentage', label: t('config.percentage') },
            ]}
          />
          <TextField label={t('config.comparisonLabel')} value={config.comparisonLabel ?? ''} onCommit={(comparisonLabel) => set({ comparisonLabel })} />
          <Switch
            size="xs"
            label={t('config.flipColors')}
            checked={config.flipColors === true}
            onChange={(event) => set({ flipColors: event.currentTarget.checked })}
          />
        </>
      )}
    </div>
  )
}
