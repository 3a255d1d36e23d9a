import { acceptedValue, listedValues, type DateRange, type InputDefinition, type InputValue, type Scalar } from '@atrium/documents'
import { Button, Group, MultiSelect, Select, Stack, Switch, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'
import { DayControl, MomentControl } from './date-control.tsx'
import { FileControl } from './file-control.tsx'
import { RelativeDateControl } from './relative-date-control.tsx'
import { SliderControl } from './slider-control.tsx'
import { WrittenControl } from './written-control.tsx'

/** A value that may be chosen. */
export type Option = { value: Scalar; label?: string | undefined }

export type InputControlProps = {
  label: string
  input: InputDefinition
  value: InputValue
  /** What a result offers; null: that is not known. */
  offered: readonly Option[] | null
  /** What is said below it, such as where its value came from. */
  hint?: string | null
  /** True where nobody may give a value, or none would arrive. */
  disabled?: boolean
  onChange: (value: InputValue) => void
  /** Sends a file; resolves to what the input then has. */
  onFile: (file: File) => Promise<InputValue>
}

/** The control that fits an input. It gives what the input takes, and says so when it has something else. */
export function InputControl(props: InputControlProps) {
  const { t } = useTranslation()
  const { input, value, offered, label, hint = null } = props
  const hintId = useId()
  const values = offered?.map((option) => option.value) ?? listedValues(input)
  // What the author's default is may be out of the list that they wrote later.
  const isTaken = value === null || acceptedValue(input, value, values) !== undefined
  return (
    <Stack gap={2} role="group" aria-label={label} {...(hint === null ? {} : { 'aria-describedby': hintId })} maw={520}>
      <Control {...props} />
      {!isTaken && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('appSession.input.notTaken')}
        </Text>
      )}
      {hint !== null && (
        <Text size="xs" c="dimmed" id={hintId}>
          {hint}
        </Text>
      )}
    </Stack>
  )
}

function Control({ label, input, value, offered, disabled = false, onChange, onFile }: InputControlProps) {
  const { t } = useTranslation()
  switch (input.type) {
    case 'text':
      return (
        <WrittenControl label={label} value={typeof value === 'string' ? value : ''} isLong={input.isLong === true} disabled={disabled} onCommit={onChange} />
      )
    case 'number':
      return (
        <NumberField
          showLabel
          size="sm"
          label={label}
          value={typeof value === 'number' ? value : ''}
          disabled={disabled}
          {...bounds(input)}
          onCommit={(number) => (number !== '' || input.default === null) && onChange(number === '' ? null : number)}
        />
      )
    case 'slider':
      return <SliderControl {...{ label, input, disabled, onChange }} value={typeof value === 'number' ? value : input.default} />
    case 'dropdown': {
      const { data, keyOf, valueOf } = choices(offered ?? listed(input), value === null ? [] : [value as Scalar])
      return (
        <Select
          label={label}
          data={data}
          value={value === null ? null : keyOf(value as Scalar)}
          placeholder={t('appSession.input.choose')}
          searchable
          clearable={input.default === null}
          allowDeselect={input.default === null}
          disabled={disabled}
          limit={mostShown}
          maxDropdownHeight={280}
          nothingFoundMessage={t('appSession.input.noneFound')}
          onChange={(key) => onChange(key === null ? null : valueOf(key))}
        />
      )
    }
    case 'multi_select': {
      const chosen = Array.isArray(value) ? (value as readonly Scalar[]) : []
      const { data, keyOf, valueOf } = choices(offered ?? listed(input), chosen)
      return (
        <MultiSelect
          label={label}
          data={data}
          value={chosen.map(keyOf)}
          placeholder={chosen.length === 0 ? t('appSession.input.choose') : ''}
          searchable
          clearable
          hidePickedOptions
          disabled={disabled}
          limit={mostShown}
          maxDropdownHeight={280}
          nothingFoundMessage={t('appSession.input.noneFound')}
          onChange={(keys) => onChange(keys.map(valueOf))}
        />
      )
    }
    case 'checkbox':
      return <Switch label={label} checked={value === true} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
    case 'run_button':
      return (
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} disabled={disabled} onClick={() => onChange(true)} style={{ alignSelf: 'flex-start' }}>
          {label}
        </Button>
      )
    case 'date':
      return (
        <DayControl
          label={label}
          value={typeof value === 'string' ? value : null}
          disabled={disabled}
          onChange={onChange}
          canBeEmpty={input.default === null}
        />
      )
    case 'datetime':
      return (
        <MomentControl
          label={label}
          value={typeof value === 'string' ? value : null}
          disabled={disabled}
          onChange={onChange}
          canBeEmpty={input.default === null}
        />
      )
    case 'date_range': {
      const { from, to } = isRange(value) ? value : input.default
      const set = (range: DateRange): void =>
        onChange(range.from !== null && range.to !== null && range.from > range.to ? { from: range.to, to: range.from } : range)
      return (
        <Stack gap={2}>
          <Text size="sm" fw={500} aria-hidden>
            {label}
          </Text>
          <Group gap="xs" grow>
            <DayControl label={t('appSession.input.from')} value={from} disabled={disabled} onChange={(day) => set({ from: day, to })} canBeEmpty />
            <DayControl label={t('appSession.input.to')} value={to} disabled={disabled} onChange={(day) => set({ from, to: day })} canBeEmpty />
          </Group>
        </Stack>
      )
    }
    case 'relative_date':
      return (
        <RelativeDateControl
          label={label}
          value={typeof value === 'string' ? value : null}
          disabled={disabled}
          onChange={onChange}
          canBeEmpty={input.default === null}
        />
      )
    case 'file':
      return <FileControl label={label} hasFile={value !== null} disabled={disabled} onFile={onFile} onRemove={() => onChange(null)} />
  }
}

/** Of long lists as many are drawn; searching finds the others. */
const mostShown = 200

const isRange = (value: InputValue): value is DateRange => typeof value === 'object' && value !== null && !Array.isArray(value)

function bounds({ min, max, step }: { min?: number | undefined; max?: number | undefined; step?: number | undefined }) {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(step === undefined ? {} : { step }) }
}

const listed = (input: Extract<InputDefinition, { type: 'dropdown' | 'multi_select' }>): readonly Option[] =>
  'values' in input.options ? input.options.values : []

/** Options as a list knows them, which is by text; with what is chosen, also where it is offered no more. */
function choices(offered: readonly Option[], chosen: readonly Scalar[]) {
  const keyOf = (value: Scalar): string => `${typeof value} ${String(value)}`
  const all = new Map<string, Option>()
  for (const option of [...offered, ...chosen.map((value) => ({ value }))]) if (!all.has(keyOf(option.value))) all.set(keyOf(option.value), option)
  return {
    data: [...all].map(([key, { value, label }]) => ({ value: key, label: label ?? String(value) })),
    keyOf,
    valueOf: (key: string): Scalar => all.get(key)?.value ?? key,
  }
}
