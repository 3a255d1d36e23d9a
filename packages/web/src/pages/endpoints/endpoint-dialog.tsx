import { Button, Group, Modal, NativeSelect, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createEndpoint, refreshEndpoints, type VariableWish } from '../../api/endpoints.ts'
import { eventModelsQuery } from '../../api/event-models.ts'
import { spacesQuery } from '../../api/spaces.ts'
import { Code } from '../../components/code.tsx'
import { toastFailed } from '../../components/toast.ts'
import { spaceTree } from '../../space/space-tree.ts'
import { InsightEditor } from './insight/insight-editor.tsx'
import { newInsight } from './insight/insight-form.ts'
import type { InsightWords } from './insight/insight-words.ts'
import { VariableFields } from './variable-fields.tsx'
import { wishesFor } from './variable-wishes.ts'

type Props = { projectUuid: string; /** SQL to begin with. */ sql?: string; onMade: (name: string) => void; onClose: () => void }

/** Saves SQL or a question about events as an endpoint: its name, what it asks, its space. Stays open until it worked. */
export function EndpointDialog({ projectUuid, sql: given = '', onMade, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const [name, setName] = useState('')
  const [sql, setSql] = useState(given)
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [said, setSaid] = useState<Readonly<Record<string, VariableWish>>>({})
  const [busy, setBusy] = useState(false)
  const wishes = wishesFor(sql, said)
  const spaceUuid = chosen ?? (spaces.find(({ isPrivate }) => !isPrivate) ?? spaces[0])?.uuid
  const models = useQuery({ ...eventModelsQuery(projectUuid), enabled: given === '' }).data ?? []
  const [written, setWritten] = useState<InsightWords | null>(null)
  const [isReadable, setIsReadable] = useState(true)
  const words = written ?? newInsight(models.length === 1 ? undefined : models[0]?.name)
  const [asks, setAsks] = useState<'sql' | 'insight'>('sql')
  const isAsked = asks === 'sql' ? sql.trim() !== '' : isReadable
  const isReady = /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/.test(name) && isAsked
  const save = async (): Promise<void> => {
    if (!isReady) return
    setBusy(true)
    try {
      const query = asks === 'sql' ? { kind: asks, sql, variables: wishes } : { kind: asks, words }
      await createEndpoint(projectUuid, { name, query, description, ...(spaceUuid === undefined ? {} : { spaceUuid }) })
      await refreshEndpoints(queryClient, projectUuid)
      onMade(name)
    } catch (error) {
      toastFailed(t('endpoints.createFailed'), error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('endpoints.new')} size={asks === 'sql' ? 'lg' : 'xl'}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('endpoints.name')}
            description={t('endpoints.nameRule')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={128}
            required
            data-autofocus
          />
          {models.length > 0 && (
            <SegmentedControl
              aria-label={t('insightForm.askedBy')}
              value={asks}
              onChange={(way) => setAsks(way === 'insight' ? 'insight' : 'sql')}
              data={[
                { value: 'sql', label: t('insightForm.bySql') },
                { value: 'insight', label: t('insightForm.byEvents') },
              ]}
              style={{ alignSelf: 'flex-start' }}
            />
          )}
          {asks === 'insight' ? (
            <InsightEditor {...{ projectUuid, words }} onChange={setWritten} onReadable={setIsReadable} />
          ) : (
            <>
              <div>
                <Text size="sm" fw={500} mb={4}>
                  {t('endpoints.sql')}
                </Text>
                <Code label={t('endpoints.sql')} value={sql} onChange={setSql} minHeight={140} lineNumbers />
              </div>
              <VariableFields wishes={wishes} onChange={(wish) => setSaid({ ...said, [wish.name]: wish })} />
            </>
          )}
          <Textarea label={t('content.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
          <NativeSelect
            label={t('content.space')}
            value={spaceUuid ?? ''}
            disabled={spaces.length === 0}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={spaceTree(spaces).map(({ space: { uuid }, path }) => ({ value: uuid, label: path }))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!isReady}>
              {t('endpoints.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
