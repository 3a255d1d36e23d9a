import { Stack, Text } from '@mantine/core'
import type { FilterGroup } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { rulesOf } from '../../../explore/filter-tree.ts'
import { filterSentence } from '../../../explore/filter-wording.ts'
import { CollapsibleCard } from '../collapsible-card.tsx'
import { useExplore } from '../explore-context.ts'
import type { FilterKind } from '../use-add-filter.ts'
import { FieldPicker } from './field-picker.tsx'
import { FilterGroupEditor } from './filter-group-editor.tsx'

const kinds: readonly FilterKind[] = ['dimensions', 'metrics', 'tableCalculations']

/** Filters as sentences; those on metrics and calculations apart, as they are applied after grouping. */
export function FiltersCard({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit, addFilter } = useExplore()
  const { filters } = state.metricQuery
  const rules = kinds.flatMap((kind) => rulesOf(filters[kind]))
  const change = (kind: FilterKind, group: FilterGroup | undefined): void => {
    const { [kind]: _, ...others } = filters
    edit({ type: 'set-filters', filters: group === undefined ? others : { ...others, [kind]: group } })
  }
  const summary = rules.map((rule) => filterSentence(rule, items, t)).join(' · ')
  return (
    <CollapsibleCard name="filters" title={t('filters.title')} open={open} onToggle={onToggle} count={rules.length} summary={open ? '' : summary}>
      <Stack gap="sm" p="sm">
        {kinds.map((kind) => {
          const group = filters[kind]
          if (group === undefined) return null
          return (
            <section key={kind} aria-label={t(`filters.kind.${kind}`)}>
              {kind !== 'dimensions' && (
                <Text size="xs" c="dimmed" mb={4}>
                  {t(`filters.kind.${kind}`)} — {t(`filters.note.${kind}`)}
                </Text>
              )}
              <FilterGroupEditor kind={kind} root={group} group={group} onChange={(next) => change(kind, next)} />
            </section>
          )
        })}
        <FieldPicker label={t('filters.add')} onPick={(fieldId) => addFilter(fieldId)} />
      </Stack>
    </CollapsibleCard>
  )
}
