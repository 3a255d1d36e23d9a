import { Button, Group, NativeSelect, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventProperty } from '../../../api/event-models.ts'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { useSuggestions, type EventSource } from './event-field.tsx'
import { keyedProperty, needsValue, operatorsFor, propertyKey, rulesOf, type PropertyRule } from './insight-form.ts'

type Props = EventSource & { label: string; properties: unknown; onChange: (rules: PropertyRule[] | undefined) => void }

/** Conditions on properties of events and people: all of them have to hold. */
export function PropertyFilters({ label, properties, onChange, ...source }: Props) {
  const { t } = useTranslation()
  const rules = rulesOf(properties)
  if (rules === null) {
    return (
      <Text size="xs" c="dimmed">
        {t('insightForm.grouped')}
      </Text>
    )
  }
  const [first] = source.model?.properties ?? []
  const set = (next: PropertyRule[]): void => onChange(next.length === 0 ? undefined : next)
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {rules.map((rule, place) => (
        <Rule
          // Rules have nothing but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={place}
          {...source}
          rule={rule}
          onChange={(changed) => set(rules.with(place, changed))}
          onRemove={() => set(rules.toSpliced(place, 1))}
        />
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        disabled={first === undefined}
        onClick={() => first !== undefined && set([...rules, emptyRule(first)])}
      >
        {t('insightForm.addFilter')}
      </Button>
    </Stack>
  )
}

const emptyRule = ({ name, type, ofPerson }: EventProperty): PropertyRule => ({
  key: name,
  operator: operatorsFor(type)[0] ?? 'exact',
  value: [],
  type: ofPerson ? 'person' : 'event',
})

type RuleProps = EventSource & { rule: PropertyRule; onChange: (rule: PropertyRule) => void; onRemove: () => void }

function Rule({ projectUuid, model, rule, onChange, onRemove }: RuleProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const property = model?.properties.find(({ name, ofPerson }) => name === rule.key && ofPerson === (rule.type === 'person'))
  const known = useSuggestions({ projectUuid, model }, property?.type === 'string' ? property.fieldId : null, search)
  const values = [rule.value].flat().flatMap((value) => (value === undefined || value === null ? [] : [String(value)]))
  const operators: readonly string[] = operatorsFor(property?.type)
  const offered = operators.includes(rule.operator) ? operators : [rule.operator, ...operators]
  const isList = rule.operator === 'exact' || rule.operator === 'is_not'
  return (
    <Group gap="xs" align="end">
      <PropertySelect
        model={model}
        label={t('insightForm.property')}
        value={propertyKey({ property: rule.key, type: rule.type })}
        onChange={(key) => {
          const { property: name, type } = keyedProperty(key)
          const next = model?.properties.find((one) => one.name === name && one.ofPerson === (type === 'person'))
          onChange({ key: name, operator: operatorsFor(next?.type)[0] ?? 'exact', value: [], type })
        }}
      />
      <NativeSelect
        size="xs"
        label={t('insightForm.compared')}
        value={rule.operator}
        onChange={(event) => {
          const { value: _, ...bare } = rule
          const operator = event.currentTarget.value
          onChange({
            ...bare,
            operator,
            ...(needsValue(operator) ? { value: operator === 'exact' || operator === 'is_not' ? values : (values[0] ?? '') } : {}),
          })
        }}
        data={offered.map((value) => ({ value, label: t(`insightForm.operators.${value}`, { defaultValue: value }) }))}
      />
      {needsValue(rule.operator) &&
        (isList ? (
          <TagsInput
            size="xs"
            flex="1 1 160px"
            label={t('insightForm.value')}
            value={values}
            onChange={(next) => onChange({ ...rule, value: next })}
            data={known.values}
            filter={({ options }) => options}
            searchValue={search}
            onSearchChange={setSearch}
            onFocus={known.open}
            acceptValueOnBlur
          />
        ) : (
          <TextInput
            size="xs"
            flex="1 1 120px"
            label={t('insightForm.value')}
            value={values[0] ?? ''}
            onChange={(event) => onChange({ ...rule, value: event.currentTarget.value })}
          />
        ))}
      <RemoveButton label={t('insightForm.removeFilter', { property: property?.label ?? rule.key })} onClick={onRemove} />
    </Group>
  )
}

type SelectProps = Pick<EventSource, 'model'> & { label: string; value: string; onChange: (key: string) => void; /** Only numbers. */ numbers?: boolean }

/** A property of events or people. */
export function PropertySelect({ model, label, value, onChange, numbers = false }: SelectProps) {
  const { t } = useTranslation()
  const data = propertyChoices(t, model, numbers)
  return (
    <NativeSelect
      size="xs"
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={data.some((one) => one.value === value) ? data : [{ value, label: keyedProperty(value).property }, ...data]}
    />
  )
}

/** Properties to choose from; those of people say so. */
export function propertyChoices(t: TFunction, model: EventSource['model'], numbers = false): { value: string; label: string }[] {
  return (model?.properties ?? [])
    .filter(({ type }) => !numbers || type === 'number')
    .map(({ name, label, ofPerson }) => ({
      value: propertyKey({ property: name, type: ofPerson ? 'person' : 'event' }),
      label: ofPerson ? t('insightForm.personProperty', { property: label }) : label,
    }))
}
