import type { CellOf } from '@atrium/documents'
import { getItemLabel, getItemType, isDimensionItem, isFilterGroup, type FilterRule, type Item, type MetricQuery } from '@atrium/semantic'
import { Checkbox, Group, MultiSelect, NativeSelect, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exploreQuery, exploresQuery } from '../../../api/explores.ts'
import { newUuid } from '../../../api/new-uuid.ts'
import { newRule } from '../../../explore/filter-operators.ts'
import { itemsOfExplore } from '../../../explore/items-of-query.ts'
import { emptyQuery } from '../cells/new-cell.ts'
import { useNotebook } from '../notebook-context.ts'
import { NameField } from './name-field.tsx'
import { RowList } from './row-list.tsx'
import { RuleFields, type Rule, type RuleValue } from './rule-fields.tsx'
import { TitleField } from './title-field.tsx'

type ExploreCell = CellOf<'explore'>
type Props = { cell: ExploreCell; onChange: (change: Partial<ExploreCell>) => void }

/** A question to the semantic layer: which fields, which rows, in which order. */
export function ExploreForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const { actions, projectUuid } = useNotebook()
  const explores = useQuery(exploresQuery(projectUuid)).data ?? []
  const explore = useQuery({ ...exploreQuery(projectUuid, cell.exploreName), retry: false })
  const items = useMemo(() => (explore.data === undefined ? {} : itemsOfExplore(explore.data)), [explore.data])
  const { query } = cell
  const set = (change: Partial<MetricQuery>): void => onChange({ query: { ...query, ...change } })
  const labelOf = (id: string): string => (items[id] === undefined ? id : getItemLabel(items[id], { withTable: true }))
  const shown = Object.entries(items).filter(([id, item]) => !isHidden(item) || query.dimensions.includes(id) || query.metrics.includes(id))
  const options = (wantsDimensions: boolean, chosen: readonly string[]) => [
    ...shown.filter(([, item]) => isDimensionItem(item) === wantsDimensions).map(([value]) => ({ value, label: labelOf(value) })),
    // What is asked for is there also while nobody knows the explore.
    ...chosen.filter((id) => items[id] === undefined).map((value) => ({ value, label: value })),
  ]
  const asked = [...query.dimensions, ...query.metrics]
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <NameField name={cell.name} onRename={(name) => actions.rename(cell.id, name)} />
        <Select
          size="xs"
          label="Explore"
          data={[
            ...explores.map(({ name, label }) => ({ value: name, label })),
            ...(explores.some(({ name }) => name === cell.exploreName) ? [] : [{ value: cell.exploreName, label: cell.exploreName }]),
          ]}
          value={cell.exploreName}
          searchable
          allowDeselect={false}
          openOnFocus={false}
          // Fields of one explore are none of another.
          onChange={(exploreName) => exploreName !== null && exploreName !== cell.exploreName && onChange({ exploreName, query: emptyQuery(exploreName) })}
          data-autofocus
        />
        <TitleField cell={cell} />
        <NumberInput
          size="xs"
          w={130}
          label={t('notebookEditor.rowLimit')}
          value={query.limit}
          min={1}
          allowDecimal={false}
          onChange={(limit) => typeof limit === 'number' && limit >= 1 && set({ limit })}
        />
      </Group>
      {explore.isError && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('notebookEditor.exploreFailed', { explore: cell.exploreName })}
        </Text>
      )}
      <MultiSelect
        size="xs"
        label={t('notebookEditor.dimensions')}
        data={options(true, query.dimensions)}
        value={[...query.dimensions]}
        searchable
        hidePickedOptions
        onChange={(dimensions) =>
          set({ dimensions, sorts: query.sorts.filter(({ fieldId }) => dimensions.includes(fieldId) || query.metrics.includes(fieldId)) })
        }
      />
      <MultiSelect
        size="xs"
        label={t('notebookEditor.metrics')}
        data={options(false, query.metrics)}
        value={[...query.metrics]}
        searchable
        hidePickedOptions
        onChange={(metrics) => set({ metrics, sorts: query.sorts.filter(({ fieldId }) => metrics.includes(fieldId) || query.dimensions.includes(fieldId)) })}
      />
      {(['dimensions', 'metrics'] as const).map((part) => (
        <FilterRules key={part} part={part} query={query} items={items} labelOf={labelOf} onChange={set} />
      ))}
      <RowList
        label={t('notebookEditor.sorts')}
        items={query.sorts}
        onChange={(sorts) => set({ sorts })}
        added={
          asked[0] === undefined ? null : { fieldId: asked.find((id) => !query.sorts.some(({ fieldId }) => fieldId === id)) ?? asked[0], descending: false }
        }
        addText={t('notebookEditor.addSort')}
        removeText={({ fieldId }) => t('notebookEditor.removeSort', { column: labelOf(fieldId) })}
        render={(sort, change) => (
          <>
            <NativeSelect
              size="xs"
              aria-label={t('notebookEditor.field')}
              value={sort.fieldId}
              onChange={(event) => change({ ...sort, fieldId: event.currentTarget.value })}
              data={[...new Set([...asked, sort.fieldId])].map((value) => ({ value, label: labelOf(value) }))}
            />
            <Checkbox
              size="xs"
              label={t('notebookEditor.descending')}
              checked={sort.descending}
              onChange={(event) => change({ ...sort, descending: event.currentTarget.checked })}
            />
          </>
        )}
      />
    </Stack>
  )
}

