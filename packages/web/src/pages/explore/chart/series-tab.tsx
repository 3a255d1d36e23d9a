import { Button, ColorInput, Group, NativeSelect, Switch, Text } from '@mantine/core'
import type { CartesianConfig, CartesianSeries } from '@atrium/documents'
import { getItemLabel } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { withSeries } from '../../../explore/cartesian-edits.ts'
import { asKind, seriesKindOf } from '../../../explore/chart-kinds.ts'
import { swatches } from '../../../charts/swatches.ts'
import { useExplore } from '../explore-context.ts'
import classes from './chart-config.module.css'

type Props = { config: CartesianConfig; onChange: (config: CartesianConfig) => void }

const kinds = ['bar', 'line', 'area', 'scatter'] as const
const positions = ['top', 'inside', 'right', 'bottom', 'left'] as const

/** How each series is drawn and named. */
export function SeriesTab({ config, onChange }: Props) {
  const { t } = useTranslation()
  const series = config.eChartsConfig.series ?? []
  return (
    <div className={classes['part']}>
      {series.length === 0 && <Text size="sm">{t('config.noSeries')}</Text>}
      {series.map((each, index) => (
        <OneSeries
          key={`${each.encode.yRef.field} ${JSON.stringify(each.encode.yRef.pivotValues ?? '')}`}
          series={each}
          onChange={(change) => onChange(withSeries(config, index, change))}
        />
      ))}
    </div>
  )
}

type Change = Parameters<typeof withSeries>[2]

function OneSeries({ series, onChange }: { series: CartesianSeries; onChange: (change: Change) => void }) {
  const { t } = useTranslation()
  const { items } = useExplore()
  const item = items[series.encode.yRef.field]
  const label = item === undefined ? series.encode.yRef.field : getItemLabel(item)
  const setKind = (kind: (typeof kinds)[number]): void => {
    const { type, areaStyle } = asKind(series, kind === 'bar' ? 'vertical_bar' : kind)
    onChange({ type, areaStyle })
  }
  return (
    <div className={classes['series']} role="group" aria-label={label}>
      <Text size="sm" fw={600}>
        {label}
        {series.encode.yRef.pivotValues !== undefined && ` · ${series.encode.yRef.pivotValues.map(({ value }) => String(value)).join(', ')}`}
      </Text>
      <TextField
        label={t('config.seriesName')}
        value={series.name ?? ''}
        placeholder={label}
        onCommit={(name) => onChange({ name: name === '' ? undefined : name })}
      />
      <Group grow align="flex-end">
        <NativeSelect
          size="xs"
          label={t('config.seriesType')}
          value={seriesKindOf(series)}
          onChange={(event) => setKind(event.currentTarget.value as (typeof kinds)[number])}
          data={kinds.map((value) => ({ value, label: t(`config.seriesKinds.${value}`) }))}
        />
        <NativeSelect
          size="xs"
          label={t('config.axis')}
          value={String(series.yAxisIndex ?? 0)}
          onChange={(event) => onChange({ yAxisIndex: event.currentTarget.value === '1' ? 1 : undefined })}
          data={[
            { value: '0', label: t('config.left') },
            { value: '1', label: t('config.right') },
          ]}
        />
      </Group>
      <Group grow align="flex-end">
        <ColorInput
          size="xs"
          label={t('config.color')}
          value={series.color ?? ''}
          placeholder={t('config.automaticColor')}
          swatches={[...swatches]}
          onChangeEnd={(color) => onChange({ color: color === '' ? undefined : color })}
        />
        {series.color !== undefined && (
          <Button size="xs" variant="subtle" onClick={() => onChange({ color: undefined })}>
            {t('config.resetColor')}
          </Button>
        )}
      </Group>
      <Group justify="space-between">
        <Switch
          size="xs"
          label={t('config.labels')}
          checked={series.label?.show === true}
          onChange={(event) => onChange({ label: event.currentTarget.checked ? { ...series.label, show: true } : undefined })}
        />
        {series.label?.show === true && (
          <NativeSelect
            size="xs"
            aria-label={t('config.labelPosition')}
            value={series.label.position ?? 'top'}
            onChange={(event) => onChange({ label: { ...series.label, show: true, position: event.currentTarget.value } })}
            data={positions.map((value) => ({ value, label: t(`config.positions.${value}`) }))}
          />
        )}
      </Group>
      {seriesKindOf(series) !== 'bar' && seriesKindOf(series) !== 'scatter' && (
        <Group>
          <Switch
            size="xs"
            label={t('config.smooth')}
            checked={series.smooth === true}
            onChange={(event) => onChange({ smooth: event.currentTarget.checked ? true : undefined })}
          />
          <Switch
            size="xs"
            label={t('config.symbols')}
            checked={series.showSymbol !== false}
            onChange={(event) => onChange({ showSymbol: event.currentTarget.checked ? undefined : false })}
          />
        </Group>
      )}
      <Switch
        size="xs"
        label={t('config.hidden')}
        checked={series.hidden === true}
        onChange={(event) => onChange({ hidden: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  )
}
