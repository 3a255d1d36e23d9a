import { ActionIcon, Button, Group, NativeSelect, Switch, Text } from '@mantine/core'
import type { CartesianConfig } from '@atrium/documents'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { TextField } from '../../../components/text-field.tsx'
import { referenceLinesOf, withReferenceLines, type ReferenceLine } from '../../../explore/cartesian-edits.ts'
import classes from './chart-config.module.css'

type Props = { config: CartesianConfig; onChange: (config: CartesianConfig) => void }

/** Legend and reference lines. */
export function DisplayTab({ config, onChange }: Props) {
  const { t } = useTranslation()
  const { legend } = config.eChartsConfig
  const lines = referenceLinesOf(config)
  const setLegend = (part: Record<string, unknown>): void => onChange({ ...config, eChartsConfig: { ...config.eChartsConfig, legend: { ...legend, ...part } } })
  const setLine = (index: number, part: Partial<ReferenceLine>): void => {
    const line = lines[index]
    if (line !== undefined) onChange(withReferenceLines(config, lines.with(index, { ...line, ...part })))
  }
  return (
    <div className={classes['part']}>
      <Switch size="xs" label={t('config.legend')} checked={legend?.show !== false} onChange={(event) => setLegend({ show: event.currentTarget.checked })} />
      {legend?.show !== false && (
        <NativeSelect
          size="xs"
          label={t('config.legendOrient')}
          value={legend?.['orient'] === 'vertical' ? 'vertical' : 'horizontal'}
          onChange={(event) =>
            setLegend(
              event.currentTarget.value === 'vertical'
                ? { orient: 'vertical', right: '0', top: 'middle' }
                : { orient: 'horizontal', right: undefined, top: undefined },
            )
          }
          data={[
            { value: 'horizontal', label: t('config.horizontal') },
            { value: 'vertical', label: t('config.vertical') },
          ]}
        />
      )}
      <Text size="sm" fw={600} mt={6}>
        {t('config.lines')}
      </Text>
      {lines.map((line, index) => (
        <div key={line.uuid} className={classes['series']} role="group" aria-label={line.name ?? t('config.line')}>
          <Group justify="space-between" wrap="nowrap" align="flex-end">
            <NativeSelect
              size="xs"
              label={t('config.axis')}
              value={line.axis}
              onChange={(event) => setLine(index, { axis: event.currentTarget.value === 'x' ? 'x' : 'y' })}
              data={[
                { value: 'y', label: t('config.yAxis') },
                { value: 'x', label: t('config.xAxis') },
              ]}
            />
            <ActionIcon onClick={() => onChange(withReferenceLines(config, lines.toSpliced(index, 1)))} aria-label={t('config.removeLine')}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
          <Group grow>
            <TextField label={t('config.lineValue')} value={line.value} onCommit={(value) => setLine(index, { value })} />
            <TextField label={t('config.lineName')} value={line.name ?? ''} onCommit={(name) => setLine(index, { name })} />
          </Group>
        </div>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange(withReferenceLines(config, [...lines, { uuid: newUuid(), axis: 'y', value: '0' }]))}
      >
        {t('config.addLine')}
      </Button>
    </div>
  )
}
