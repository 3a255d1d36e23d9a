import { ActionIcon, Button, ColorInput, Group, NativeSelect, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import type { TableConfig } from '@atrium/documents'
import { getItemLabel, isNumericItem } from '@atrium/semantic'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { swatches } from '../../../charts/swatches.ts'
import { TextField } from '../../../components/text-field.tsx'
import { columnsOf } from '../../../explore/explore-state.ts'
import { useExplore } from '../explore-context.ts'

type Format = NonNullable<TableConfig['conditionalFormattings']>[number]
type Rule = NonNullable<Format['rules']>[number]

const numberOperators = ['greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual', 'equals', 'notEquals', 'inBetween', 'isNull', 'notNull'] as const
const textOperators = ['equals', 'notEquals', 'include', 'doesNotInclude', 'startsWith', 'endsWith', 'isNull', 'notNull'] as const
const range = { start: '#ffffff', end: '#265adf' }
const firstRule: Rule = { operator: 'greaterThan', values: [0] }

/** Rules that colour cells: one colour where something holds, or shades between two numbers. Of several the last one counts. */
export function ConditionalFormats({ formats, onChange }: { formats: readonly Format[]; onChange: (formats: Format[]) => void }) {
  const { t } = useTranslation()
  const { state, items } = useExplore()
  const fields = columnsOf(state)
  const first = fields.find((fieldId) => isNumericItem(items[fieldId])) ?? fields[0]
  const add = (): void => onChange([...formats, { target: first === undefined ? null : { fieldId: first }, color: swatches[0], rules: [firstRule] }])
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} mt={6}>
        {t('config.colors')}
      </Text>
      {formats.map((format, place) => (
        <FormatEditor
          // oxlint-disable-next-line react/no-array-index-key -- a rule is its place: the last one counts
          key={place}
          number={place + 1}
          format={format}
          fields={fields}
          onChange={(next) => onChange(formats.map((other, at) => (at === place ? next : other)))}
          onRemove={() => onChange(formats.filter((_, at) => at !== place))}
        />
      ))}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={add}
        disabled={first === undefined}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('config.addColors')}
      </Button>
    </Stack>
  )
}

type EditorProps = { number: number; format: Format; fields: readonly string[]; onChange: (format: Format) => void; onRemove: () => void }

function FormatEditor({ number, format, fields, onChange, onRemove }: EditorProps) {
  const { t } = useTranslation()
  const { items } = useExplore()
  const target = format.target?.fieldId
  const isRange = typeof format.color !== 'string'
  const options = fields.map((fieldId) => {
    const item = items[fieldId]
    return { value: fieldId, label: item === undefined ? fieldId : getItemLabel(item) }
  })
  const setMode = (mode: string): void => {
    const { rules: _, rule: __, ...rest } = format
    onChange(mode === 'range' ? { ...rest, color: range, rule: { min: 'auto', max: 'auto' } } : { ...rest, color: swatches[0], rules: [firstRule] })
  }
  return (
    <Paper withBorder p="xs" role="group" aria-label={t('config.colorRule', { number })}>
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="end">
          <NativeSelect
            size="xs"
            style={{ flex: 1 }}
            label={t('config.colorOf')}
            data={[{ value: '', label: t('config.allColumns') }, ...options]}
            value={target ?? ''}
            onChange={(event) => {
              const fieldId = event.currentTarget.value
              onChange({ ...format, target: fieldId === '' ? null : { fieldId } })
            }}
          />
          <ActionIcon variant="subtle" color="gray" aria-label={t('config.removeColors', { number })} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
        <SegmentedControl
          size="xs"
          aria-label={t('config.colorMode')}
          value={isRange ? 'range' : 'single'}
          onChange={setMode}
          data={[
            { value: 'single', label: t('config.oneColor') },
            { value: 'range', label: t('config.colorRange') },
          ]}
        />
        {isRange ? (
          <RangeEditor format={format} onChange={onChange} />
        ) : (
          <SingleEditor format={format} isNumber={target === undefined || isNumericItem(items[target])} onChange={onChange} />
        )}
      </Stack>
    </Paper>
  )
}

function SingleEditor({ format, isNumber, onChange }: { format: Format; isNumber: boolean; onChange: (format: Format) => void }) {
  const { t } = useTranslation()
  const rule = format.rules?.[0] ?? firstRule
  const operators: readonly string[] = isNumber ? numberOperators : textOperators
  const values = rule.values ?? []
  const asked = rule.operator === 'inBetween' ? 2 : rule.operator === 'isNull' || rule.operator === 'notNull' ? 0 : 1
  const set = (part: Partial<Rule>): void => onChange({ ...format, rules: [{ ...rule, ...part }, ...(format.rules ?? []).slice(1)] })
  const typed = (text: string): unknown => (isNumber && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text)
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('config.colorWhen')}
        value={rule.operator}
        data={operators.map((operator) => ({ value: operator, label: t(`filters.operator.${operator as 'equals'}`) }))}
        onChange={(event) => set({ operator: event.currentTarget.value })}
      />
      {asked > 0 && (
        <Group gap={6} grow>
          {Array.from({ length: asked }, (_, place) => (
            <TextField
              key={place}
              showLabel={false}
              label={asked === 1 ? t('filters.value') : t(place === 0 ? 'filters.from' : 'filters.to')}
              value={values[place] === undefined ? '' : String(values[place])}
              onCommit={(text) => set({ values: Array.from({ length: asked }, (__, at) => (at === place ? typed(text) : (values[at] ?? ''))) })}
            />
          ))}
        </Group>
      )}
      <Color label={t('config.color')} value={typeof format.color === 'string' ? format.color : ''} onChange={(color) => onChange({ ...format, color })} />
    </>
  )
}

function RangeEditor({ format, onChange }: { format: Format; onChange: (format: Format) => void }) {
  const { t } = useTranslation()
  const color = typeof format.color === 'string' ? range : format.color
  const edge = (text: string): number | 'auto' => (text.trim() === '' || !Number.isFinite(Number(text)) ? 'auto' : Number(text))
  const shown = (value: number | 'auto' | undefined): string => (typeof value === 'number' ? String(value) : '')
  return (
    <>
      <Group gap={6} grow wrap="nowrap">
        <Color label={t('config.startColor')} value={color.start} onChange={(start) => onChange({ ...format, color: { ...color, start } })} />
        <Color label={t('config.endColor')} value={color.end} onChange={(end) => onChange({ ...format, color: { ...color, end } })} />
      </Group>
      <Group gap={6} grow wrap="nowrap">
        <TextField
          label={t('filters.from')}
          placeholder={t('config.least')}
          value={shown(format.rule?.min)}
          onCommit={(text) => onChange({ ...format, rule: { ...format.rule, min: edge(text) } })}
        />
        <TextField
          label={t('filters.to')}
          placeholder={t('config.greatest')}
          value={shown(format.rule?.max)}
          onCommit={(text) => onChange({ ...format, rule: { ...format.rule, max: edge(text) } })}
        />
      </Group>
    </>
  )
}

function Color({ label, value, onChange }: { label: string; value: string; onChange: (color: string) => void }) {
  return (
    <ColorInput
      size="xs"
      aria-label={label}
      format="hex"
      swatches={[...swatches]}
      value={value}
      onChangeEnd={onChange}
      onChange={(color) => /^#[0-9a-f]{6}$/i.test(color) && onChange(color)}
    />
  )
}
