import { Chip, Group, NativeSelect, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'
import type { EventSource } from './event-field.tsx'
import { Exclusions } from './exclusions.tsx'
import { attributedStep, attributionOf, attributions, stepAttribution, withAttribution } from './funnel-form.ts'
import { breakdownsOf, nodesOf, partOf, withPart, type Part } from './insight-form.ts'
import { isRecord, kindOf, type InsightWords } from './insight-words.ts'

type Props = EventSource & { words: InsightWords; onChange: (words: InsightWords) => void }

/** What only insights of one kind have. */
export function KindOptions(props: Props): ReactNode {
  switch (kindOf(props.words)) {
    case 'TrendsQuery':
      return <TrendsOptions {...props} />
    case 'FunnelsQuery':
      return <FunnelOptions {...props} />
    case 'RetentionQuery':
      return <RetentionOptions {...props} />
    case 'StickinessQuery':
      return <StickinessOptions {...props} />
    case 'LifecycleQuery':
      return <LifecycleOptions {...props} />
    case 'PathsQuery':
      return <PathsOptions {...props} />
    case null:
      return null
  }
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])
const textIn = (part: Part, name: string, fallback = ''): string => (typeof part[name] === 'string' ? part[name] : fallback)
const numberIn = (part: Part, name: string): number | '' => (typeof part[name] === 'number' ? part[name] : '')

function Compare({ words, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Switch
      size="sm"
      label={t('insightForm.compare')}
      checked={partOf(words, 'compareFilter')['compare'] === true}
      onChange={(event) =>
        onChange(withPart(words, 'compareFilter', event.currentTarget.checked ? { compare: true } : { compare: undefined, compare_to: undefined }))
      }
    />
  )
}

const displays = ['ActionsLineGraph', 'ActionsLineGraphCumulative', 'ActionsTable'] as const

function TrendsOptions(props: Props) {
  const { words, onChange } = props
  const { t } = useTranslation()
  const filter = partOf(words, 'trendsFilter')
  const shown = textIn(filter, 'display', 'ActionsLineGraph')
  const formulas = [...texts(filter['formulas']), ...(textIn(filter, 'formula') === '' ? [] : [textIn(filter, 'formula')])]
  return (
    <Group gap="sm" align="end">
      <NativeSelect
        size="xs"
        label={t('insightForm.display')}
        value={shown}
        onChange={(event) =>
          onChange(withPart(words, 'trendsFilter', { display: event.currentTarget.value === 'ActionsLineGraph' ? undefined : event.currentTarget.value }))
        }
        data={[...new Set([...displays, shown])].map((value) => ({ value, label: t(`insightForm.displays.${value}`, { defaultValue: value }) }))}
      />
      <TagsInput
        size="xs"
        flex="1 1 200px"
        label={t('insightForm.formulas')}
        placeholder={formulas.length === 0 ? 'A / B * 100' : ''}
        value={formulas}
        onChange={(next) => onChange(withPart(words, 'trendsFilter', { formula: undefined, formulas: next.length === 0 ? undefined : next }))}
        splitChars={[]}
        acceptValueOnBlur
      />
      <Compare {...props} />
    </Group>
  )
}

const orders = ['ordered', 'strict', 'unordered'] as const
const windowUnits = ['minute', 'hour', 'day', 'week', 'month'] as const
const shownFunnels = ['steps', 'time_to_convert', 'trends'] as const

function FunnelOptions(props: Props) {
  const { words, onChange } = props
  const { t } = useTranslation()
  const filter = partOf(words, 'funnelsFilter')
  const set = (values: Part): void => onChange(withPart(words, 'funnelsFilter', values))
  return (
    <Stack gap="xs">
      <Group gap="sm" align="end">
        <NativeSelect
          size="xs"
          label={t('insightForm.display')}
          value={textIn(filter, 'funnelVizType', 'steps')}
          onChange={(event) => set({ funnelVizType: event.currentTarget.value })}
          data={shownFunnels.map((value) => ({ value, label: t(`insightForm.funnels.${value}`) }))}
        />
        <NativeSelect
          size="xs"
          label={t('insightForm.order')}
          value={textIn(filter, 'funnelOrderType', 'ordered')}
          onChange={(event) => set({ funnelOrderType: event.currentTarget.value })}
          data={orders.map((value) => ({ value, label: t(`insightForm.orders.${value}`) }))}
        />
        <NumberField
          label={t('insightForm.window')}
          showLabel
          min={1}
          max={10_000}
          allowDecimal={false}
          w={120}
          value={numberIn(filter, 'funnelWindowInterval') || 14}
          onCommit={(value) => set({ funnelWindowInterval: value === '' ? undefined : value })}
        />
        <NativeSelect
          size="xs"
          label={t('insightForm.windowUnit')}
          value={textIn(filter, 'funnelWindowIntervalUnit', 'day')}
          onChange={(event) => set({ funnelWindowIntervalUnit: event.currentTarget.value })}
          data={windowUnits.map((value) => ({ value, label: t(`insightForm.windowUnits.${value}`) }))}
        />
        {breakdownsOf(words).length > 0 && <Attribution {...{ words, onChange }} />}
      </Group>
      <Exclusions
        {...props}
        exclusions={Array.isArray(filter['exclusions']) ? filter['exclusions'].filter(isRecord) : []}
        onChange={(exclusions) => set({ exclusions })}
      />
    </Stack>
  )
}

