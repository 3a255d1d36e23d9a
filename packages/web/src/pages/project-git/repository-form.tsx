import { Autocomplete, Button, Checkbox, Group, PasswordInput, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { githubRepositoriesQuery } from '../../api/integrations.ts'
import { messageOf } from '../../api/message-of.ts'
import { repositoryQuery, setRepository, type Repository, type RepositorySettings } from '../../api/repositories.ts'
import { Card } from '../../components/card.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { usePull } from './use-pull.ts'

const empty: RepositorySettings = { provider: 'git', remote: '', branch: 'main', folder: '', readsModels: true, username: null, knownHosts: null }

const settingsOf = ({ provider, remote, branch, folder, readsModels, username, knownHosts }: RepositorySettings): RepositorySettings => ({
  provider,
  remote,
  branch,
  folder,
  readsModels,
  username,
  knownHosts,
})

const isOverSsh = (remote: string): boolean => /^(ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(remote.trim())

/** Connects the project to a repository, or changes how; what is saved is read at once. */
export function RepositoryForm({ projectUuid, known }: { projectUuid: string; known: Repository | null }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { isPulling, pull } = usePull(projectUuid)
  const [settings, setSettings] = useState(() => (known === null ? empty : settingsOf(known)))
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<RepositorySettings>): void => setSettings((before) => ({ ...before, ...part }))
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    try {
      const saved = await setRepository(projectUuid, { ...settings, ...(secret === '' ? {} : { secret }) })
      queryClient.setQueryData(repositoryQuery(projectUuid).queryKey, saved)
      await queryClient.invalidateQueries({ queryKey: ['write-back', projectUuid] })
      setSecret('')
      toastDone(t('git.saved'))
      if (saved.readsModels) await pull()
    } catch (error) {
      toastFailed(t('git.saveFailed'), error)
    }
    setBusy(false)
  }
  const { provider, remote, branch, folder, readsModels } = settings
  return (
    <Card title={t(known === null ? 'git.connect' : 'git.change')} {...(known === null ? { text: t('git.connectText') } : {})}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <SegmentedControl
            aria-label={t('git.provider')}
            value={provider}
            onChange={(value) => set({ provider: value === 'github' ? 'github' : 'git', remote: '' })}
            data={[
              { value: 'git', label: t('git.plain') },
              { value: 'github', label: 'GitHub' },
            ]}
          />
          {provider === 'github' ? (
            <GithubName value={remote} onChange={set} />
          ) : (
            <TextInput
              label={t('git.remote')}
              description={t('git.remoteHint')}
              placeholder="https://git.example.com/team/models.git"
              value={remote}
              required
              onChange={(event) => set({ remote: event.currentTarget.value })}
            />
          )}
          <Group grow align="flex-start">
            <TextInput label={t('git.branch')} value={branch} required onChange={(event) => set({ branch: event.currentTarget.value })} />
            <TextInput
              label={t('git.folder')}
              placeholder={t('git.wholeRepository')}
              value={folder}
              onChange={(event) => set({ folder: event.currentTarget.value })}
            />
          </Group>
          {provider === 'git' && <SignIn settings={settings} known={known} secret={secret} onSecret={setSecret} onChange={set} />}
          <Checkbox
            label={t('git.readsModels')}
            description={t('git.readsModelsHint')}
            checked={readsModels}
            onChange={(event) => set({ readsModels: event.currentTarget.checked })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={busy || isPulling} disabled={remote.trim() === '' || branch.trim() === ''}>
              {t(readsModels ? 'git.saveAndPull' : 'git.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}

/** A repository at GitHub among those that the organization's app or token may use. */
function GithubName({ value, onChange }: { value: string; onChange: (part: Partial<RepositorySettings>) => void }) {
  const { t } = useTranslation()
  const repositories = useQuery(githubRepositoriesQuery)
  const choose = (remote: string): void => {
    const found = repositories.data?.find(({ fullName }) => fullName === remote)
    onChange(found === undefined ? { remote } : { remote, branch: found.defaultBranch })
  }
  return (
    <>
      <Autocomplete
        label={t('git.repository')}
        description={t('git.repositoryHint')}
        placeholder="owner/name"
        data={(repositories.data ?? []).map(({ fullName }) => fullName)}
        value={value}
        required
        limit={50}
        onChange={choose}
      />
      {repositories.isError && (
        <Text size="xs" c="red" role="alert">
          {messageOf(repositories.error)}
        </Text>
      )}
    </>
  )
}

type SignInProps = {
  settings: RepositorySettings
  known: Repository | null
  secret: string
  onSecret: (secret: string) => void
  onChange: (part: Partial<RepositorySettings>) => void
}

/** How git signs in: a name and a token over https, a private key and the host's own over ssh. A folder of the server needs nothing. */
function SignIn({ settings: { remote, username, knownHosts }, known, secret, onSecret, onChange }: SignInProps) {
  const { t } = useTranslation()
  const placeholder = known?.hasSecret === true && known.remote === remote ? t('integrations.kept') : undefined
  if (remote.trim().startsWith('/')) return null
  if (isOverSsh(remote)) {
    return (
      <>
        <Textarea
          label={t('git.privateKey')}
          placeholder={placeholder}
          value={secret}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onSecret(event.currentTarget.value)}
        />
        <Textarea
          label={t('git.knownHosts')}
          description={t('git.knownHostsHint')}
          value={knownHosts ?? ''}
          autosize
          minRows={1}
          maxRows={4}
          spellCheck={false}
          onChange={(event) => onChange({ knownHosts: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      </>
    )
  }
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('git.username')}
        value={username ?? ''}
        autoComplete="off"
        onChange={(event) => onChange({ username: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      <PasswordInput
        label={t('git.token')}
        placeholder={placeholder}
        value={secret}
        autoComplete="off"
        onChange={(event) => onSecret(event.currentTarget.value)}
      />
    </Group>
  )
}
