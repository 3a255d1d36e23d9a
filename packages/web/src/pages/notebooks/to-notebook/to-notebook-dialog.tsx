import { emptyNotebook } from '@atrium/documents'
import { Modal, Select, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appsQuery, createApp } from '../../../api/apps.ts'
import { refreshContentLists } from '../../../api/content-lists.ts'
import { refreshAround } from '../../../api/drafts.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { useGo } from '../../../components/use-go.ts'
import { paths } from '../../../shell/paths.ts'
import { SpaceSelect, useSpaceChoice } from '../../../space/space-select.tsx'
import { cellsOfQuestion, type Question } from './cells-of-question.ts'
import { putIntoNotebook } from './put-into-notebook.ts'

/** No notebook has this id. */
const another = ''

/** Asks in which notebook a question goes on, puts it there as a cell, and goes to it. */
export function ToNotebookDialog({ projectUuid, question, onClose }: { projectUuid: string; question: Question; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const apps = useQuery(appsQuery(projectUuid)).data ?? []
  const [chosen, setChosen] = useState(another)
  const space = useSpaceChoice(projectUuid)
  const [name, setName] = useState(question.title)
  const mine = apps.filter(({ abilities }) => abilities.includes('app.update'))
  const called = name.trim()
  const put = async (): Promise<{ uuid: string; cellId: string }> => {
    if (chosen === another) {
      const cells = cellsOfQuestion(question, emptyNotebook())
      const place = space.value === undefined ? {} : { spaceUuid: space.value }
      const { uuid } = await createApp(projectUuid, { name: called, document: { ...emptyNotebook(), cells }, ...place })
      return { uuid, cellId: cells[0].id }
    }
    let cellId = ''
    await putIntoNotebook(chosen, (document) => {
      const cells = cellsOfQuestion(question, document)
      cellId = cells[0].id
      return cells
    })
    return { uuid: chosen, cellId }
  }
  const send = async (): Promise<void> => {
    const { uuid, cellId } = await put()
    await refreshAround(queryClient, 'apps')
    await refreshContentLists(queryClient, projectUuid)
    go(paths.notebookCell(projectUuid, uuid, cellId))
  }
  return (
    <Modal opened onClose={onClose} title={t('toNotebook.title')}>
      <DialogForm submit={t('toNotebook.put')} disabled={chosen === another && called === ''} onSubmit={send} failed={t('toNotebook.failed')} onClose={onClose}>
        <Select
          label={t('notebooks.one')}
          searchable
          allowDeselect={false}
          value={chosen}
          onChange={(value) => setChosen(value ?? another)}
          data={[
            { value: another, label: t('toNotebook.new') },
            ...mine.map(({ uuid, name: label, space }) => ({ value: uuid, label: `${label} · ${space.name}` })),
          ]}
        />
        {chosen === another ? (
          <>
            <TextInput
              label={t('content.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              required
              maxLength={250}
              data-autofocus
            />
            <SpaceSelect choice={space} />
          </>
        ) : (
          <Text size="sm">{t('toNotebook.atTheEnd')}</Text>
        )}
      </DialogForm>
    </Modal>
  )
}
