import { Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createEndpoint, refreshEndpoints, type NewEndpointQuery } from '../../api/endpoints.ts'
import { spacesQuery } from '../../api/spaces.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { spaceTree } from '../../space/space-tree.ts'

type Props = {
  projectUuid: string
  /** What it asks; null: that cannot be asked as it stands. */
  query: NewEndpointQuery | null
  /** Where what it asks is written. */
  children: ReactNode
  size: 'lg' | 'xl'
  onMade: (name: string) => void
  onClose: () => void
}

/** Saves a question as an endpoint: its name, what it asks, its space. Stays open until it worked. */
export function EndpointForm({ projectUuid, query, children, size, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const spaceUuid = chosen ?? (spaces.find(({ isPrivate }) => !isPrivate) ?? spaces[0])?.uuid
  const isReady = /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/.test(name) && query !== null
  const save = async (): Promise<void> => {
    if (!isReady) return
    await createEndpoint(projectUuid, { name, query, description, ...(spaceUuid === undefined ? {} : { spaceUuid }) })
    await refreshEndpoints(queryClient, projectUuid)
    onMade(name)
  }
  return (
    <Modal opened onClose={onClose} title={t('endpoints.new')} size={size}>
      <DialogForm submit={t('endpoints.create')} disabled={!isReady} onSubmit={save} failed={t('endpoints.createFailed')} onClose={onClose}>
        <TextInput
          label={t('endpoints.name')}
          description={t('endpoints.nameRule')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={128}
          required
          data-autofocus
        />
        {children}
        <Textarea label={t('content.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
        <NativeSelect
          label={t('content.space')}
          value={spaceUuid ?? ''}
          disabled={spaces.length === 0}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={spaceTree(spaces).map(({ space: { uuid }, path }) => ({ value: uuid, label: path }))}
        />
      </DialogForm>
    </Modal>
  )
}
