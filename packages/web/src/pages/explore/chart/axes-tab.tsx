import { Group, Switch, Text } from '@mantine/core'
import type { CartesianConfig } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { withAxis } from '../../../explore/cartesian-edits.ts'
import classes from './chart-config.module.css'

type Props = { config: CartesianConfig; onChange: (config: CartesianConfig) => void }

/** Titles and ends of the axes. */
export function AxesTab({ config, onChange }: Props) {
  const { t } = useTranslation()
  const { layout } = config
  const hasRight = (config.eChartsConfig.series ?? []).some(({ yAxisIndex }) => yAxisIndex === 1)
  const setGrid = (part: { showGridX?: boolean; showGridY?: boolean }): void => onChange({ ...config, layout: { ...layout, ...part } })
  return (
    <div className={classes['part']}>
      <OneAxis label={t('config.xAxis')} axis="xAxis" index={0} config={config} onChange={onChange} />
      <OneAxis label={t(hasRight ? 'config.leftAxis' : 'config.yAxis')} axis="yAxis" index={0} withEnds config={config} onChange={onChange} />
      {hasRight && <OneAxis label={t('config.rightAxis')} axis="yAxis" index={1} withEnds config={config} onChange={onChange} />}
      <Switch
        size="xs"
        label={t('config.gridX')}
        checked={layout.showGridX === true}
        onChange={(event) => setGrid({ showGridX: event.currentTarget.checked })}
      />
      <Switch
        size="xs"
        label={t('config.gridY')}
        checked={layout.showGridY !== false}
        onChange={(event) => setGrid({ showGridY: event.currentTarget.checked })}
      />
    </div>
  )
}

function OneAxis({
  label,
  axis,
  index,
  withEnds = false,
  config,
  onChange,
}: Props & { label: string; axis: 'xAxis' | 'yAxis'; index: number; withEnds?: boolean }) {
  const { t } = useTranslation()
  const current = config.eChartsConfig[axis]?.[index]
  const change = (part: Record<string, unknown>): void => onChange(withAxis(config, axis, index, part))
  const numberOf = (text: string | undefined): number | '' => (text === undefined || text === '' || !Number.isFinite(Number(text)) ? '' : Number(text))
  return (
    <div className={classes['series']} role="group" aria-label={label}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <TextField
        label={t('config.axisTitle')}
        value={current?.name ?? ''}
        placeholder={t('config.automaticTitle')}
        onCommit={(name) => change({ name: name === '' ? undefined : name })}
      />
      {withEnds ? (
        <Group grow>
          <NumberField
            showLabel
            label={t('config.min')}
            placeholder={t('config.auto')}
            value={numberOf(current?.min)}
            onCommit={(value) => change({ min: value === '' ? undefined : String(value) })}
          />
          <NumberField
            showLabel
            label={t('config.max')}
            placeholder={t('config.auto')}
            value={numberOf(current?.max)}
            onCommit={(value) => change({ max: value === '' ? undefined : String(value) })}
          />
        </Group>
      ) : (
        <NumberField
          showLabel
          label={t('config.rotate')}
          min={0}
          max={90}
          value={current?.rotate ?? ''}
          placeholder="0"
          onCommit={(value) => change({ rotate: value === '' ? undefined : value })}
        />
      )}
      <Switch
        size="xs"
        label={t('config.inverse')}
        checked={current?.inverse === true}
        onChange={(event) => change({ inverse: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  )
}
