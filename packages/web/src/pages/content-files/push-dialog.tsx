import { Alert, Button, Group, Modal, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pushContentFiles, type PushOutcome } from '../../api/content-files.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone } from '../../components/toast.ts'
import { PushPlan } from '../../content-files/push-plan.tsx'
import { readChosen, type ChosenFiles } from './read-chosen.ts'

type Props = { projectUuid: string; chosen: readonly File[]; onClose: () => void }

/** What chosen files would change in the project, and the button that does it. */
export function PushDialog({ projectUuid, chosen, onClose }: Props) {
  const { t } = useTranslation()
  const [deletes, setDeletes] = useState(false)
  const planned = useQuery({
    queryKey: ['content-push', projectUuid, chosen.map(({ name, size, lastModified }) => [name, size, lastModified]), deletes],
    async queryFn() {
      const read = await readChosen(chosen)
      return { read, plan: read.files.length === 0 ? null : await pushContentFiles(projectUuid, { files: read.files, deletes, dryRun: true }) }
    },
    // Choosing to delete, too, asks anew: what was shown stays until then.
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })
  return (
    <Modal opened onClose={onClose} size="xl" title={t('contentFiles.pushTitle')}>
      <QueryBoundary query={planned} failed={t('contentFiles.notApplied')} skeleton={<Skeleton height={200} />}>
        {({ read, plan }) => (
          <Stack gap="sm">
            <Text size="sm">{t('contentFiles.chosen', { count: read.files.length })}</Text>
            {read.unread.length > 0 && (
              <Alert color="orange" variant="light" title={t('contentFiles.unread')}>
                {read.unread.join(', ')}
              </Alert>
            )}
            {plan !== null && (
              <>
                <Switch
                  label={t('contentFiles.deletes')}
                  description={t('contentFiles.deletesHint')}
                  checked={deletes}
                  onChange={(event) => setDeletes(event.currentTarget.checked)}
                />
                <PushPlan plan={plan} />
                <Apply
                  key={plan.version}
                  projectUuid={projectUuid}
                  files={read.files}
                  deletes={deletes}
                  plan={plan}
                  isCurrent={!planned.isPlaceholderData}
                  onLookAgain={() => void planned.refetch()}
                  onClose={onClose}
                />
              </>
            )}
          </Stack>
        )}
      </QueryBoundary>
    </Modal>
  )
}

type ApplyProps = {
  projectUuid: string
  files: ChosenFiles['files']
  deletes: boolean
  plan: PushOutcome
  /** Whether the plan is the one of what is chosen now. */
  isCurrent: boolean
  onLookAgain: () => void
  onClose: () => void
}

function Apply({ projectUuid, files, deletes, plan: { changes, problems, version }, isCurrent, onLookAgain, onClose }: ApplyProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const count = problems.length > 0 ? 0 : changes.filter(({ action }) => action !== 'unchanged').length
  const apply = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await pushContentFiles(projectUuid, { files, deletes, dryRun: false, expectedVersion: version })
      toastDone(t('contentFiles.applied', { count }))
      onClose()
      // Any chart, dashboard or space may be another one now.
      await queryClient.invalidateQueries()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <>
      {problems.length === 0 && count === 0 && <Text size="sm">{t('contentFiles.nothing')}</Text>}
      {failure !== null && <ErrorPanel title={t('contentFiles.notApplied')} error={failure} onRetry={onLookAgain} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        {count > 0 && (
          <Button
            loading={busy}
            disabled={!isCurrent}
            {...(changes.some(({ action }) => action === 'delete') ? { color: 'red.8' } : {})}
            onClick={() => void apply()}
          >
            {t('contentFiles.apply', { count })}
          </Button>
        )}
      </Group>
    </>
  )
}
