import { Loader, Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  modelNamesQuery,
  refreshRenamed,
  renameInContent,
  renamePlanQuery,
  undoRename,
  type ModelNames,
  type Rename,
  type RenamePlan as Plan,
} from '../../../api/validation.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { toastUndo } from '../../../components/toast-undo.ts'
import { toastDone } from '../../../components/toast.ts'
import { RenamePlan } from './rename-plan.tsx'
import { undoneText } from './undone-text.ts'

type Props = { projectUuid: string; /** Filled in as far as it is known. */ rename: Rename; onClose: () => void }

/** Replaces a name in all charts and dashboards: shows what changes, does it at once, and offers to take it back. */
export function RenameContentDialog({ projectUuid, rename: given, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [rename, setRename] = useState(given)
  const names = useQuery(modelNamesQuery(projectUuid))
  const { kind, from, to } = rename
  const isComplete = from.trim() !== '' && to !== ''
  const plan = useQuery({ ...renamePlanQuery(projectUuid, { ...rename, from: from.trim() }), enabled: isComplete })
  const count = plan.data === undefined ? 0 : placesOf(plan.data)
  const submit = async (): Promise<void> => {
    const done = await renameInContent(projectUuid, { ...rename, from: from.trim() })
    const { renameUuid } = done
    onClose()
    if (renameUuid !== null) {
      toastUndo({
        message: t('renameContent.done', { from, to, count: placesOf(done) }),
        failed: t('renameContent.undoFailed'),
        onUndo: async () => {
          toastDone(undoneText(t, await undoRename(projectUuid, renameUuid)))
          await refreshRenamed(queryClient, projectUuid)
        },
      })
    }
    await refreshRenamed(queryClient, projectUuid)
  }
  return (
    <Modal opened onClose={onClose} title={t('renameContent.title')} size="lg">
      <DialogForm
        submit={t('renameContent.submit', { count })}
        disabled={count === 0}
        onSubmit={submit}
        failed={t('renameContent.failed')}
        focusesCancel={given.to !== ''}
        onClose={onClose}
      >
        {given.from === '' && (
          <SegmentedControl
            aria-label={t('renameContent.kind')}
            value={kind}
            onChange={(value) => setRename(value === 'field' ? { kind: value, from: '', to: '', explore: null } : { kind: 'explore', from: '', to: '' })}
            data={[
              { value: 'field', label: t('renameContent.field') },
              { value: 'explore', label: t('renameContent.explore') },
            ]}
          />
        )}
        <TextInput
          label={t('renameContent.from')}
          description={t(kind === 'field' ? 'renameContent.fromField' : 'renameContent.fromExplore')}
          value={from}
          readOnly={given.from !== ''}
          onChange={(event) => setRename({ ...rename, from: event.currentTarget.value })}
          maxLength={500}
          data-autofocus={given.from === '' || undefined}
        />
        {names.isError && <ErrorPanel title={t('renameContent.namesFailed')} error={names.error} />}
        <Select
          label={t('renameContent.to')}
          description={t('renameContent.toHint')}
          data={choicesOf(names.data, kind, to)}
          value={to === '' ? null : to}
          onChange={(value) => setRename({ ...rename, to: value ?? '' })}
          searchable
          limit={100}
          nothingFoundMessage={t('renameContent.noMatch')}
          data-autofocus={(given.from !== '' && given.to === '') || undefined}
        />
        {isComplete && plan.isError && <ErrorPanel title={t('renameContent.planFailed')} error={plan.error} />}
        {isComplete && plan.isPending && <Loader size="sm" aria-label={t('renameContent.looking')} />}
        {isComplete && plan.data !== undefined && <RenamePlan projectUuid={projectUuid} plan={plan.data} />}
      </DialogForm>
    </Modal>
  )
}

/** A thing and its draft are one place. */
const placesOf = ({ changes, drafts }: Plan): number => new Set([...changes, ...drafts].map(({ uuid }) => uuid)).size

type Choice = { value: string; label: string }

/** What may take the place: by label, with the id beside it. What is chosen already is there before the names are. */
function choicesOf(names: ModelNames | undefined, kind: Rename['kind'], chosen: string): Choice[] {
  const known: Choice[] =
    kind === 'field'
      ? (names?.fields ?? []).map(({ id, label }) => ({ value: id, label: `${label} · ${id}` }))
      : (names?.explores ?? []).map(({ name, label }) => ({ value: name, label: `${label} · ${name}` }))
  return chosen === '' || known.some(({ value }) => value === chosen) ? known : [{ value: chosen, label: chosen }, ...known]
}
