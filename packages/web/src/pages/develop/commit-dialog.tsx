import { Button, Modal, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import type { Draft } from '../../api/develop.ts'
import { commitModels, repositoryQuery, type Committed } from '../../api/repositories.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { useMay } from '../../components/use-may.ts'
import { usePullRequestText } from './compare/use-pull-request-text.ts'

type Props = { projectUuid: string; path: string; text: string; onCommitted: (committed: Committed) => void; onClose: () => void }

/** Asks what a change does and where it goes. Stays open, with the reason, until it is in the repository. */
export function CommitDialog({ projectUuid, path, text, onCommitted, onClose }: Props) {
  const { t } = useTranslation()
  const mayCompare = useMay(projectUuid, 'sql_runner.run')
  const repository = useQuery(repositoryQuery(projectUuid)).data ?? null
  const [message, setMessage] = useState('')
  const [branch, setBranch] = useState('')
  const isGithub = repository?.provider === 'github'
  const commit = async (): Promise<void> => {
    const wish = branch.trim() === '' ? null : branch.trim()
    // From the commit that was opened: whoever was faster is told of, not overwritten.
    onCommitted(await commitModels(projectUuid, { files: [{ path, text }], message, branch: wish, from: repository?.lastCommit?.hash ?? null }))
  }
  return (
    <Modal opened onClose={onClose} title={t('commit.title', { path })}>
      <DialogForm submit={t(isGithub ? 'commit.submitGithub' : 'commit.submit')} disabled={message.trim() === ''} onSubmit={commit} onClose={onClose}>
        <Text size="sm">{t(isGithub ? 'commit.textGithub' : 'commit.text')}</Text>
        <Textarea
          label={t('commit.message')}
          value={message}
          required
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        {mayCompare && <AddValues projectUuid={projectUuid} draft={{ path, text }} onAdd={(more) => setMessage(`${message.trimEnd()}\n\n${more}`)} />}
        <TextInput label={t('commit.branch')} description={t('commit.branchHint')} value={branch} onChange={(event) => setBranch(event.currentTarget.value)} />
      </DialogForm>
    </Modal>
  )
}

/** Puts below the message what the change does to metrics, charts and dashboards. */
function AddValues({ projectUuid, draft, onAdd }: { projectUuid: string; draft: Draft; onAdd: (text: string) => void }) {
  const { t } = useTranslation()
  const { text, error } = usePullRequestText(projectUuid, draft)
  if (error !== null) return <Text size="sm">{t('valueDiff.cannotRun', { reason: messageOf(error) })}</Text>
  return (
    <Button size="xs" variant="default" loading={text === null} onClick={() => text !== null && onAdd(text)} style={{ alignSelf: 'flex-start' }}>
      {t('valueDiff.addToMessage')}
    </Button>
  )
}
