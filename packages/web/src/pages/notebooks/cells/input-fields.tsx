import { defaultSourceOf, type CellOf, type InputDefinition, type InputOptions, type Scalar } from '@atrium/documents'
import { Group, NativeSelect, NumberInput, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnField } from '../forms/column-field.tsx'
import { ResultField } from '../forms/result-field.tsx'
import { useNames } from '../notebook-context.ts'
import { DefaultSourceFields } from './default-source.tsx'
import { newInput } from './new-cell.ts'

const types = [
  'text',
  'number',
  'slider',
  'dropdown',
  'multi_select',
  'checkbox',
  'run_button',
  'date',
  'datetime',
  'date_range',
  'relative_date',
  'file',
] as const

type Props = { cell: CellOf<'input'>; onChange: (change: Partial<CellOf<'input'>>) => void; nameField: ReactNode }

/** What is asked of readers: the label, the kind of value, and the one that counts until they say another. */
export function InputFields({ cell, onChange, nameField }: Props) {
  const { t } = useTranslation()
  const define = (input: InputDefinition): void => onChange({ input })
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        {nameField}
        <TextInput
          size="xs"
          label={t('notebooks.label')}
          defaultValue={cell.title ?? ''}
          maxLength={300}
          onBlur={({ currentTarget: { value } }) => value !== (cell.title ?? '') && onChange({ title: value })}
          data-autofocus
        />
        <NativeSelect
          size="xs"
          label={t('notebooks.inputType')}
          value={cell.input.type}
          onChange={({ currentTarget: { value } }) => {
            const type = types.find((one) => one === value)
            if (type !== undefined) define(newInput(type))
          }}
          data={types.map((value) => ({ value, label: t(`notebooks.inputTypes.${value}`) }))}
        />
      </Group>
      {'default' in cell.input && (
        <Group gap="xs" align="flex-start">
          <DefaultSourceFields key={cell.input.type} cellId={cell.id} input={cell.input} onChange={define} />
        </Group>
      )}
      <Group gap="xs" align="flex-start">
        <Settings key={cell.input.type} input={cell.input} onChange={define} />
      </Group>
    </Stack>
  )
}

function Settings({ input, onChange }: { input: InputDefinition; onChange: (input: InputDefinition) => void }) {
  const { t } = useTranslation()
  const label = t(defaultSourceOf(input) === undefined ? 'notebooks.default' : 'notebooks.defaultOtherwise')
  switch (input.type) {
    case 'text':
      return <Line label={label} value={input.default} onWrite={(value) => onChange({ ...input, default: value })} />
    case 'number':
      return <NumberLine label={label} value={input.default} onWrite={(value) => onChange({ ...input, default: value })} />
    case 'slider':
      return (
        <>
          <NumberLine label={t('notebooks.min')} value={input.min} onWrite={(min) => min !== null && onChange({ ...input, min })} />
          <NumberLine label={t('notebooks.max')} value={input.max} onWrite={(max) => max !== null && onChange({ ...input, max })} />
          <NumberLine label={label} value={input.default} onWrite={(value) => value !== null && onChange({ ...input, default: value })} />
        </>
      )
    case 'checkbox':
      return <Switch size="xs" label={label} checked={input.default} onChange={(event) => onChange({ ...input, default: event.currentTarget.checked })} />
    case 'date':
      return <Line label={label} type="date" value={input.default ?? ''} onWrite={(value) => onChange({ ...input, default: value === '' ? null : value })} />
    case 'datetime':
    case 'relative_date':
      return (
        <Line
          label={label}
          hint={t(`notebooks.defaultHint.${input.type}`)}
          value={input.default ?? ''}
          onWrite={(value) => onChange({ ...input, default: value === '' ? null : value })}
        />
      )
    case 'date_range': {
      const set = (change: Partial<typeof input.default>): void => onChange({ ...input, default: { ...input.default, ...change } })
      return (
        <>
          <Line label={t('notebooks.from')} type="date" value={input.default.from ?? ''} onWrite={(value) => set({ from: value === '' ? null : value })} />
          <Line label={t('notebooks.to')} type="date" value={input.default.to ?? ''} onWrite={(value) => set({ to: value === '' ? null : value })} />
        </>
      )
    }
    case 'dropdown':
      return (
        <>
          <Options options={input.options} onChange={(options) => onChange({ ...input, options })} />
          <Line
            label={label}
            value={input.default === null ? '' : String(input.default)}
            onWrite={(value) => onChange({ ...input, default: value === '' ? null : offered(input.options, value) })}
          />
        </>
      )
    case 'multi_select':
      return (
        <>
          <Options options={input.options} onChange={(options) => onChange({ ...input, options })} />
          <Lines
            label={label}
            hint={t('notebooks.onePerLine')}
            lines={input.default.map(String)}
            onWrite={(lines) => onChange({ ...input, default: lines.map((line) => offered(input.options, line)) })}
          />
        </>
      )
    case 'run_button':
    case 'file':
      return null
  }
}

