import { Modal, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createEndpoint, refreshEndpoints, type NewEndpointQuery } from '../../api/endpoints.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'

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
  const space = useSpaceChoice(projectUuid)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const isReady = /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/.test(name) && query !== null
  const save = async (): Promise<void> => {
    if (!isReady) return
    await createEndpoint(projectUuid, { name, query, description, ...(space.value === undefined ? {} : { spaceUuid: space.value }) })
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
        />
        {children}
        <Textarea label={t('content.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
        <SpaceSelect choice={space} />
      </DialogForm>
    </Modal>
  )
}
