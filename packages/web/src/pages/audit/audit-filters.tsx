import { Button, Group, Pill, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { auditFacetsQuery } from '../../api/audit.ts'
import { operationLabel, targetKindLabel } from './operation-label.ts'
import type { AuditFilter } from './use-audit-filter.ts'

type Props = { filter: AuditFilter; onChange: (change: AuditFilter) => void }

/** Who, what, where and when the log is narrowed to. */
export function AuditFilters({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const facets = useQuery(auditFacetsQuery).data
  const people = (facets?.people ?? []).map(({ uuid, name, email }) => ({ value: uuid, label: email === null ? (name ?? uuid) : `${name ?? ''} (${email})` }))
  const operations = (facets?.operations ?? [])
    .map((operation) => ({ value: operation, label: operationLabel(t, operation) }))
    .toSorted((one, other) => one.label.localeCompare(other.label))
  const projects = (facets?.projects ?? []).map(({ uuid, name }) => ({ value: uuid, label: name ?? uuid }))
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Group align="flex-end" gap="sm" mb="md" role="search" aria-label={t('audit.filters')}>
      <Choice label={t('audit.person')} data={people} value={filter.person} onChange={(person) => onChange({ person })} />
      <Choice label={t('audit.operation')} data={operations} value={filter.operation} onChange={(operation) => onChange({ operation })} />
      <Choice label={t('audit.project')} data={projects} value={filter.project} onChange={(project) => onChange({ project })} />
      <Choice
        label={t('audit.outcome')}
        data={(['done', 'refused'] as const).map((value) => ({ value, label: t(`audit.outcomes.${value}`) }))}
        value={filter.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      <Day label={t('audit.from')} value={filter.from} onChange={(from) => onChange({ from })} />
      <Day label={t('audit.to')} value={filter.to} onChange={(to) => onChange({ to })} />
      {filter.target !== undefined && (
        <Pill size="lg" withRemoveButton onRemove={() => onChange({ target: '', kind: '' })} removeButtonProps={{ 'aria-label': t('audit.anyTarget') }}>
          {t('audit.onlyTarget', { kind: targetKindLabel(t, filter.kind ?? ''), target: filter.target })}
        </Pill>
      )}
      {isFiltered && (
        <Button variant="subtle" size="sm" onClick={() => onChange(nothing)}>
          {t('audit.reset')}
        </Button>
      )}
    </Group>
  )
}

const nothing: AuditFilter = { person: '', operation: '', project: '', kind: '', target: '', outcome: '', from: '', to: '' }

type ChoiceProps = { label: string; data: { value: string; label: string }[]; value: string | undefined; onChange: (value: string) => void }

function Choice({ label, data, value, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      w={{ base: '100%', xs: 190 }}
      label={label}
      placeholder={t('audit.any')}
      data={data}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? '')}
      clearable
      searchable
      clearButtonProps={{ 'aria-label': t('audit.clear', { label }) }}
    />
  )
}

function Day({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string) => void }) {
  return <TextInput type="date" w={{ base: '47%', xs: 150 }} label={label} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value)} />
}
