import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { disconnectService, integrationsQuery, testService, type IntegrationKind, type TestedService } from '../../api/integrations.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { TestedSteps } from '../../components/tested-steps.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

type Props = {
  kind: IntegrationKind
  /** Null: not connected. */
  connectedAt: string | null
  /** Who we are there, in a sentence. */
  summary: string | null
  /** Opens the form. */
  onConnect: () => void
  /** More of what can be done once it is connected. */
  children?: ReactNode
}

const names: Record<IntegrationKind, string> = { github: 'GitHub', google: 'Google', slack: 'Slack' }

/** One service: what it is for, whether it is connected, and the buttons to connect, test and disconnect it. */
export function ServiceCard({ kind, connectedAt, summary, onConnect, children }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [tested, setTested] = useState<TestedService | null>(null)
  const [isTesting, setTesting] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const name = names[kind]
  const test = async (): Promise<void> => {
    setTesting(true)
    setTested(null)
    try {
      setTested(await testService(kind))
    } catch (error) {
      toastFailed(t('integrations.testFailed', { name }), error)
    }
    setTesting(false)
  }
  const disconnect = async (): Promise<void> => {
    await disconnectService(kind)
    setLeaving(false)
    setTested(null)
    toastDone(t('integrations.disconnected', { name }))
    await queryClient.invalidateQueries({ queryKey: integrationsQuery.queryKey })
  }
  return (
    <Card title={name} text={t(`integrations.about.${kind}`)}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Badge variant="light" color={connectedAt === null ? 'gray' : 'green'} tt="none">
              {t(connectedAt === null ? 'integrations.off' : 'integrations.on')}
            </Badge>
            {connectedAt !== null && (
              <Text size="sm">
                {summary} · <Ago at={connectedAt} />
              </Text>
            )}
          </Group>
          <Group gap="xs">
            {connectedAt === null ? (
              <Button size="xs" onClick={onConnect}>
                {t('integrations.connect', { name })}
              </Button>
            ) : (
              <>
                <Button size="compact-sm" variant="default" loading={isTesting} aria-label={t('integrations.testNamed', { name })} onClick={() => void test()}>
                  {t('integrations.test')}
                </Button>
                <Button size="compact-sm" variant="default" aria-label={t('integrations.changeNamed', { name })} onClick={onConnect}>
                  {t('integrations.change')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  color="red"
                  aria-label={t('integrations.disconnectNamed', { name })}
                  onClick={() => setLeaving(true)}
                >
                  {t('integrations.disconnect')}
                </Button>
              </>
            )}
          </Group>
        </Group>
        {children}
        {tested !== null && (
          <TestedSteps
            title={t(tested.ok ? 'integrations.works' : 'integrations.doesNotWork', { name })}
            steps={tested.steps.map((step) => ({ ...step, name: t(`integrations.steps.${step.step}`) }))}
          />
        )}
      </Stack>
      {isLeaving && (
        <ConfirmDialog
          title={t('integrations.disconnectTitle', { name })}
          text={t(`integrations.disconnectText.${kind}`)}
          confirm={t('integrations.disconnect')}
          failed={t('integrations.disconnectFailed', { name })}
          onConfirm={disconnect}
          onClose={() => setLeaving(false)}
        />
      )}
    </Card>
  )
}