function Attribution({ words, onChange }: Pick<Props, 'words' | 'onChange'>) {
  const { t } = useTranslation()
  const chosen = attributionOf(words)
  const nameOf = (value: string): string => {
    const step = attributedStep(value)
    return step === null ? t(`insightForm.attributions.${value}`, { defaultValue: value }) : t('insightForm.step', { number: step + 1 })
  }
  return (
    <NativeSelect
      size="xs"
      label={t('insightForm.attribution')}
      value={chosen}
      onChange={(event) => onChange(withAttribution(words, event.currentTarget.value))}
      data={[...new Set([...attributions, ...nodesOf(words).map((_, step) => stepAttribution(step)), chosen])].map((value) => ({
        value,
        label: nameOf(value),
      }))}
    />
  )
}

function RetentionOptions({ words, onChange }: Props) {
  const { t } = useTranslation()
  const filter = partOf(words, 'retentionFilter')
  const set = (values: Part): void => onChange(withPart(words, 'retentionFilter', values))
  return (
    <Group gap="sm" align="end">
      <NativeSelect
        size="xs"
        label={t('insightForm.who')}
        value={textIn(filter, 'retentionType', 'retention_first_time')}
        onChange={(event) => set({ retentionType: event.currentTarget.value })}
        data={(['retention_first_time', 'retention_recurring'] as const).map((value) => ({ value, label: t(`insightForm.whos.${value}`) }))}
      />
      <NumberField
        label={t('insightForm.periods')}
        showLabel
        min={1}
        max={120}
        allowDecimal={false}
        w={120}
        value={numberIn(filter, 'totalIntervals') || 8}
        onCommit={(value) => set({ totalIntervals: value === '' ? undefined : value })}
      />
    </Group>
  )
}

function StickinessOptions(props: Props) {
  const { words, onChange } = props
  const { t } = useTranslation()
  return (
    <Group gap="sm">
      <Switch
        size="sm"
        label={t('insightForm.cumulative')}
        checked={partOf(words, 'stickinessFilter')['computedAs'] === 'cumulative'}
        onChange={(event) => onChange(withPart(words, 'stickinessFilter', { computedAs: event.currentTarget.checked ? 'cumulative' : undefined }))}
      />
      <Compare {...props} />
    </Group>
  )
}

const states = ['new', 'returning', 'resurrecting', 'dormant'] as const

function LifecycleOptions({ words, onChange }: Props) {
  const { t } = useTranslation()
  const given = partOf(words, 'lifecycleFilter')['toggledLifecycles']
  const shown = Array.isArray(given) ? texts(given) : [...states]
  return (
    <Stack gap={4} role="group" aria-label={t('insightForm.states')}>
      <Text size="xs" fw={500}>
        {t('insightForm.states')}
      </Text>
      <Chip.Group
        multiple
        value={shown}
        onChange={(next) => onChange(withPart(words, 'lifecycleFilter', { toggledLifecycles: next.length === states.length ? undefined : next }))}
      >
        <Group gap="xs">
          {states.map((state) => (
            <Chip key={state} size="xs" value={state}>
              {t(`insightForm.lifecycle.${state}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Stack>
  )
}

const pathTypes = ['custom_event', '$pageview', '$screen'] as const

function PathsOptions({ words, onChange }: Props) {
  const { t } = useTranslation()
  const filter = partOf(words, 'pathsFilter')
  const set = (values: Part): void => onChange(withPart(words, 'pathsFilter', values))
  const [type = 'custom_event'] = texts(filter['includeEventTypes'])
  const place = (name: 'startPoint' | 'endPoint') => (
    <TextInput
      size="xs"
      w={170}
      label={t(`insightForm.${name}`)}
      value={textIn(filter, name)}
      onChange={(event) => set({ [name]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
    />
  )
  const count = (name: 'stepLimit' | 'edgeLimit' | 'minEdgeWeight', usual: number, most: number) => (
    <NumberField
      label={t(`insightForm.${name}`)}
      showLabel
      min={1}
      max={most}
      allowDecimal={false}
      w={130}
      value={numberIn(filter, name) || usual}
      onCommit={(value) => set({ [name]: value === '' || value === usual ? undefined : value })}
    />
  )
  return (
    <Stack gap="xs">
      <Group gap="sm" align="end">
        <NativeSelect
          size="xs"
          label={t('insightForm.pathType')}
          value={type}
          onChange={(event) => set({ includeEventTypes: event.currentTarget.value === 'custom_event' ? undefined : [event.currentTarget.value] })}
          data={pathTypes.map((value) => ({ value, label: t(`insightForm.pathTypes.${value}`) }))}
        />
        {place('startPoint')}
        {place('endPoint')}
      </Group>
      <Group gap="sm" align="end">
        {count('stepLimit', 5, 20)}
        {count('edgeLimit', 50, 1000)}
        {count('minEdgeWeight', 1, 1_000_000)}
        <TagsInput
          size="xs"
          flex="1 1 200px"
          label={t('insightForm.leftOut')}
          value={texts(filter['excludeEvents'])}
          onChange={(next) => set({ excludeEvents: next.length === 0 ? undefined : next })}
          acceptValueOnBlur
        />
      </Group>
    </Stack>
  )
}
