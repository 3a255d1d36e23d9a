import { testedColumnTypes, testedErrors, type EndpointExpectation, type TestedColumnType, type TestedError } from '@atrium/documents'
import { Autocomplete, Group, NativeSelect, Stack, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TestedAnswer } from '../../../api/endpoint-tests.ts'
import type { EndpointVariable } from '../../../api/endpoints.ts'
import { NumberField } from '../../../components/number-field.tsx'
import { BoundsFields } from './bounds-fields.tsx'
import { typedValue } from './new-expectation.ts'
import { RowsFields } from './rows-fields.tsx'
import { TotalFields } from './total-fields.tsx'

type Props = {
  projectUuid: string
  expectation: EndpointExpectation
  answer: TestedAnswer | null
  variables: readonly EndpointVariable[]
  onChange: (expectation: EndpointExpectation) => void
}

/** What an expectation of each kind says. */
export function ExpectationFields({ projectUuid, expectation, answer, variables, onChange }: Props) {
  const { t } = useTranslation()
  const names = answer?.columns.map(({ name }) => name) ?? []
  const typeOf = (column: string): string | undefined => answer?.columns.find(({ name }) => name === column)?.type
  const column = (value: string, set: (column: string) => void) => (
    <Autocomplete size="xs" label={t('endpointTests.column')} value={value} onChange={set} data={names} flex="1 1 160px" />
  )
  switch (expectation.kind) {
    case 'row_count': {
      const { atLeast, atMost } = expectation
      const set = (bounds: { atLeast: number | ''; atMost: number | '' }): void =>
        onChange({
          kind: 'row_count',
          ...(bounds.atLeast === '' ? {} : { atLeast: bounds.atLeast }),
          ...(bounds.atMost === '' ? {} : { atMost: bounds.atMost }),
        })
      const whole = { min: 0, allowDecimal: false, w: 120, showLabel: true } as const
      return (
        <Group gap="xs">
          <NumberField
            {...whole}
            label={t('endpointTests.atLeast')}
            value={atLeast ?? ''}
            onCommit={(value) => set({ atLeast: value, atMost: atMost ?? '' })}
          />
          <NumberField {...whole} label={t('endpointTests.atMost')} value={atMost ?? ''} onCommit={(value) => set({ atLeast: atLeast ?? '', atMost: value })} />
        </Group>
      )
    }
    case 'columns': {
      const { columns } = expectation
      const named = (wanted: string[]): { name: string; type?: TestedColumnType }[] =>
        wanted.map((name) => columns.find((one) => one.name === name) ?? { name })
      return (
        <Stack gap="xs">
          <TagsInput
            size="xs"
            label={t('endpointTests.columns')}
            value={columns.map(({ name }) => name)}
            onChange={(wanted) => onChange({ kind: 'columns', columns: named(wanted) })}
            data={names}
            acceptValueOnBlur
          />
          <Group gap="xs">
            {columns.map(({ name, type }) => (
              <NativeSelect
                key={name}
                size="xs"
                label={name}
                aria-label={t('endpointTests.typeOf', { column: name })}
                value={type ?? 'any'}
                onChange={(event) => {
                  const wanted = testedColumnTypes.find((one) => one === event.currentTarget.value)
                  onChange({
                    kind: 'columns',
                    columns: columns.map((one) => (one.name === name ? { name, ...(wanted === undefined ? {} : { type: wanted }) } : one)),
                  })
                }}
                data={(['any', ...testedColumnTypes] as const).map((value) => ({ value, label: t(`endpointTests.types.${value}`) }))}
              />
            ))}
          </Group>
        </Stack>
      )
    }
    case 'not_null':
      return column(expectation.column, (name) => onChange({ ...expectation, column: name }))
    case 'unique':
      return (
        <TagsInput
          size="xs"
          label={t('endpointTests.columns')}
          value={expectation.columns}
          onChange={(columns) => onChange({ ...expectation, columns })}
          data={names}
          acceptValueOnBlur
        />
      )
    case 'accepted_values':
      return (
        <Group gap="xs" align="start">
          {column(expectation.column, (name) => onChange({ ...expectation, column: name }))}
          <TagsInput
            size="xs"
            flex="2 1 220px"
            label={t('endpointTests.valuesLabel')}
            placeholder={t('endpointTests.valuesHint')}
            value={expectation.values.map(String)}
            onChange={(values) => onChange({ ...expectation, values: values.map((value) => typedValue(value, typeOf(expectation.column))) })}
            data={valuesIn(answer, expectation.column)}
            acceptValueOnBlur
          />
        </Group>
      )
    case 'between':
      return (
        <Group gap="xs">
          {column(expectation.column, (name) => onChange({ ...expectation, column: name }))}
          <BoundsFields {...{ expectation, onChange }} />
        </Group>
      )
    case 'total':
      return <TotalFields {...{ projectUuid, expectation, names, variables, onChange }} />
    case 'rows':
      return <RowsFields {...{ expectation, answer, onChange }} />
    case 'within':
      return (
        <NumberField
          label={t('endpointTests.milliseconds')}
          showLabel
          min={1}
          max={60_000}
          allowDecimal={false}
          w={180}
          value={expectation.milliseconds}
          onCommit={(value) => onChange({ kind: 'within', milliseconds: value === '' ? 1000 : value })}
        />
      )
    case 'error':
      return (
        <NativeSelect
          size="xs"
          label={t('endpointTests.error')}
          value={expectation.error}
          onChange={(event) => onChange({ kind: 'error', error: event.currentTarget.value as TestedError })}
          data={testedErrors.map((value) => ({ value, label: t(`endpointTests.errors.${value}`) }))}
        />
      )
  }
}

/** Values that stand in a column now, to choose from. */
function valuesIn(answer: TestedAnswer | null, column: string): string[] {
  const place = answer?.columns.findIndex(({ name }) => name === column) ?? -1
  const values = place === -1 ? [] : (answer?.rows ?? []).map((row) => row[place])
  return [...new Set(values.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : [])))].slice(0, 100)
}
