import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { materializationPreviewQuery, type Endpoint, type EndpointVersion } from '../../api/endpoints.ts'
import { useEndpointChange } from './use-endpoint-change.ts'

/** Seconds between readings, by the words of the endpoints' own format. */
const cadences = {
  '5min': 300,
  '15min': 900,
  '30min': 1800,
  '1hour': 3600,
  '2hour': 7200,
  '4hour': 14_400,
  '6hour': 21_600,
  '12hour': 43_200,
  '24hour': 86_400,
  '7day': 604_800,
  '30day': 2_592_000,
} as const
type Cadence = keyof typeof cadences
const words = Object.keys(cadences) as Cadence[]
const buckets = ['minute', 'fifteen_minutes', 'hour', 'day', 'week', 'month'] as const

/** How often a version is read, what its moments are cut to, and by what new rows are found. */
export function MaterializationSettings({ projectUuid, endpoint, version }: { projectUuid: string; endpoint: Endpoint; version: EndpointVersion }) {
  const { t } = useTranslation()
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const { everySeconds, buckets: chosen, watermark } = version.materialization
  const preview = useQuery(materializationPreviewQuery(projectUuid, endpoint.name, version.number))
  const [column, setColumn] = useState(watermark?.column ?? '')
  const [lookback, setLookback] = useState<number | string>(watermark?.lookbackSeconds ?? 0)
  const cadence = words.find((word) => cadences[word] === everySeconds)
  const cut = (preview.data?.ranges ?? []).filter(({ bucket }) => bucket !== null)
  const save = (wish: NonNullable<Parameters<typeof change>[0]['materialization']>): void => void change({ materialization: wish }, version.number)
  return (
    <Stack gap="sm">
      <Group gap="md" align="end">
        <NativeSelect
          label={t('endpoints.materialization.cadence')}
          value={cadence ?? ''}
          disabled={busy}
          onChange={(event) => save({ cadence: event.currentTarget.value })}
          data={[
            ...(cadence === undefined ? [{ value: '', label: `${everySeconds ?? 0} s` }] : []),
            ...words.map((value) => ({ value, label: t(`endpoints.materialization.cadences.${value}`) })),
          ]}
        />
        {cut.map((range) => (
          <NativeSelect
            key={range.column}
            label={t('endpoints.materialization.bucketOf', { column: range.column })}
            value={range.bucket ?? 'day'}
            disabled={busy}
            onChange={(event) => save({ buckets: { ...chosen, [nameOf(range.column)]: event.currentTarget.value } })}
            data={buckets.map((value) => ({ value, label: t(`endpoints.materialization.bucketNames.${value}`) }))}
          />
        ))}
      </Group>
      <Group gap="md" align="end">
        <TextInput
          label={t('endpoints.materialization.watermark')}
          description={t('endpoints.materialization.watermarkHint')}
          value={column}
          onChange={(event) => setColumn(event.currentTarget.value)}
          maw={460}
        />
        <NumberInput
          label={t('endpoints.materialization.lookback')}
          value={lookback}
          onChange={setLookback}
          min={0}
          max={31_536_000}
          allowDecimal={false}
          maw={160}
        />
        <Button
          variant="default"
          size="sm"
          loading={busy}
          onClick={() => save({ watermark: column.trim() === '' ? null : { column: column.trim(), lookbackSeconds: Number(lookback) || 0 } })}
        >
          {t('endpoints.materialization.saveWatermark')}
        </Button>
      </Group>
    </Stack>
  )
}

/** A column without its table and quotes, as choices of buckets name it. */
const nameOf = (column: string): string => (column.split('.').at(-1) ?? column).trim().replaceAll('"', '').toLowerCase()
