import { Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { githubInstallAddress, integrationsQuery, uninstallGithub, type GithubIntegration } from '../../api/integrations.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { GithubDialog } from './github-dialog.tsx'
import { ServiceCard } from './service-card.tsx'

/** GitHub: by an app of the organization's own, which has to be installed, or by a token. */
export function GithubCard({ github, callback }: { github: GithubIntegration | null; callback: string }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const summary =
    github === null ? null : github.method === 'token' ? t('integrations.github.asToken', github) : t('integrations.github.asApp', { slug: github.slug })
  return (
    <ServiceCard kind="github" connectedAt={github?.connectedAt ?? null} summary={summary} onConnect={() => setOpen(true)}>
      {github?.method === 'app' && <Installation account={github.account} />}
      {isOpen && <GithubDialog known={github} callback={callback} onClose={() => setOpen(false)} />}
    </ServiceCard>
  )
}

function Installation({ account }: { account: string | null }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isLeaving, setLeaving] = useState(false)
  const uninstall = async (): Promise<void> => {
    await uninstallGithub()
    setLeaving(false)
    toastDone(t('integrations.github.uninstalled'))
    await queryClient.invalidateQueries({ queryKey: integrationsQuery.queryKey })
  }
  return (
    <Group gap="sm">
      <Text size="sm">{account === null ? t('integrations.github.notInstalled') : t('integrations.github.installed', { account })}</Text>
      {account === null ? (
        <Button size="xs" component="a" href={githubInstallAddress}>
          {t('integrations.github.install')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setLeaving(true)}>
          {t('integrations.github.uninstall')}
        </Button>
      )}
      {isLeaving && (
        <ConfirmDialog
          title={t('integrations.github.uninstallTitle')}
          text={t('integrations.github.uninstallText')}
          confirm={t('integrations.github.uninstall')}
          failed={t('integrations.github.uninstallFailed')}
          onConfirm={uninstall}
          onClose={() => setLeaving(false)}
        />
      )}
    </Group>
  )
}
