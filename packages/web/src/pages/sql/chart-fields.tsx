import type { SqlChartConfig, SqlColumn } from '@atrium/documents'
import { ActionIcon, Button, Checkbox, Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

type Props = { columns: readonly SqlColumn[]; config: SqlChartConfig; onChange: (config: SqlChartConfig) => void }
type FieldConfig = NonNullable<SqlChartConfig['fieldConfig']>
type Value = FieldConfig['y'][number]

const types = ['vertical_bar', 'line', 'pie', 'table'] as const
const aggregations = ['sum', 'count', 'avg', 'min', 'max', 'any'] as const

/** What of the rows is drawn, and how. */
export function ChartFields({ columns, config, onChange }: Props) {
  const { t } = useTranslation()
  const { y = [], x, groupBy = [], ...rest } = config.fieldConfig ?? {}
  const set = (change: Partial<FieldConfig>): void =>
    onChange({ ...config, fieldConfig: { ...rest, ...(x === undefined ? {} : { x }), y, groupBy, ...change } })
  const names = columns.map(({ reference }) => reference)
  const numbers = columns.filter(({ type }) => type === 'number').map(({ reference }) => reference)
  const setValue = (at: number, value: Value): void => set({ y: y.map((one, place) => (place === at ? value : one)) })
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('sqlOutput.type')}
        value={config.type}
        onChange={(type) => onChange({ ...config, type })}
        data={types.map((type) => ({ value: type, label: t(`sqlOutput.types.${type}`) }))}
      />
      {config.type !== 'table' && (
        <>
          <NativeSelect
            size="xs"
            label={t(config.type === 'pie' ? 'sqlOutput.slices' : 'sqlOutput.x')}
            value={x?.reference ?? ''}
            onChange={(event) => set(event.currentTarget.value === '' ? { x: undefined } : { x: { reference: event.currentTarget.value } })}
            data={[{ value: '', label: t('sqlOutput.nothing') }, ...names]}
          />
          {config.type !== 'pie' && (
            <NativeSelect
              size="xs"
              label={t('sqlOutput.group')}
              value={groupBy[0]?.reference ?? ''}
              onChange={(event) => set({ groupBy: event.currentTarget.value === '' ? [] : [{ reference: event.currentTarget.value }] })}
              data={[{ value: '', label: t('sqlOutput.nothing') }, ...names.filter((name) => name !== x?.reference)]}
            />
          )}
          <Stack gap={6} role="group" aria-label={t('sqlOutput.values')}>
            <Text size="xs" fw={500}>
              {t('sqlOutput.values')}
            </Text>
            {y.map((value, at) => (
              <Group key={`${value.reference} ${value.aggregation}`} gap={4} wrap="nowrap">
                <NativeSelect
                  size="xs"
                  style={{ flex: 1, minWidth: 0 }}
                  aria-label={t('sqlOutput.value', { number: at + 1 })}
                  value={value.reference}
                  onChange={(event) => setValue(at, { ...value, reference: event.currentTarget.value })}
                  data={names}
                />
                <NativeSelect
                  size="xs"
                  aria-label={t('sqlOutput.aggregation', { name: value.reference })}
                  value={value.aggregation}
                  onChange={(event) => setValue(at, { ...value, aggregation: event.currentTarget.value as Value['aggregation'] })}
                  data={aggregations.map((one) => ({ value: one, label: t(`sqlOutput.aggregations.${one}`) }))}
                />
                <ActionIcon
                  size={28}
                  aria-label={t('sqlOutput.removeValue', { name: value.reference })}
                  onClick={() => set({ y: y.filter((_, place) => place !== at) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Group>
            ))}
            {(config.type !== 'pie' || y.length === 0) && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={13} aria-hidden />}
                style={{ alignSelf: 'start' }}
                disabled={names.length === 0}
                onClick={() => set({ y: [...y, nextValue(y, names, numbers)] })}
              >
                {t('sqlOutput.addValue')}
              </Button>
            )}
          </Stack>
          {config.type === 'vertical_bar' && (groupBy.length > 0 || y.length > 1) && (
            <Checkbox
              size="xs"
              label={t('sqlOutput.stack')}
              checked={config.display?.stack === true}
              onChange={(event) => onChange({ ...config, display: { ...config.display, stack: event.currentTarget.checked } })}
            />
          )}
          {config.type === 'pie' && (
            <Checkbox
              size="xs"
              label={t('sqlOutput.donut')}
              checked={config.display?.isDonut === true}
              onChange={(event) => onChange({ ...config, display: { ...config.display, isDonut: event.currentTarget.checked } })}
            />
          )}
        </>
      )}
    </Stack>
  )
}

/** A column and an aggregation that are not drawn yet, numbers first. */
function nextValue(y: readonly Value[], names: readonly string[], numbers: readonly string[]): Value {
  const free = (reference: string, aggregation: Value['aggregation']): boolean =>
    !y.some((one) => one.reference === reference && one.aggregation === aggregation)
  const number = numbers.find((reference) => free(reference, 'sum'))
  if (number !== undefined) return { reference: number, aggregation: 'sum' }
  const name = names.find((reference) => free(reference, 'count'))
  return { reference: name ?? names[0] ?? '', aggregation: 'count' }
}
