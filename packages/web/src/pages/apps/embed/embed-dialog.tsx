import { Alert, Button, Code, Modal, Stack, Switch, Tabs, Text, Textarea } from '@mantine/core'
import { IconCopy, IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getEmbedding, switchEmbedding, type Embedding } from '../../../api/embeds.ts'
import { copyText } from '../../../components/copy-text.ts'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { embedSnippets, frameSnippet } from './embed-snippets.ts'

type Props = { app: { uuid: string; name: string }; onClose: () => void }

/** Whether pages of elsewhere may show an app, and how they do. */
export function EmbedDialog({ app, onClose }: Props) {
  const { t } = useTranslation()
  const queryKey = ['app', app.uuid, 'embedding']
  const known = useQuery({ queryKey, queryFn: ({ signal }) => getEmbedding(app.uuid, signal) })
  return (
    <Modal opened onClose={onClose} title={t('embed.title', { name: app.name })} size="xl">
      {known.error !== null && <ErrorPanel title={t('embed.loadFailed')} error={known.error} onRetry={() => void known.refetch()} />}
      {known.data !== undefined && <EmbedForm app={app} known={known.data} queryKey={queryKey} />}
    </Modal>
  )
}

function EmbedForm({ app, known, queryKey }: { app: Props['app']; known: Embedding; queryKey: string[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isOn, setIsOn] = useState(known.isOn)
  const [sites, setSites] = useState(known.origins.join('\n'))
  const save = useMutation({
    mutationFn: () => switchEmbedding(app.uuid, { isOn, origins: isOn ? sites.split(/\s+/).filter((site) => site !== '') : [] }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved)
      setSites(saved.origins.join('\n'))
      toastDone(t('embed.saved'))
    },
    onError: (error) => toastFailed(t('embed.saveFailed'), error),
  })
  const isSaved = isOn === known.isOn && (!isOn || sites === known.origins.join('\n'))
  return (
    <Stack gap="md">
      <Text size="sm">{t('embed.what')}</Text>
      <Switch label={t('embed.switch')} checked={isOn} onChange={(event) => setIsOn(event.currentTarget.checked)} data-autofocus />
      {isOn && (
        <Textarea
          label={t('embed.sites')}
          description={t('embed.sitesHint')}
          autosize
          minRows={2}
          maxRows={8}
          value={sites}
          onChange={(event) => setSites(event.currentTarget.value)}
        />
      )}
      <Button style={{ alignSelf: 'flex-start' }} disabled={isSaved} loading={save.isPending} onClick={() => save.mutate()}>
        {t('embed.save')}
      </Button>
      {known.isOn && <Snippets appUuid={app.uuid} />}
    </Stack>
  )
}

function Snippets({ appUuid }: { appUuid: string }) {
  const { t } = useTranslation()
  const snippets = embedSnippets(window.location.origin, appUuid)
  return (
    <>
      <Alert variant="light" color="gray" icon={<IconUsersGroup size={18} />}>
        {t('embed.attributes')}
      </Alert>
      <div>
        <Text fw={600} size="sm">
          {t('embed.snippet')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('embed.token')}
        </Text>
      </div>
      <Tabs defaultValue="curl">
        <Tabs.List>
          {Object.keys(snippets).map((language) => (
            <Tabs.Tab key={language} value={language}>
              {language}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(snippets).map(([language, text]) => (
          <Tabs.Panel key={language} value={language} pt="xs">
            <Snippet text={text} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <Text size="sm">{t('embed.options')}</Text>
      <Text size="sm">{t('embed.frame')}</Text>
      <Snippet text={frameSnippet} />
    </>
  )
}

function Snippet({ text }: { text: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    if (await copyText(text)) toastDone(t('embed.copied'))
  }
  return (
    <Stack gap={4}>
      <Code block style={{ maxHeight: 260, overflow: 'auto' }} tabIndex={0}>
        {text}
      </Code>
      <Button size="compact-xs" variant="subtle" style={{ alignSelf: 'flex-end' }} leftSection={<IconCopy size={12} />} onClick={() => void copy()}>
        {t('embed.copy')}
      </Button>
    </Stack>
  )
}
