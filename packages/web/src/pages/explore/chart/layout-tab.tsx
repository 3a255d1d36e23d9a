import { Switch } from '@mantine/core'
import type { CartesianConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { isStacked, withStacking, withX, withY } from '../../../explore/cartesian-edits.ts'
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
      <FieldSelect label={t('config.x')} fields={columns} value={layout.xField ?? null} onChange={(fieldId) => fieldId !== null && onChange(withX(config, fieldId))} />
      <FieldsSelect label={t('config.y')} fields={valueFields(query, items)} values={layout.yField ?? []} onChange={(fieldIds) => onChange(withY(config, fieldIds))} />
      <FieldsSelect
        label={t('config.group')}
        placeholder={t('config.noGroup')}
        fields={query.dimensions.filter((fieldId) => fieldId !== layout.xField)}
        values={state.pivotColumns.filter((fieldId) => fieldId !== layout.xField)}
        onChange={(fieldIds) => edit({ type: 'set-pivot', fieldIds })}
      />
      <Switch size="xs" label={t('config.stacking')} checked={isStacked(config)} onChange={(event) => onChange(withStacking(config, event.currentTarget.checked))} />
      <Switch
        size="xs"
        label={t('config.flip')}
        checked={layout.flipAxes === true}
        onChange={(event) => onChange({ ...config, layout: { ...layout, flipAxes: event.currentTarget.checked } })}
      />
    </div>
  )
}
