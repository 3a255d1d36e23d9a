import { getItemLabel, type FilterGroup, type FilterGroupItem, type ItemsMap } from '@atrium/semantic'
import { Code, List, Modal, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import type { ResultRow } from '../../../api/results.ts'
import { filterSentence } from '../../../explore/filter-wording.ts'
import { ReceiptDetails } from '../receipt-dialog.tsx'
import { useValueText } from './use-value-text.ts'

type Props = { data: TileResults; row: ResultRow; fieldId: string; onClose: () => void }

/** Where one number comes from: what it counts, of what, under which filters, and how it was asked for. */
export function ExplainDialog({ data, row, fieldId, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const { explore, metricQuery, receipt } = data
  const { items, textOf } = useValueText(data, row)
  const item = items[fieldId]
  const nameOf = (field: string): string => {
    const known = items[field]
    return known === undefined ? field : getItemLabel(known)
  }
  const description = item !== undefined && 'description' in item ? item.description : undefined
  const sql = item !== undefined && 'sql' in item && typeof item.sql === 'string' ? item.sql : ''
  const { dimensions, metrics, tableCalculations } = metricQuery.filters
  const filters = [dimensions, metrics, tableCalculations].flatMap((group) =>
    group === undefined ? [] : sentencesOf(group, { items, t, language: i18n.language }),
  )
  const isOf = metricQuery.dimensions.filter((dimension) => dimension !== fieldId && row[dimension] !== undefined)
  return (
    <Modal opened onClose={onClose} size="lg" title={t('dashboard.drill.explainTitle', { name: nameOf(fieldId) })}>
      <Stack gap="sm">
        <Text size="xl" fw={700} className="numbers">
          {textOf(fieldId)}
        </Text>
        {description !== undefined && description !== '' && <Text size="sm">{description}</Text>}
        {isOf.length > 0 && (
          <Part name={t('dashboard.drill.of')}>
            <List size="sm">
              {isOf.map((field) => (
                <List.Item key={field}>{t('dashboard.drill.isValue', { name: nameOf(field), value: textOf(field) })}</List.Item>
              ))}
            </List>
          </Part>
        )}
        <Part name={t('dashboard.drill.filtered')}>
          {filters.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('dashboard.drill.noFilters')}
            </Text>
          ) : (
            <List size="sm">
              {filters.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          )}
        </Part>
        {sql !== '' && (
          <Part
            name={t('dashboard.drill.definition', { table: explore.tables[item !== undefined && 'table' in item ? item.table : '']?.label ?? explore.label })}
          >
            <Code block tabIndex={0}>
              {item !== undefined && 'type' in item && typeof item.type === 'string' ? `${item.type}: ${sql}` : sql}
            </Code>
          </Part>
        )}
        {receipt !== undefined && <ReceiptDetails receipt={receipt} />}
      </Stack>
    </Modal>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {name}
      </Text>
      {children}
    </div>
  )
}

type Words = { items: ItemsMap; t: TFunction; language: string }

/** The conditions that all hold, one sentence for each. */
const sentencesOf = (group: FilterGroup, words: Words): string[] =>
  'and' in group ? group.and.flatMap((item) => ('and' in item ? sentencesOf(item, words) : [sentenceOf(item, words)])) : [sentenceOf(group, words)]

function sentenceOf(item: FilterGroupItem, words: Words): string {
  if (!('and' in item) && !('or' in item)) return filterSentence(item, words.items, words.t)
  const [parts, type] = 'or' in item ? ([item.or, 'disjunction'] as const) : ([item.and, 'conjunction'] as const)
  return new Intl.ListFormat(words.language, { type }).format(parts.map((part) => sentenceOf(part, words)))
}