const isHidden = (item: Item): boolean => 'hidden' in item && item.hidden

type RulesProps = {
  part: 'dimensions' | 'metrics'
  query: MetricQuery
  items: Readonly<Record<string, Item>>
  labelOf: (id: string) => string
  onChange: (change: Partial<MetricQuery>) => void
}

/** The rules on dimensions or metrics, as far as they lie side by side; groups in groups are kept as they are. */
function FilterRules({ part, query, items, labelOf, onChange }: RulesProps) {
  const { t } = useTranslation()
  const group = query.filters[part]
  const all = group === undefined ? [] : 'and' in group ? group.and : group.or
  const rules = all.filter((item): item is FilterRule => !isFilterGroup(item))
  const groups = all.filter(isFilterGroup)
  const fields = Object.entries(items).filter(([, item]) => isDimensionItem(item) === (part === 'dimensions') && !isHidden(item))
  const first = (part === 'dimensions' ? query.dimensions : query.metrics)[0] ?? fields[0]?.[0]
  const set = (next: readonly FilterRule[]): void => {
    const inside = [...next, ...groups]
    const id = group?.id ?? newUuid()
    const { [part]: _, ...rest } = query.filters
    onChange({ filters: inside.length === 0 ? rest : { ...rest, [part]: group !== undefined && 'or' in group ? { id, or: inside } : { id, and: inside } } })
  }
  const typeOf = (id: string) => (items[id] === undefined ? 'string' : getItemType(items[id]))
  return (
    <RowList
      label={t(`filters.kind.${part}`)}
      items={rules}
      onChange={set}
      added={first === undefined ? null : newRule(newUuid(), first, typeOf(first))}
      addText={t('filters.add')}
      removeText={({ target }) => t('filters.removeOn', { field: labelOf(target.fieldId) })}
      render={(rule, change) => (
        <>
          <Select
            size="xs"
            aria-label={t('notebookEditor.field')}
            data={[...new Set([...fields.map(([id]) => id), rule.target.fieldId])].map((value) => ({ value, label: labelOf(value) }))}
            value={rule.target.fieldId}
            searchable
            allowDeselect={false}
            onChange={(fieldId) => fieldId !== null && fieldId !== rule.target.fieldId && change(newRule(rule.id, fieldId, typeOf(fieldId)))}
          />
          <RuleFields
            field={labelOf(rule.target.fieldId)}
            type={typeOf(rule.target.fieldId)}
            rule={{ operator: rule.operator, values: (rule.values ?? []) as RuleValue[], unit: rule.settings?.unitOfTime }}
            onChange={({ operator, values, unit }: Rule) => {
              const { settings, ...rest } = rule
              change({ ...rest, operator, values: [...values], ...(unit === undefined ? {} : { settings: { ...settings, unitOfTime: unit } }) })
            }}
          />
        </>
      )}
    />
  )
}
