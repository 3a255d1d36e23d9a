import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { openModelFile, refreshModels, saveModelFile, validationQuery } from '../../api/develop.ts'
import type { Committed } from '../../api/repositories.ts'
import { Code } from '../../components/code.tsx'
import { toastAction } from '../../components/toast-action.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useMay } from '../../components/use-may.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { paths } from '../../shell/paths.ts'
import { CommitDialog } from './commit-dialog.tsx'
import { CompareDialog } from './compare/compare-dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import classes from './develop.module.css'
import { FileMenu } from './file-menu.tsx'
import { FileProblems } from './file-problems.tsx'
import { ModelPanel } from './model-panel.tsx'
import { useModelDraft } from './use-model-draft.ts'

type Props = {
  projectUuid: string
  path: string
  /** What the file holds; version null: it is not there yet. */
  opened: { text: string; version: string | null }
  /** What is in the editor to begin with. */
  initial: string
  isReadOnly: boolean
  /** Changes are committed to a repository instead of saved. */
  commits: boolean
}

const patienceMs = 400
const editorHeight = 560

/** One model file: YAML with its problems at their lines, and beside it the same as a form, its rows and its SQL. */
export function FileEditor({ projectUuid, path, opened, initial, isReadOnly, commits }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const { text, setText, version, isDirty, isRestored, settle, discard } = useModelDraft(projectUuid, path, opened, initial)
  const [checkedText] = useDebouncedValue(text, patienceMs)
  const validation = useQuery({ ...validationQuery(projectUuid, { path, text: checkedText }), placeholderData: keepPreviousData })
  const [goTo, setGoTo] = useState<{ line: number; count: number } | null>(null)
  const [conflict, setConflict] = useState<{ text: string; version: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const [isCommitting, setCommitting] = useState(false)
  const [isComparing, setComparing] = useState(false)
  const mayCompare = useMay(projectUuid, 'sql_runner.run')
  const problems = validation.data?.problems ?? []
  const own = problems.filter(({ file }) => file === path)
  const mayEdit = !isReadOnly

  const save = async (from: string | null): Promise<void> => {
    setBusy(true)
    try {
      const saved = await saveModelFile(projectUuid, { path, text, version: from })
      settle(text, saved.version)
      setConflict(null)
      await queryClient.invalidateQueries({ queryKey: ['models', projectUuid] })
      if (saved.reason === null) toastDone(t('develop.saved'))
      else toastFailed(t('develop.savedNotCompiled'), new Error(saved.reason))
      await refreshModels(queryClient, projectUuid)
      if (from === null) go(paths.develop(projectUuid, { file: path }), { replace: true })
    } catch (error) {
      if (error instanceof ApiError && error.statusCode === 409) {
        setConflict(await openModelFile(projectUuid, path).catch(() => ({ text: '', version: null })))
      } else toastFailed(t('develop.saveFailed'), error)
    } finally {
      setBusy(false)
    }
  }
  const isSaveable = mayEdit && isDirty && !busy
  const saveOrCommit = (): void => (commits ? setCommitting(true) : void save(version))
  useShortcut('mod+s', saveOrCommit, isSaveable)
  const onCommitted = ({ branch, url, title }: Committed): void => {
    setCommitting(false)
    // What serves is what was opened; the change is on its way there.
    discard()
    if (url === null) toastDone(t('commit.done', { branch }))
    else toastAction({ message: t('commit.opened', { title }), label: t('commit.show'), onPress: () => window.open(url, '_blank', 'noreferrer') })
  }

  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Title order={1} size="h4">
            {path}
          </Title>
          {isDirty && mayEdit && (
            <Badge color="orange.9" variant="light">
              {t('develop.unsaved')}
            </Badge>
          )}
        </Group>
        {mayEdit && (
          <Group gap="xs">
            {isDirty && version !== null && (
              <Button size="xs" variant="default" onClick={discard}>
                {t('develop.discard')}
              </Button>
            )}
            {isDirty && mayCompare && (
              <Button size="xs" variant="default" onClick={() => setComparing(true)}>
                {t('valueDiff.open')}
              </Button>
            )}
            <Button size="xs" loading={busy} disabled={!isSaveable} onClick={saveOrCommit}>
              {t(commits ? 'commit.open' : 'develop.save')}
            </Button>
            {version !== null && !commits && <FileMenu projectUuid={projectUuid} path={path} isDirty={isDirty} />}
          </Group>
        )}
      </Group>
      {isRestored && (
        <Text size="sm" role="status">
          {t('develop.restored')}
        </Text>
      )}
      <div className={classes['split']}>
        <Stack gap="xs">
          <Code
            label={t('develop.editor', { path })}
            language="yaml"
            value={text}
            {...(mayEdit ? { onChange: setText } : {})}
            lineNumbers
            minHeight={editorHeight}
            maxHeight={editorHeight}
            marks={own.map(({ line, message, hint, severity }) => ({ line, message: `${message} ${hint}`.trim(), isError: severity === 'error' }))}
            goTo={goTo}
          />
          <FileProblems
            projectUuid={projectUuid}
            path={path}
            validation={validation}
            isCurrent={text === checkedText}
            onGo={(line) => setGoTo((before) => ({ line, count: (before?.count ?? 0) + 1 }))}
          />
        </Stack>
        <ModelPanel projectUuid={projectUuid} path={path} text={text} checkedText={checkedText} isReadOnly={!mayEdit} onChange={setText} />
      </div>
      {isCommitting && <CommitDialog projectUuid={projectUuid} path={path} text={text} onCommitted={onCommitted} onClose={() => setCommitting(false)} />}
      {isComparing && <CompareDialog projectUuid={projectUuid} draft={{ path, text }} onClose={() => setComparing(false)} />}
      {conflict !== null && (
        <ConflictDialog
          theirs={conflict}
          mine={text}
          busy={busy}
          onTakeTheirs={() => {
            settle(conflict.text, conflict.version)
            setConflict(null)
          }}
          onKeepMine={() => void save(conflict.version)}
          onClose={() => setConflict(null)}
        />
      )}
    </Stack>
  )
}
