import { Alert, Badge, Button, Code, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelMaterialization,
  endpointQuery,
  materializationPreviewQuery,
  mayWithEndpoint,
  refreshEndpoints,
  refreshMaterialization,
  type Endpoint,
  type EndpointVersion,
  type MaterializationPreview,
} from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { bytesText } from './bytes-text.ts'
import { MaterializationSettings } from './materialization-settings.tsx'
import { useEndpointChange } from './use-endpoint-change.ts'

type Props = { projectUuid: string; endpoint: Endpoint }

/** Milliseconds between looks while a table is being read. */
const lookMs = 1500

/** Whether a version is kept as a table: can it be, why not, how, and how far it is. */
export function MaterializationTab({ projectUuid, endpoint }: Props) {
  const { t } = useTranslation()
  const [number, setNumber] = useState(endpoint.version)
  const version = endpoint.versions.find((one) => one.number === number) ?? endpoint.versions[0]
  // Looks again while it is being read; the page shows what is found.
  useQuery({ ...endpointQuery(projectUuid, endpoint.name), refetchInterval: version?.materialization.status === 'Running' ? lookMs : false })
  if (version === undefined) return null
  return (
    <Stack gap="md" maw={900}>
      <Text size="sm" c="dimmed">
        {t('endpoints.materialization.text')} {t('endpoints.materialization.unused')}
      </Text>
      {endpoint.versions.length > 1 && (
        <NativeSelect
          label={t('endpoints.materialization.version')}
          value={String(version.number)}
          onChange={(event) => setNumber(Number(event.currentTarget.value))}
          data={endpoint.versions.map((one) => ({ value: String(one.number), label: t('endpoints.versionNumber', { number: one.number }) }))}
          maw={220}
        />
      )}
      <Version key={version.number} {...{ projectUuid, endpoint, version }} />
    </Stack>
  )
}

function Version({ projectUuid, endpoint, version }: Props & { version: EndpointVersion }) {
  const { t } = useTranslation()
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const { isOn, whyNot } = version.materialization
  const turn = async (wanted: boolean): Promise<void> => {
    if (await change({ materialization: { isOn: wanted } }, version.number)) toastDone(t(`endpoints.materialization.${wanted ? 'on' : 'off'}`))
  }
  return (
    <section aria-label={t('endpoints.materialization.title', { number: version.number })}>
      <Stack gap="md">
        {!isOn && whyNot !== null && (
          <Alert color="orange" title={t('endpoints.materialization.cannot')}>
            {whyNot}
          </Alert>
        )}
        {!isOn && whyNot === null && <Text size="sm">{t(endpoint.isActive ? 'endpoints.materialization.can' : 'endpoints.materialization.inactive')}</Text>}
        {isOn && <State {...{ projectUuid, endpoint, version }} />}
        {mayChange && (isOn || whyNot === null) && (
          <Group>
            <Button size="sm" variant={isOn ? 'default' : 'filled'} loading={busy} disabled={!isOn && !endpoint.isActive} onClick={() => void turn(!isOn)}>
              {t(isOn ? 'endpoints.materialization.turnOff' : 'endpoints.materialization.turnOn')}
            </Button>
          </Group>
        )}
        {isOn && mayChange && <MaterializationSettings {...{ projectUuid, endpoint, version }} />}
        {whyNot === null && <Preview projectUuid={projectUuid} name={endpoint.name} version={version.number} />}
      </Stack>
    </section>
  )
}

function State({ projectUuid, endpoint, version }: Props & { version: EndpointVersion }) {
  const { t, i18n } = useTranslation()
  const queryClient = useQueryClient()
  const { status, error, madeAt, nextAt, rows, bytes, watermark } = version.materialization
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const isRunning = status === 'Running'
  const ask = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
      await refreshEndpoints(queryClient, projectUuid)
    } catch (failure) {
      toastFailed(t('endpoints.materialization.refreshFailed'), failure)
    }
  }
  const read = (full: boolean): void => void ask(() => refreshMaterialization(projectUuid, endpoint.name, { version: version.number, full }))
  return (
    <Stack gap="sm">
      <Group gap="lg">
        <Badge variant="light" color={colors[status]}>
          {t(`endpoints.materialization.statuses.${status}`)}
        </Badge>
        <Text size="sm">
          {t('endpoints.materialization.madeAt')}: {madeAt === null ? t('endpoints.materialization.none') : <Ago at={madeAt} />}
        </Text>
        {rows !== null && bytes !== null && (
          <Text size="sm" className="numbers">
            {t('endpoints.materialization.size')}: {t('endpoints.materialization.sizeText', { count: rows, size: bytesText(bytes, i18n.language) })}
          </Text>
        )}
        {nextAt !== null && !isRunning && (
          <Text size="sm">
            {t('endpoints.materialization.nextAt')}: <Ago at={nextAt} />
          </Text>
        )}
      </Group>
      {status === 'Failed' && (
        <Alert color="red" title={t('endpoints.materialization.failedWith')}>
          {error} {t('endpoints.materialization.staysInline')}
        </Alert>
      )}
      {mayChange && (
        <Group gap="xs">
          {isRunning ? (
            <Button size="xs" variant="default" onClick={() => void ask(() => cancelMaterialization(projectUuid, endpoint.name, version.number))}>
              {t('endpoints.materialization.stop')}
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => read(false)}>
              {t('endpoints.materialization.refresh')}
            </Button>
          )}
          {watermark !== null && !isRunning && (
            <Button size="xs" variant="subtle" onClick={() => read(true)}>
              {t('endpoints.materialization.refreshFull')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}

const colors = { Unknown: 'gray', Running: 'blue', Completed: 'green', Failed: 'red', Cancelled: 'gray' } as const

function Preview({ projectUuid, name, version }: { projectUuid: string; name: string; version: number }) {
  const { t } = useTranslation()
  const preview = useQuery(materializationPreviewQuery(projectUuid, name, version))
  return (
    <QueryBoundary query={preview} failed={t('endpoints.materialization.previewFailed')} skeleton={<Skeleton height={160} />}>
      {(found) => <Texts found={found} />}
    </QueryBoundary>
  )
}

function Texts({ found }: { found: MaterializationPreview }) {
  const { t } = useTranslation()
  const texts = [
    ['fill', found.fill],
    ['read', found.read],
  ] as const
  return texts.map(([what, text]) =>
    text === null ? null : (
      <div key={what}>
        <Title order={2} size="h5" mb={4}>
          {t(`endpoints.materialization.${what}`)}
        </Title>
        <Code block tabIndex={0} style={{ maxHeight: 320, overflow: 'auto' }}>
          {text}
        </Code>
      </div>
    ),
  )
}
