import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconGitCommit } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../../api/develop.ts'
import { removeRepository, repositoryQuery, type Repository } from '../../api/repositories.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { usePull } from './use-pull.ts'

/** What was last read of the repository, or why it could not be, and the buttons to pull and to disconnect. */
export function RepositoryState({ projectUuid, repository, mayChange }: { projectUuid: string; repository: Repository; mayChange: boolean }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { isPulling, pull } = usePull(projectUuid)
  const [isLeaving, setLeaving] = useState(false)
  const mayPull = useMay(projectUuid, 'project.compile')
  const disconnect = async (): Promise<void> => {
    await removeRepository(projectUuid)
    setLeaving(false)
    toastDone(t('git.disconnected'))
    await queryClient.invalidateQueries({ queryKey: repositoryQuery(projectUuid).queryKey })
    await refreshModels(queryClient, projectUuid)
  }
  const { remote, branch, readsModels, failure } = repository
  return (
    <Card title={remote} text={t(readsModels ? 'git.reads' : 'git.proposes', { branch })}>
      <Stack gap="sm">
        {failure !== null && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} title={t('git.notRead')} role="alert">
            {failure}
          </Alert>
        )}
        {readsModels && <LastCommit repository={repository} />}
        <Group gap="xs">
          {readsModels && mayPull && (
            <Button size="xs" leftSection={<IconDownload size={15} aria-hidden />} loading={isPulling} onClick={() => void pull()}>
              {t('git.pull')}
            </Button>
          )}
          {mayChange && (
            <Button size="xs" variant="default" color="red" onClick={() => setLeaving(true)}>
              {t('git.disconnect')}
            </Button>
          )}
        </Group>
      </Stack>
      {isLeaving && (
        <ConfirmDialog
          title={t('git.disconnectTitle')}
          text={t(readsModels ? 'git.disconnectText' : 'git.disconnectPlainText')}
          confirm={t('git.disconnect')}
          failed={t('git.disconnectFailed')}
          onConfirm={disconnect}
          onClose={() => setLeaving(false)}
        />
      )}
    </Card>
  )
}

function LastCommit({ repository: { lastCommit, pulledAt } }: { repository: Repository }) {
  const { t } = useTranslation()
  if (lastCommit === null) return <Text size="sm">{t('git.never')}</Text>
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconGitCommit size={18} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {lastCommit.subject}
        </Text>
        <Text size="xs" c="dimmed">
          <span className="numbers">{lastCommit.hash.slice(0, 10)}</span> · {lastCommit.author} · <Ago at={lastCommit.at} />
          {pulledAt !== null && (
            <>
              {' · '}
              {t('git.pulledAt')} <Ago at={pulledAt} />
            </>
          )}
        </Text>
      </div>
    </Group>
  )
}
