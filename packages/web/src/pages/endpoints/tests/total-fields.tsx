import type { EndpointExpectation, ExpectedMetric } from '@atrium/documents'
import { Autocomplete, Group, NativeSelect, Stack, TagsInput, Text } from '@mantine/core'
import type { FilterGroup } from '@atrium/semantic'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EndpointVariable } from '../../../api/endpoints.ts'
import { exploreQuery, exploresQuery } from '../../../api/explores.ts'
import { NumberField } from '../../../components/number-field.tsx'

type Total = Extract<EndpointExpectation, { kind: 'total' }>
type Props = {
  projectUuid: string
  expectation: Total
  /** Columns of the answer. */ names: readonly string[]
  variables: readonly EndpointVariable[]
  onChange: (expectation: Total) => void
}

/** The sum of a column, and the number or the metric that it has to be. */
export function TotalFields({ projectUuid, expectation, names, variables, onChange }: Props) {
  const { t } = useTranslation()
  const { column, equals, tolerance } = expectation
  const isMetric = typeof equals !== 'number'
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Autocomplete
          size="xs"
          flex="1 1 160px"
          label={t('endpointTests.column')}
          value={column}
          onChange={(name) => onChange({ ...expectation, column: name })}
          data={[...names]}
        />
        <NativeSelect
          size="xs"
          label={t('endpointTests.totalIs')}
          value={isMetric ? 'metric' : 'number'}
          onChange={(event) => onChange({ ...expectation, equals: event.currentTarget.value === 'metric' ? { exploreName: '', metric: '' } : 0 })}
          data={[
            { value: 'number', label: t('endpointTests.aNumber') },
            { value: 'metric', label: t('endpointTests.aMetric') },
          ]}
        />
        {!isMetric && (
          <NumberField
            label={t('endpointTests.number')}
            showLabel
            w={140}
            value={equals}
            onCommit={(value) => onChange({ ...expectation, equals: value === '' ? 0 : value })}
          />
        )}
        <NumberField
          label={t('endpointTests.tolerance')}
          showLabel
          min={0}
          w={120}
          value={tolerance ?? ''}
          onCommit={(value) => {
            const { tolerance: _, ...others } = expectation
            onChange(value === '' ? others : { ...others, tolerance: value })
          }}
        />
      </Group>
      {isMetric && <MetricFields {...{ projectUuid, variables }} metric={equals} onChange={(next) => onChange({ ...expectation, equals: next })} />}
    </Stack>
  )
}

type MetricProps = { projectUuid: string; variables: readonly EndpointVariable[]; metric: ExpectedMetric; onChange: (metric: ExpectedMetric) => void }

function MetricFields({ projectUuid, variables, metric: wanted, onChange }: MetricProps) {
  const { t } = useTranslation()
  const { exploreName, metric, filters } = wanted
  const explores = useQuery(exploresQuery(projectUuid)).data ?? []
  const tables = Object.values(useQuery({ ...exploreQuery(projectUuid, exploreName), enabled: exploreName !== '' }).data?.tables ?? {})
  const fieldsOf = (kind: 'metrics' | 'dimensions'): { value: string; label: string }[] =>
    tables.flatMap((table) =>
      Object.values(table[kind]).flatMap(({ name, label, hidden }) => (hidden ? [] : [{ value: `${table.name}_${name}`, label: `${table.label}: ${label}` }])),
    )
  const rule = simpleRule(filters)
  const setRule = (fieldId: string, values: string[]): void => {
    const { filters: _, ...others } = wanted
    onChange(fieldId === '' ? others : { ...others, filters: { id: 'where', and: [{ id: 'where-1', target: { fieldId }, operator: 'equals', values }] } })
  }
  const none = { value: '', label: '–' }
  return (
    <Group gap="xs" align="start">
      <NativeSelect
        size="xs"
        label={t('endpointTests.explore')}
        value={exploreName}
        onChange={(event) => onChange({ exploreName: event.currentTarget.value, metric: '' })}
        data={[none, ...explores.map(({ name, label }) => ({ value: name, label }))]}
      />
      <NativeSelect
        size="xs"
        label={t('endpointTests.metric')}
        value={metric}
        onChange={(event) => onChange({ ...wanted, metric: event.currentTarget.value })}
        data={[none, ...fieldsOf('metrics')]}
      />
      {rule === null ? (
        <Text size="xs" c="dimmed">
          {t('endpointTests.otherFilters')}
        </Text>
      ) : (
        <>
          <NativeSelect
            size="xs"
            label={t('endpointTests.where')}
            value={rule.fieldId}
            onChange={(event) => setRule(event.currentTarget.value, rule.values)}
            data={[{ value: '', label: t('endpointTests.whereAll') }, ...fieldsOf('dimensions')]}
          />
          {rule.fieldId !== '' && (
            <TagsInput
              size="xs"
              flex="1 1 180px"
              label={t('endpointTests.whereIs')}
              placeholder={t('endpointTests.whereHint', { example: `{variables.${variables[0]?.name ?? 'region'}}` })}
              value={rule.values}
              onChange={(values) => setRule(rule.fieldId, values)}
              data={variables.map(({ name }) => `{variables.${name}}`)}
              acceptValueOnBlur
            />
          )}
        </>
      )}
    </Group>
  )
}

/** Filters as the one field and its values that are changed here; null for others. */
function simpleRule(filters: FilterGroup | undefined): { fieldId: string; values: string[] } | null {
  if (filters === undefined) return { fieldId: '', values: [] }
  const [only, ...others] = 'and' in filters ? filters.and : filters.or
  if (only === undefined) return { fieldId: '', values: [] }
  if (others.length > 0 || !('target' in only) || only.operator !== 'equals') return null
  return { fieldId: only.target.fieldId, values: (only.values ?? []).map(String) }
}
