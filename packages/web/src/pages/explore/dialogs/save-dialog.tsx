import { Modal, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../../api/content-lists.ts'
import { createChart } from '../../../api/saved-charts.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { toastDone } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { documentOf } from '../../../explore/explore-document.ts'
import { suggestedName } from '../../../explore/suggested-name.ts'
import { paths } from '../../../shell/paths.ts'
import { SpaceSelect, useSpaceChoice } from '../../../space/space-select.tsx'
import { useFirstSteps } from '../../../shell/use-first-steps.ts'
import { useExplore } from '../explore-context.ts'

/** Saves the explore as a new chart: name, space, description. */
export function SaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { projectUuid, state, query, items, explore, chart } = useExplore()
  const go = useGo()
  const queryClient = useQueryClient()
  const { take } = useFirstSteps()
  const space = useSpaceChoice(projectUuid, chart?.spaceUuid ?? null)
  const [name, setName] = useState(chart === null ? suggestedName(query, items, explore.label, t) : t('save.copyOf', { name: chart.name }))
  const [description, setDescription] = useState('')

  const save = async (): Promise<void> => {
    const document = documentOf({ ...state, metricQuery: query }, items)
    const saved = await createChart(projectUuid, {
      ...document,
      name: name.trim(),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
      ...(space.value === undefined ? {} : { spaceUuid: space.value }),
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
        <TextInput label={t('save.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
        <SpaceSelect choice={space} />
        <Textarea label={t('save.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
      </DialogForm>
    </Modal>
  )
}
