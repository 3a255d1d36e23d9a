import { Button, Group, MultiSelect, NativeSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eventModelsQuery } from '../../../api/event-models.ts'
import { Code } from '../../../components/code.tsx'
import { EventRows } from './event-rows.tsx'
import { asKind, breakdownsOf, brokenKinds, isInsightKind, keyedProperty, propertyKey, withBreakdowns, withValues } from './insight-form.ts'
import { InsightPreview } from './insight-preview.tsx'
import { insightKinds, kindOf, readWords, type InsightWords } from './insight-words.ts'
import { KindOptions } from './kind-options.tsx'
import { propertyChoices, PropertyFilters } from './property-filters.tsx'
import { RangeFields } from './range-fields.tsx'

type Props = {
  projectUuid: string
  words: InsightWords
  onChange: (words: InsightWords) => void
  /** Whether what stands here can be saved: a text that is no question cannot. */ onReadable: (isReadable: boolean) => void
}

/** A question about events in a form of its kind, or as JSON, with its answer. The form keeps every word that it does not show. */
export function InsightEditor({ projectUuid, words, onChange, onReadable }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ words: InsightWords; count: number } | null>(null)
  const wrong = text === null ? null : readWords(text)
  const isUnreadable = wrong !== null && 'wrong' in wrong
  const kind = kindOf(words)
  const write = (next: string): void => {
    setText(next)
    const read = readWords(next)
    onReadable('words' in read)
    if ('words' in read) onChange(read.words)
  }
  const showJson = (isShown: boolean): void => {
    setText(isShown ? JSON.stringify(words, null, 2) : null)
    onReadable(true)
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        {kind !== null && (
          <SegmentedControl
            size="xs"
            aria-label={t('insightForm.kind')}
            value={kind}
            // A text that cannot be read is kept until it can be, or is discarded.
            disabled={isUnreadable}
            onChange={(wanted) => {
              if (!isInsightKind(wanted)) return
              const next = asKind(words, wanted)
              if (text !== null) setText(JSON.stringify(next, null, 2))
              onReadable(true)
              onChange(next)
            }}
            data={insightKinds.map((value) => ({ value, label: t(`endpoints.insight.kinds.${value}`) }))}
            style={{ flexWrap: 'wrap', maxWidth: '100%' }}
          />
        )}
        <Switch
          size="sm"
          label={t('insightForm.json')}
          checked={text !== null}
          disabled={kind === null || isUnreadable}
          onChange={(event) => showJson(event.currentTarget.checked)}
        />
      </Group>
      {text !== null || kind === null ? (
        <>
          <Code
            label={t('endpoints.insight.question')}
            value={text ?? JSON.stringify(words, null, 2)}
            onChange={write}
            minHeight={160}
            lineNumbers
            language="yaml"
          />
          {isUnreadable && (
            <Group justify="space-between" gap="xs">
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {t('endpoints.insight.noJson', { wrong: wrong.wrong })}
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => showJson(true)}>
                {t('insightForm.discard')}
              </Button>
            </Group>
          )}
        </>
      ) : (
        <Form key={kind} {...{ projectUuid, words, onChange }} />
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setAsked({ words, count: (asked?.count ?? 0) + 1 })}
      >
        {t('insightForm.preview')}
      </Button>
      {asked !== null && <InsightPreview {...{ projectUuid }} {...asked} />}
    </Stack>
  )
}

function Form({ projectUuid, words, onChange }: Pick<Props, 'projectUuid' | 'words' | 'onChange'>) {
  const { t } = useTranslation()
  const found = useQuery(eventModelsQuery(projectUuid))
  const models = found.data ?? []
  const model = models.find(({ name }) => name === words['model']) ?? (models.length === 1 ? (models[0] ?? null) : null)
  const kind = kindOf(words)
  const source = { projectUuid, model }
  const broken = breakdownsOf(words).map(propertyKey)
  const choices = propertyChoices(t, model)
  const known = choices.map(({ value }) => value)
  if (found.data !== undefined && models.length === 0) return <Text size="sm">{t('insightForm.noModel')}</Text>
  return (
    <Stack gap="sm">
      {models.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('insightForm.model')}
          value={model?.name ?? ''}
          onChange={(event) => onChange(withValues(words, { model: event.currentTarget.value === '' ? undefined : event.currentTarget.value }))}
          data={[{ value: '', label: '–' }, ...models.map(({ name, label }) => ({ value: name, label }))]}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      <EventRows {...source} {...{ words, onChange }} />
      <RangeFields {...{ words, onChange }} />
      {kind !== null && brokenKinds.includes(kind) && (
        <MultiSelect
          size="xs"
          label={t('insightForm.breakdown')}
          placeholder={broken.length === 0 ? t('insightForm.noBreakdown') : ''}
          value={broken}
          onChange={(keys) => onChange(withBreakdowns(words, keys))}
          data={[...choices, ...broken.flatMap((value) => (known.includes(value) ? [] : [{ value, label: keyedProperty(value).property }]))]}
          maxValues={3}
          searchable
          clearable
        />
      )}
      <Stack gap={4}>
        <Text size="xs" fw={500}>
          {t('insightForm.filters')}
        </Text>
        <PropertyFilters
          {...source}
          label={t('insightForm.filters')}
          properties={words['properties']}
          onChange={(properties) => onChange(withValues(words, { properties }))}
        />
      </Stack>
      <KindOptions {...source} {...{ words, onChange }} />
    </Stack>
  )
}
