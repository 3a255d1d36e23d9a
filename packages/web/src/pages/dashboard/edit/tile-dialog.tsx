import type { DashboardTile } from '@atrium/documents'
import { Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { healthQuery } from '../../../api/session.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { frameAddress } from '../../../dashboard/frame-address.ts'

type Props = {
  tile: DashboardTile
  /** What is done: adding it, or changing it. */ title: string
  submit: string
  onSubmit: (tile: DashboardTile) => void
  onClose: () => void
}

/** Title and content of a tile. */
export function TileDialog({ tile, title: heading, submit, onSubmit, onClose }: Props) {
  const { t } = useTranslation()
  const [title, setTitle] = useState(tile.properties.title ?? '')
  const [hideTitle, setHideTitle] = useState('hideTitle' in tile.properties && tile.properties.hideTitle === true)
  const [content, setContent] = useState(tile.type === 'markdown' ? tile.properties.content : '')
  const [url, setUrl] = useState(tile.type === 'loom' ? tile.properties.url : '')
  const hosts = useQuery(healthQuery).data?.frameHosts ?? []
  const address = frameAddress(url, { allowed: hosts, own: window.location.host })
  // A page that may not be framed here can be saved: it is shown as a link, and framed once its host is allowed.
  const isBad = tile.type === 'loom' && address.kind === 'bad'
  const closed = tile.type === 'loom' && address.kind === 'closed' ? t('dashboard.tile.frameClosed', { host: address.host }) : null
  const send = (): void => {
    if (tile.type === 'markdown') onSubmit({ ...tile, properties: { ...tile.properties, title, content } })
    else if (tile.type === 'loom') onSubmit({ ...tile, properties: { ...tile.properties, title, hideTitle, url } })
    else onSubmit({ ...tile, properties: { ...tile.properties, title, hideTitle } } as DashboardTile)
  }
  return (
    <Modal opened onClose={onClose} title={heading} size="lg">
      <DialogForm submit={submit} disabled={isBad} onSubmit={send} onClose={onClose}>
        <TextInput label={t('dashboard.editing.tileTitle')} value={title} maxLength={500} onChange={(event) => setTitle(event.currentTarget.value)} />
        {tile.type === 'markdown' ? (
          <Textarea
            label={t('dashboard.editing.text')}
            value={content}
            autosize
            minRows={6}
            maxRows={20}
            onChange={(event) => setContent(event.currentTarget.value)}
          />
        ) : (
          <Checkbox label={t('dashboard.editing.hideTitle')} checked={hideTitle} onChange={(event) => setHideTitle(event.currentTarget.checked)} />
        )}
        {tile.type === 'loom' && (
          <TextInput
            label={t('dashboard.editing.page')}
            description={closed ?? (hosts.length === 0 ? t('dashboard.editing.noFrames') : t('dashboard.editing.framed', { hosts: hosts.join(', ') }))}
            value={url}
            error={url !== '' && isBad ? t('dashboard.tile.frameBad') : null}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        )}
      </DialogForm>
    </Modal>
  )
}
