import { formatOfFile, lightIpynb, type ImportNote } from '@atrium/documents'
import { Alert, Button, FileInput, Group, List, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createApp, importApp } from '../../api/apps.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'
import { noteText } from './note-text.ts'

type Props = { projectUuid: string; onMade: (notebookUuid: string) => void; onClose: () => void }

/** Begins a notebook: empty, or with what is in a file of ours, of Jupyter or of Hex. Says what of a file could not be taken. */
export function NewNotebookDialog({ projectUuid, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const space = useSpaceChoice(projectUuid)
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [imported, setImported] = useState<{ uuid: string; notes: readonly ImportNote[] } | null>(null)
  const place = space.value === undefined ? {} : { spaceUuid: space.value }
  const called = name.trim()
  const make = async (): Promise<{ uuid: string; notes: readonly ImportNote[] }> => {
    if (file === null) return { uuid: (await createApp(projectUuid, { name: called, ...place })).uuid, notes: [] }
    const format = formatOfFile(file.name)
    const text = await file.text()
    const given = { format, text: format === 'ipynb' ? lightIpynb(text) : text, ...(called === '' ? {} : { name: called }), ...place }
    const { app, notes } = await importApp(projectUuid, given)
    return { uuid: app.uuid, notes }
  }
  const save = async (): Promise<void> => {
    const made = await make()
    await refreshContentLists(queryClient, projectUuid)
    if (made.notes.length === 0) return onMade(made.uuid)
    setImported(made)
  }
  if (imported !== null) {
    return (
      <Modal opened onClose={() => onMade(imported.uuid)} title={t('notebooks.imported')} size="lg">
        <Stack gap="sm">
          <Alert color="orange" variant="light">
            {t('notebooks.importedWithNotes')}
          </Alert>
          <List size="sm">
            {imported.notes.slice(0, mostNotes).map((note, at) => (
              // oxlint-disable-next-line no-array-index-key -- two notes may say the same of one cell
              <List.Item key={at}>{noteText(note, t)}</List.Item>
            ))}
          </List>
          {imported.notes.length > mostNotes && t('notebooks.moreNotes', { count: imported.notes.length - mostNotes })}
          <Group justify="flex-end">
            <Button onClick={() => onMade(imported.uuid)}>{t('notebooks.open')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('notebooks.new')}>
      <DialogForm
        submit={t(file === null ? 'notebooks.create' : 'notebooks.import')}
        disabled={file === null && called === ''}
        onSubmit={save}
        failed={t('notebooks.newFailed')}
        onClose={onClose}
      >
        <TextInput
          label={t('content.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required={file === null}
          maxLength={250}
          data-autofocus
        />
        <SpaceSelect choice={space} />
        <FileInput
          label={t('notebooks.file')}
          description={t('notebooks.fileHint')}
          placeholder={t('notebooks.noFile')}
          accept=".yml,.yaml,.ipynb"
          value={file}
          onChange={setFile}
          clearable
        />
      </DialogForm>
    </Modal>
  )
}

/** Notes that are listed; the rest are counted. */
const mostNotes = 100
