import { ActionIcon, Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconArrowUp, IconFilter, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { EventField, type EventSource } from './event-field.tsx'
import { withoutNode } from './funnel-form.ts'
import { keyedProperty, maths, mathsOfProperties, nodesOf, propertyKey, rulesOf, seriesOf, withNodes, withValues, type Part } from './insight-form.ts'
import { kindOf, type InsightWords } from './insight-words.ts'
import { PropertyFilters, PropertySelect } from './property-filters.tsx'

type Props = EventSource & { words: InsightWords; onChange: (words: InsightWords) => void }

const mostSeries = 26

/** The events of an insight: series, steps, or whom it is about and what they came back for. */
export function EventRows({ words, onChange, ...source }: Props) {
  const { t } = useTranslation()
  const kind = kindOf(words)
  if (kind === null || seriesOf[kind] === 'none') return null
  const way = seriesOf[kind]
  const nodes = nodesOf(words)
  const set = (next: readonly Part[]): void => onChange(withNodes(words, next))
  const least = way === 'steps' ? 2 : way === 'several' ? 1 : nodes.length
  const nameOf = (place: number): string =>
    way === 'steps'
      ? t('insightForm.step', { number: place + 1 })
      : way === 'pair'
        ? t(place === 0 ? 'insightForm.began' : 'insightForm.cameBack')
        : way === 'one'
          ? t('insightForm.event')
          : t('insightForm.series', { letter: String.fromCodePoint(65 + place) })
  return (
    <Stack gap="xs">
      {nodes.map((node, place) => (
        <EventRow
          // Series are told apart by their place: A, B, C.
          // oxlint-disable-next-line react/no-array-index-key
          key={place}
          {...source}
          name={nameOf(place)}
          node={node}
          hasMath={kind === 'TrendsQuery'}
          hasName={way !== 'pair'}
          onChange={(changed) => set(nodes.with(place, changed))}
          {...(way === 'steps' && place > 0 ? { onUp: () => set(nodes.with(place - 1, node).with(place, nodes[place - 1] ?? node)) } : {})}
          {...(nodes.length > least ? { onRemove: () => onChange(withoutNode(words, place)) } : {})}
        />
      ))}
      {(way === 'several' || way === 'steps') && nodes.length < mostSeries && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={15} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set([...nodes, { kind: 'EventsNode', event: null }])}
        >
          {t(way === 'steps' ? 'insightForm.addStep' : 'insightForm.addSeries')}
        </Button>
      )}
    </Stack>
  )
}

type RowProps = EventSource & {
  name: string
  node: Part
  hasMath: boolean
  hasName: boolean
  onChange: (node: Part) => void
  onUp?: () => void
  onRemove?: () => void
}

function EventRow({ projectUuid, model, name, node, hasMath, hasName, onChange, onUp, onRemove }: RowProps) {
  const { t } = useTranslation()
  const source = { projectUuid, model }
  const [showsFilters, setShowsFilters] = useState(() => (rulesOf(node['properties']) ?? [null]).length > 0)
  const set = (values: Part): void => onChange(withValues(node, values))
  const math = typeof node['math'] === 'string' ? node['math'] : 'total'
  const property = typeof node['math_property'] === 'string' ? node['math_property'] : null
  const first = model?.properties.find(({ type, ofPerson }) => type === 'number' && !ofPerson)?.name
  return (
    <Paper withBorder radius="sm" p="xs" role="group" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm" fw={550}>
          {name}
        </Text>
        <Group gap={4} wrap="nowrap">
          <Tooltip label={t('insightForm.filters')}>
            <ActionIcon
              aria-label={t('insightForm.filtersOf', { name })}
              aria-pressed={showsFilters}
              variant={showsFilters ? 'light' : 'subtle'}
              onClick={() => setShowsFilters(!showsFilters)}
            >
              <IconFilter size={16} />
            </ActionIcon>
          </Tooltip>
          {onUp !== undefined && (
            <Tooltip label={t('insightForm.up')}>
              <ActionIcon aria-label={t('insightForm.upOf', { name })} onClick={onUp}>
                <IconArrowUp size={16} />
              </ActionIcon>
            </Tooltip>
          )}
          {onRemove !== undefined && <RemoveButton label={t('insightForm.removeOf', { name })} onClick={onRemove} />}
        </Group>
      </Group>
      <Group gap="xs" align="end">
        <EventField
          {...source}
          label={t('insightForm.event')}
          value={typeof node['event'] === 'string' ? node['event'] : ''}
          onChange={(event) => set({ event: event === '' ? null : event })}
        />
        {hasMath && (
          <NativeSelect
            size="xs"
            label={t('insightForm.math')}
            value={math}
            onChange={(event) => {
              const wanted = event.currentTarget.value
              const isOfProperty = mathsOfProperties.includes(wanted)
              set({
                math: wanted,
                ...(isOfProperty ? (property === null ? { math_property: first } : {}) : { math_property: undefined, math_property_type: undefined }),
              })
            }}
            data={(maths.includes(math) ? maths : [math, ...maths]).map((value) => ({
              value,
              label: t(`insightForm.maths.${value}`, { defaultValue: value }),
            }))}
          />
        )}
        {hasMath && mathsOfProperties.includes(math) && (
          <PropertySelect
            model={model}
            numbers={math !== 'unique_property'}
            label={t('insightForm.mathProperty')}
            value={propertyKey({ property: property ?? '', type: node['math_property_type'] === 'person_properties' ? 'person' : 'event' })}
            onChange={(key) => {
              const chosen = keyedProperty(key)
              set({ math_property: chosen.property, math_property_type: chosen.type === 'person' ? 'person_properties' : undefined })
            }}
          />
        )}
        {hasName && (
          <TextInput
            size="xs"
            w={150}
            label={t('insightForm.shownAs')}
            value={typeof node['custom_name'] === 'string' ? node['custom_name'] : ''}
            onChange={(event) => set({ custom_name: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
            maxLength={400}
          />
        )}
      </Group>
      {showsFilters && (
        <Stack gap={4} mt="xs">
          <PropertyFilters
            {...source}
            label={t('insightForm.filtersOf', { name })}
            properties={node['properties']}
            onChange={(properties) => set({ properties })}
          />
        </Stack>
      )}
    </Paper>
  )
}
