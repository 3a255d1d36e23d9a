import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint, EndpointVersion } from '../../api/endpoints.ts'
import { useEndpointChange } from './use-endpoint-change.ts'
import { VersionCallers } from './version-callers.tsx'

type Props = { projectUuid: string; endpoint: Endpoint; version: EndpointVersion; onClose: () => void }

/** Tells callers of a version that it will go: until when it can be called, and which one follows. */
export function DeprecationDialog({ projectUuid, endpoint, version, onClose }: Props) {
  const { t } = useTranslation()
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const known = version.deprecation
  const staying = endpoint.versions.filter(({ number, deprecation }) => number !== version.number && deprecation === null)
  const [sunset, setSunset] = useState(known?.sunset?.slice(0, 10) ?? '')
  const [successor, setSuccessor] = useState(String(known?.successor ?? staying.find(({ number }) => number === endpoint.version)?.number ?? ''))
  const save = async (deprecation: { sunset: string | null; successor: number | null } | null): Promise<void> => {
    if (await change({ deprecation }, version.number)) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('endpointLife.goesTitle', { number: version.number })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save({ sunset: sunset === '' ? null : sunset, successor: successor === '' ? null : Number(successor) })
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('endpointLife.goesText')}</Text>
          <TextInput
            type="date"
            label={t('endpointLife.sunset')}
            description={t('endpointLife.sunsetText')}
            value={sunset}
            onChange={(event) => setSunset(event.currentTarget.value)}
            data-autofocus
          />
          <NativeSelect
            label={t('endpointLife.successor')}
            value={successor}
            onChange={(event) => setSuccessor(event.currentTarget.value)}
            data={[
              { value: '', label: t('endpointLife.noSuccessor') },
              ...staying.map(({ number }) => ({ value: String(number), label: t('endpoints.versionNumber', { number }) })),
            ]}
          />
          <VersionCallers projectUuid={projectUuid} name={endpoint.name} version={version.number} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            {known !== null && (
              <Button variant="default" loading={busy} onClick={() => void save(null)}>
                {t('endpointLife.stays')}
              </Button>
            )}
            <Button type="submit" loading={busy}>
              {t('endpointLife.tell')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
