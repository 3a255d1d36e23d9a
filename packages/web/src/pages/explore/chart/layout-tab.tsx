import { SegmentedControl, Switch, Text } from '@mantine/core'
import type { CartesianConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { stackingOf, withStacking, withX, withY } from '../../../explore/cartesian-edits.ts'
import { valueFields } from '../../../explore/chart-kinds.ts'
import { columnsOf } from '../../../explore/explore-state.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'
import { FieldSelect, FieldsSelect } from './field-select.tsx'

type Props = { config: CartesianConfig; onChange: (config: CartesianConfig) => void }

/** Which fields stand where. */
export function LayoutTab({ config, onChange }: Props) {
  const { t } = useTranslation()
  const { state, query, items, edit } = useExplore()
  const { layout } = config
  const columns = columnsOf(state)
  return (
    <div className={classes['part']}>
      <FieldSelect
        label={t('config.x')}
        fields={columns}
        value={layout.xField ?? null}
        onChange={(fieldId) => fieldId !== null && onChange(withX(config, fieldId))}
      />
      <FieldsSelect
        label={t('config.y')}
        fields={valueFields(query, items)}
        values={layout.yField ?? []}
        onChange={(fieldIds) => onChange(withY(config, fieldIds))}
      />
      <FieldsSelect
        label={t('config.group')}
        placeholder={t('config.noGroup')}
        fields={query.dimensions.filter((fieldId) => fieldId !== layout.xField)}
        values={state.pivotColumns.filter((fieldId) => fieldId !== layout.xField)}
        onChange={(fieldIds) => edit({ type: 'set-pivot', fieldIds })}
      />
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('config.stacking')}
        </Text>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('config.stacking')}
          value={stackingOf(config)}
          onChange={(stacking) => onChange(withStacking(config, stacking))}
          data={(['none', 'stacked', 'stacked100'] as const).map((value) => ({ value, label: t(`config.stack.${value}`) }))}
        />
      </div>
      <Switch
        size="xs"
        label={t('config.flip')}
        checked={layout.flipAxes === true}
        onChange={(event) => onChange({ ...config, layout: { ...layout, flipAxes: event.currentTarget.checked } })}
      />
    </div>
  )
}
