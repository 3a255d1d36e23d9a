import { Badge, Button, Code, Group, Paper, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayWithEndpoint, type Endpoint, type EndpointVersion } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { DeprecationDialog } from './deprecation-dialog.tsx'
import { useEndpointChange } from './use-endpoint-change.ts'
import { valueText } from './variable-wishes.ts'
import { VersionCallers } from './version-callers.tsx'

type Props = { projectUuid: string; endpoint: Endpoint }

/** All versions, newest first: what each asks, whether it can be called, and the names that lead to it. */
export function VersionsTab({ projectUuid, endpoint }: Props) {
  return (
    <Stack gap="md" maw={900}>
      {endpoint.versions.map((version) => (
        <Version key={version.number} {...{ projectUuid, endpoint, version }} />
      ))}
    </Stack>
  )
}

function Version({ projectUuid, endpoint, version }: Props & { version: EndpointVersion }) {
  const { t } = useTranslation()
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const aliases = Object.entries(endpoint.aliases).flatMap(([alias, number]) => (number === version.number ? [alias] : []))
  const [open, setOpen] = useState<'deprecation' | 'switch_off' | null>(null)
  const isNewest = version.number === endpoint.version
  const restore = async (): Promise<void> => {
    const variables = version.query.variables.map(({ name, type, value }) => ({ name, type, value: valueText(value) }))
    if (await change({ sql: { text: version.query.text, variables } })) toastDone(t('endpoints.restored', { number: version.number }))
  }
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('endpoints.versionNumber', { number: version.number })}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="xs">
          <Text fw={600}>{t('endpoints.versionNumber', { number: version.number })}</Text>
          {isNewest && <Badge variant="light">{t('endpoints.newest')}</Badge>}
          {aliases.map((alias) => (
            <Badge
              key={alias}
              variant="outline"
              tt="none"
              {...(mayChange
                ? {
                    rightSection: (
                      <Button
                        variant="transparent"
                        size="compact-xs"
                        p={0}
                        aria-label={t('endpoints.removeAlias', { alias })}
                        onClick={() => void change({ aliases: { [alias]: null } })}
                      >
                        ×
                      </Button>
                    ),
                  }
                : {})}
            >
              {alias}
            </Badge>
          ))}
          <Text size="xs" c="dimmed">
            <Ago at={version.createdAt} />
            {version.createdBy !== null && ` · ${version.createdBy}`}
          </Text>
        </Group>
        <Group gap="xs">
          <Switch
            size="sm"
            label={t('endpoints.callable')}
            checked={version.isActive}
            disabled={!mayChange || busy}
            onChange={(event) => (event.currentTarget.checked ? void change({ isActive: true }, version.number) : setOpen('switch_off'))}
          />
          {mayChange && (
            <Button size="xs" variant="default" onClick={() => setOpen('deprecation')}>
              {t('endpointLife.goes')}
            </Button>
          )}
          {mayChange && !isNewest && version.query.kind === 'sql' && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void restore()}>
              {t('endpoints.restore')}
            </Button>
          )}
        </Group>
      </Group>
      {version.deprecation !== null && <Going deprecation={version.deprecation} />}
      <Code block tabIndex={0} mah={200} style={{ overflow: 'auto' }}>
        {version.query.text}
      </Code>
      {mayChange && <NewAlias busy={busy} onAdd={(alias) => change({ aliases: { [alias]: version.number } })} />}
      {open === 'deprecation' && <DeprecationDialog {...{ projectUuid, endpoint, version }} onClose={() => setOpen(null)} />}
      {open === 'switch_off' && (
        <ConfirmDialog
          title={t('endpointLife.offTitle', { number: version.number })}
          text={t('endpointLife.offText')}
          confirm={t('endpoints.switchOff')}
          failed={t('endpoints.changeFailed')}
          onConfirm={async () => {
            await change({ isActive: false }, version.number)
            setOpen(null)
          }}
          onClose={() => setOpen(null)}
        >
          <VersionCallers projectUuid={projectUuid} name={endpoint.name} version={version.number} />
        </ConfirmDialog>
      )}
    </Paper>
  )
}

/** That callers are told that it will go. */
function Going({ deprecation: { sunset, successor } }: { deprecation: NonNullable<EndpointVersion['deprecation']> }) {
  const { t, i18n } = useTranslation()
  const dayOf = (moment: string): string => new Date(moment).toLocaleDateString(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <Text size="sm" fw={550} mb="xs">
      {sunset === null ? t('endpointLife.going') : t('endpointLife.goingUntil', { day: dayOf(sunset) })}{' '}
      {successor !== null && t('endpointLife.follows', { number: successor })}
    </Text>
  )
}

function NewAlias({ busy, onAdd }: { busy: boolean; onAdd: (alias: string) => Promise<boolean> }) {
  const { t } = useTranslation()
  const [alias, setAlias] = useState('')
  const add = async (): Promise<void> => {
    if (alias !== '' && (await onAdd(alias))) setAlias('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <Group gap="xs" mt="sm">
        <TextInput
          size="xs"
          aria-label={t('endpoints.alias')}
          placeholder={t('endpoints.aliasHint')}
          value={alias}
          onChange={(event) => setAlias(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={alias === ''} loading={busy}>
          {t('endpoints.addAlias')}
        </Button>
      </Group>
    </form>
  )
}