/** A value as it is offered, be it a number: what is typed is always a text. */
function offered(options: InputOptions, typed: string): Scalar {
  const listed = 'values' in options ? options.values.find(({ value }) => String(value) === typed) : undefined
  return listed?.value ?? typed
}

/** What may be chosen: values that are written here, or those of a column of a result. */
function Options({ options, onChange }: { options: InputOptions; onChange: (options: InputOptions) => void }) {
  const { t } = useTranslation()
  const results = useNames('table')
  const isListed = 'values' in options
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('notebooks.options')}
        value={isListed ? 'values' : 'of'}
        onChange={({ currentTarget: { value } }) => onChange(value === 'values' ? { values: [] } : { of: results[0] ?? 'result_1' })}
        data={(['values', 'of'] as const).map((value) => ({ value, label: t(`notebooks.optionsFrom.${value}`) }))}
      />
      {isListed ? (
        <Lines
          label={t('notebooks.values')}
          hint={t('notebooks.onePerLine')}
          lines={options.values.map(({ value }) => String(value))}
          onWrite={(lines) => {
            const known = new Map(options.values.map((one) => [String(one.value), one]))
            onChange({ values: lines.map((line) => known.get(line) ?? { value: line }) })
          }}
        />
      ) : (
        <>
          <ResultField label={t('notebooks.result')} value={options.of} onChange={(of) => onChange({ ...options, of })} />
          <ColumnField
            label={t('notebooks.column')}
            description={t('notebooks.firstColumn')}
            of={options.of}
            value={options.column ?? ''}
            onChange={(column) => {
              const { column: _, ...rest } = options
              onChange(column === '' ? rest : { ...rest, column })
            }}
          />
        </>
      )}
    </>
  )
}

type LineProps = { label: string; hint?: string; type?: 'text' | 'date'; value: string; onWrite: (value: string) => void }

/** A line that is taken when the field is left. */
const Line = ({ label, hint, type = 'text', value, onWrite }: LineProps) => (
  <TextInput
    key={value}
    size="xs"
    label={label}
    {...(hint === undefined ? {} : { description: hint })}
    type={type}
    defaultValue={value}
    onBlur={({ currentTarget }) => currentTarget.value !== value && onWrite(currentTarget.value)}
  />
)

const NumberLine = ({ label, value, onWrite }: { label: string; value: number | null; onWrite: (value: number | null) => void }) => (
  <NumberInput size="xs" label={label} value={value ?? ''} onChange={(typed) => onWrite(typeof typed === 'number' ? typed : null)} />
)

const Lines = ({ label, hint, lines, onWrite }: { label: string; hint: string; lines: readonly string[]; onWrite: (lines: string[]) => void }) => (
  <Textarea
    key={lines.join('\n')}
    size="xs"
    label={label}
    description={hint}
    autosize
    minRows={3}
    maxRows={12}
    defaultValue={lines.join('\n')}
    onBlur={({ currentTarget }) => {
      const written = [...new Set(currentTarget.value.split('\n').map((line) => line.trim()))].filter((line) => line !== '').slice(0, mostValues)
      if (written.join('\n') !== lines.join('\n')) onWrite(written)
    }}
  />
)

const mostValues = 1000
