import { Modal, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../../api/content-lists.ts'
import { createChart } from '../../../api/saved-charts.ts'
import { spacesQuery } from '../../../api/spaces.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { toastDone } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { documentOf } from '../../../explore/explore-document.ts'
import { suggestedName } from '../../../explore/suggested-name.ts'
import { paths } from '../../../shell/paths.ts'
import { spaceTree } from '../../../space/space-tree.ts'
import { useFirstSteps } from '../../../shell/use-first-steps.ts'
import { useExplore } from '../explore-context.ts'

/** Saves the explore as a new chart: name, space, description. */
export function SaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { projectUuid, state, query, items, explore, chart } = useExplore()
  const go = useGo()
  const queryClient = useQueryClient()
  const { take } = useFirstSteps()
  const spaces = useQuery(spacesQuery(projectUuid))
  const [name, setName] = useState(chart === null ? suggestedName(query, items, explore.label, t) : t('save.copyOf', { name: chart.name }))
  const [description, setDescription] = useState('')
  const [space, setSpace] = useState<string | null>(chart?.spaceUuid ?? null)
  const list = spaces.data ?? []
  const spaceUuid = space ?? (list.find(({ isPrivate }) => !isPrivate) ?? list[0])?.uuid

  const save = async (): Promise<void> => {
    const document = documentOf({ ...state, metricQuery: query }, items)
    const saved = await createChart(projectUuid, {
      ...document,
      name: name.trim(),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
      ...(spaceUuid === undefined ? {} : { spaceUuid }),
    })
    await refreshContentLists(queryClient, projectUuid)
    take('chart')
    toastDone(t('save.done', { name: saved.name }))
    onClose()
    go(paths.chart(projectUuid, saved.uuid))
  }
  return (
    <Modal opened onClose={onClose} title={t('save.title')}>
      <DialogForm submit={t('save.submit')} disabled={name.trim() === ''} onSubmit={save} failed={t('save.failed')} onClose={onClose}>
        <TextInput label={t('save.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        <NativeSelect
          label={t('save.space')}
          value={spaceUuid ?? ''}
          onChange={(event) => setSpace(event.currentTarget.value)}
          disabled={list.length === 0}
          data={spaceTree(list).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
        />
        {spaces.isError && (
          <Text size="xs" c="red">
            {t('save.spacesFailed')}
          </Text>
        )}
        <Textarea label={t('save.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
      </DialogForm>
    </Modal>
  )
}
